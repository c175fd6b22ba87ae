package dev.ganz.cli.report;

import dev.ganz.host.tune.Plan;
import dev.ganz.host.tune.Proposal;
import dev.ganz.host.tune.Step;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What {@code ganz host tune} would change, as a diff with a reason before each part. */
public final class PlanReport {
    private PlanReport() {}

    public static void write(Plan plan, Style style, Writer out) throws IOException {
        if (plan.proposals().isEmpty()) {
            out.write("nothing to change: all is as " + plan.profile() + " wants it\n");
            return;
        }
        out.write("--- as it is\n+++ " + plan.profile() + "\n");
        for (Proposal proposal : plan.proposals()) {
            out.write(style.paint(Tone.QUIET, "# " + Columns.harmless(proposal.why())) + "\n");
            for (Step step : proposal.steps()) {
                write(step, style, out);
            }
        }
    }

    private static void write(Step step, Style style, Writer out) throws IOException {
        String state = step.before().isEmpty() ? " (new file)" : step.kind() == Step.Kind.SIZE ? " (size)" : "";
        out.write(style.paint(Tone.HEADING, "@@ " + Columns.harmless(step.path()) + state) + "\n");
        List<String> before = step.before().orElse("").lines().toList();
        List<String> after = step.after().lines().toList();
        for (String line : before) {
            if (!after.contains(line)) {
                out.write(style.paint(Tone.BAD, "-" + Columns.harmless(line)) + "\n");
            }
        }
        for (String line : after) {
            if (!before.contains(line)) {
                out.write(style.paint(Tone.GOOD, "+" + Columns.harmless(line)) + "\n");
            }
        }
    }
}
