package dev.ganz.plan.vbp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.plan.Archive;
import dev.ganz.plan.pack.BinPacking;
import dev.ganz.plan.pack.BinPackingSolver;
import dev.ganz.plan.pack.BinPackingSolver.Answer;
import dev.ganz.plan.pack.Budget;
import dev.ganz.plan.text.NumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance of each of the 162 groups of Panigrahy's classes, against what was published about it. */
class BenchmarkTest {
    private static final long STEPS = 2000;

    @TempDir
    Path folder;

    /** A row of the table: the bound, the optimum if it is proven, and the best of all published heuristics. */
    private record Published(String name, int bound, int optimum, int best) {
        static Published of(String line) {
            String[] words = line.split("\t", -1);
            return new Published(
                    words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        }

        int least() {
            return optimum > 0 ? optimum : bound;
        }
    }

    @Test
    void packsCloserToTheOptimumThanAllPublishedHeuristicsTogether() throws IOException, InterruptedException {
        Path table = Archive.file("vbp/vbp-panigrahy-known-optima.csv");
        Archive.unpack("vbp/vbp-panigrahy-instances.tar.xz", folder);
        List<Published> rows = Files.readAllLines(table).stream()
                .skip(1)
                .map(Published::of)
                .filter(row -> row.name().endsWith("_4"))
                .toList();
        List<String> wrong = new ArrayList<>();
        double excess = 0;
        double published = 0;
        for (Published row : rows) {
            BinPacking problem = problem(row.name());
            Answer answer = BinPackingSolver.solve(problem, new SplittableRandom(1), Budget.steps(STEPS));
            if (answer.packing().violation(problem).isPresent()
                    || answer.packing().count() < row.least()
                    || row.optimum() > 0 && answer.lowerBound() > row.optimum()) {
                wrong.add(row + ": " + answer.packing().count() + " bins, bound " + answer.lowerBound());
            }
            excess += (double) answer.packing().count() / row.least() - 1;
            published += (double) row.best() / row.least() - 1;
        }

        assertThat(rows).hasSize(162);
        assertThat(wrong).isEmpty();
        assertThat(excess / rows.size())
                .as("mean excess; published %s", published / rows.size())
                .isLessThan(0.6 * published / rows.size());
    }

    private BinPacking problem(String name) {
        Path file = folder.resolve("Panigrahy_instances_multidim")
                .resolve(name.substring(0, name.indexOf('_')))
                .resolve(name + ".vbp");
        return VbpFile.read(NumberText.read(name, file));
    }
}
