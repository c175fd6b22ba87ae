package dev.ganz.cli;

import dev.ganz.cli.plan.PackingReport;
import dev.ganz.plan.pack.BinPacking;
import dev.ganz.plan.pack.BinPackingSolver;
import dev.ganz.plan.pack.BinPackingSolver.Answer;
import dev.ganz.plan.text.NumberText;
import dev.ganz.plan.vbp.VbpFile;
import java.io.IOException;
import java.io.Writer;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs items of several dimensions into bins. */
@Command(
        name = "vbp",
        header = "Pack items of several dimensions into as few bins as can be.",
        description = {
            "",
            "  ganz plan vbp class1_120_5_0.vbp --time 2s --format json",
            "",
            "A file has the number of dimensions, the capacity of a bin in each, the number of kinds of items, and for each kind its",
            "sizes and how many there are of it.",
            "",
        },
        sortOptions = false)
final class PlanVbpCommand implements Callable<Integer> {
    private static final long TIME = 10_000_000_000L;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The items and the bin, in VPSolver's format.")
    String file = "";

    @Mixin
    PlanSearch search = new PlanSearch();

    @Option(names = "-o", paramLabel = "FILE", description = "Write the bin of each item there, one a line, from 0.")
    @Nullable
    String output;

    @Mixin
    TextOrJson form = new TextOrJson();

    @Mixin
    Verbosity verbosity = new Verbosity();

    PlanVbpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long start = PlanSearch.start(terminal);
        boolean asJson = form.isJson();
        var budget = search.budget(terminal, start, TIME);
        OutputFiles files = new OutputFiles(terminal);
        files.reads(file);
        files.writes("-o", output);
        BinPacking problem = VbpFile.read(NumberText.read(file, terminal.path(file)));
        Answer answer = BinPackingSolver.solve(problem, new SplittableRandom(search.seed), budget);
        if (output != null) {
            writeBins(answer, output);
        }
        long nanos = terminal.clock().getAsLong() - start;
        PackingReport report = PackingReport.of(file, answer, nanos);
        try (Writer out = terminal.writer()) {
            if (asJson) {
                report.writeJson(out);
            } else {
                report.writeText(out);
            }
        }
        return ExitStatus.OK;
    }

    private void writeBins(Answer answer, String name) throws IOException {
        try (Outlet outlet = Outlet.open(terminal, name)) {
            for (int bin : answer.packing().bins()) {
                outlet.writer().write(bin + "\n");
            }
            outlet.commit();
        }
    }
}
