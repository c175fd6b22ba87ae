package dev.ganz.cli;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Tone;
import dev.ganz.live.Doctor;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what this machine lacks for labs in real time. */
@Command(
        name = "doctor",
        header = "Say what this machine lacks for labs in real time, and what to do.",
        description = {"", "Exit status 1 if no lab can run; what only some labs need is a remark.", ""},
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Doctor.Finding> findings = Doctor.examine(terminal.environment());
        Style style = terminal.outStyle();
        try (Writer out = terminal.writer()) {
            for (Doctor.Finding each : findings) {
                String mark = each.fine() ? "ok" : each.needed() ? "NO" : "--";
                Tone tone = each.fine() ? Tone.GOOD : each.needed() ? Tone.BAD : Tone.WARNING;
                out.write(style.paint(tone, mark) + "  " + Columns.harmless(each.what())
                        + (each.fine() ? "" : ": " + Columns.harmless(each.remedy())) + "\n");
            }
        }
        return findings.stream().allMatch(each -> each.fine() || !each.needed()) ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
