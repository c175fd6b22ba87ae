package dev.ganz.cli;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.Quantity;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Tone;
import dev.ganz.sim.record.RunComparison;
import dev.ganz.sim.record.RunDifference;
import dev.ganz.stack.result.LabEvent;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two recorded runs. */
@Command(
        name = "diff",
        header = "Name the first delivery in which two recorded runs differ.",
        description = {
            "",
            "  ganz sim lab.yaml --record a.run",
            "  ganz sim lab.yaml --seed 8 --record b.run",
            "  ganz diff a.run b.run",
            "",
        },
        sortOptions = false)
final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "What ganz sim --record has written.")
    String first = "";

    @Parameters(index = "1", paramLabel = "RUN", description = "The run to compare it with.")
    String second = "";

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RunComparison comparison = RunComparison.of(terminal.path(first), terminal.path(second));
        Style style = terminal.outStyle();
        try (Writer out = terminal.writer()) {
            for (String note : comparison.notes()) {
                out.write(Columns.harmless(note) + "\n");
            }
            if (comparison.difference().isEmpty()) {
                out.write(style.paint(Tone.GOOD, "the same") + ": "
                        + Quantity.plural(comparison.equal(), "delivery", "deliveries") + "\n");
                return ExitStatus.OK;
            }
            RunDifference difference = comparison.difference().get();
            for (String line : difference.toString().lines().toList()) {
                out.write(Columns.harmless(line) + "\n");
            }
            event("first", difference.eventBeforeFirst(), out);
            event("second", difference.eventBeforeSecond(), out);
            return ExitStatus.FAILED;
        }
    }

    private static void event(String run, Optional<LabEvent> event, Writer out) throws IOException {
        if (event.isPresent()) {
            LabEvent last = event.get();
            String place = last.place().isEmpty() ? "" : last.place() + ": ";
            out.write("last event before it in the " + run + " run, at "
                    + BigDecimal.valueOf(last.time(), 9).toPlainString() + " s: "
                    + Columns.harmless(place + last.text()) + "\n");
        }
    }
}
