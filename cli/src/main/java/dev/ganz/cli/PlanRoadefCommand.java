package dev.ganz.cli;

import dev.ganz.cli.plan.ReassignmentReport;
import dev.ganz.lab.InvalidInput;
import dev.ganz.plan.reassign.Annealing;
import dev.ganz.plan.reassign.Cost;
import dev.ganz.plan.reassign.Model;
import dev.ganz.plan.reassign.ModelFile;
import dev.ganz.plan.text.NumberText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Improves a placement of processes on machines. */
@Command(
        name = "roadef",
        header = "Improve a placement of processes on machines (ROADEF/EURO challenge 2012).",
        description = {
            "",
            "  ganz plan roadef model_a1_1.txt assignment_a1_1.txt --time 300s -o new.txt",
            "",
        },
        sortOptions = false)
final class PlanRoadefCommand implements Callable<Integer> {
    private static final long TIME = 60_000_000_000L;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "MODEL", description = "The model, in the format of the challenge.")
    String modelFile = "";

    @Parameters(index = "1", paramLabel = "ASSIGNMENT", description = "The machine of each process today.")
    String assignmentFile = "";

    @Mixin
    PlanSearch search = new PlanSearch();

    @Option(
            names = "-m",
            paramLabel = "THREADS",
            description = "Searches side by side, of which the best counts; 1 by default.")
    int threads = 1;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Write the machine of each process there, as in ASSIGNMENT.")
    @Nullable
    String output;

    @Mixin
    TextOrJson form = new TextOrJson();

    @Mixin
    Verbosity verbosity = new Verbosity();

    PlanRoadefCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long start = PlanSearch.start(terminal);
        boolean asJson = form.isJson();
        requireSoundOptions(start);
        Model model = ModelFile.model(NumberText.read(modelFile, terminal.path(modelFile)));
        int[] initial = initial(model);
        int[] improved = improve(model, initial, start);
        Cost.violation(model, initial, improved).ifPresent(rule -> {
            throw new IllegalStateException(rule);
        });
        if (output != null) {
            write(improved, output);
        }
        ReassignmentReport report = new ReassignmentReport(
                modelFile,
                Cost.of(model, initial, initial),
                Cost.of(model, initial, improved),
                Cost.lowerBound(model),
                terminal.clock().getAsLong() - start);
        try (Writer out = terminal.writer()) {
            if (asJson) {
                report.writeJson(out);
            } else {
                report.writeText(out);
            }
        }
        return ExitStatus.OK;
    }

    private void requireSoundOptions(long start) {
        if (threads < 1 || threads > 256) {
            throw new InvalidInput("-m " + threads + ": expected 1 to 256 threads");
        }
        OutputFiles files = new OutputFiles(terminal);
        files.reads(modelFile);
        files.reads(assignmentFile);
        files.writes("-o", output);
        search.budget(terminal, start, TIME);
    }

    private int[] initial(Model model) {
        int[] initial = ModelFile.assignment(NumberText.read(assignmentFile, terminal.path(assignmentFile)), model);
        Cost.violation(model, initial, initial).ifPresent(rule -> {
            throw new InvalidInput(assignmentFile + ": expected a placement that keeps the rules of " + modelFile
                    + ", found that " + rule);
        });
        return initial;
    }

    /** The best of as many searches as there are threads; of equal ones the first, so that threads decide nothing. */
    private int[] improve(Model model, int[] initial, long start) {
        List<Callable<int[]>> searches = IntStream.range(0, threads)
                .<Callable<int[]>>mapToObj(number -> () -> Annealing.improve(
                        model,
                        initial,
                        new SplittableRandom(search.seed + number),
                        search.budget(terminal, start, TIME)))
                .toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<int[]> found = new ArrayList<>();
            for (Future<int[]> each : pool.invokeAll(searches)) {
                found.add(each.get());
            }
            return best(model, initial, found);
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int[] best(Model model, int[] initial, List<int[]> found) {
        return found.stream()
                .min(Comparator.comparingLong(
                        machines -> Cost.of(model, initial, machines).total()))
                .orElseThrow();
    }

    private void write(int[] machines, String name) throws IOException {
        try (Outlet outlet = Outlet.open(terminal, name)) {
            outlet.writer()
                    .write(Arrays.stream(machines).mapToObj(Integer::toString).collect(Collectors.joining(" ")) + "\n");
            outlet.commit();
        }
    }
}
