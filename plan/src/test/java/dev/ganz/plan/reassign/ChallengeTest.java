package dev.ganz.plan.reassign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.plan.Archive;
import dev.ganz.plan.pack.Budget;
import dev.ganz.plan.text.NumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Set A of the challenge. */
class ChallengeTest {
    @TempDir
    Path folder;

    @Test
    void givesThePublishedInitialCostsAndBoundsAndFindsBetterPlacements() throws IOException, InterruptedException {
        Archive.unpack("roadef/roadef2012-setA.tar.xz", folder);
        for (String name : List.of("a1_1", "a1_2", "a1_3", "a1_4", "a1_5", "a2_1", "a2_2", "a2_3", "a2_4", "a2_5")) {
            Model model = ModelFile.model(text("model", name));
            int[] initial = ModelFile.assignment(text("assignment", name), model);
            long cost = Cost.of(model, initial, initial).total();

            assertThat(cost).as(name).isEqualTo(number("original_cost", name));
            assertThat(Cost.lowerBound(model)).as(name).isEqualTo(number("lb", name));
            assertThat(Cost.violation(model, initial, initial)).as(name).isEmpty();

            int[] better = Annealing.improve(model, initial, new SplittableRandom(1), Budget.steps(600));
            assertThat(Cost.violation(model, initial, better)).as(name).isEmpty();
            assertThat(Cost.of(model, initial, better).total()).as(name).isBetween(Cost.lowerBound(model), cost - 1);
        }
    }

    private NumberText text(String kind, String name) {
        return NumberText.read(name, folder.resolve("A/" + kind + "_" + name + ".txt"));
    }

    private long number(String kind, String name) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("A/" + kind + "_" + name + ".txt"))
                .strip());
    }
}
