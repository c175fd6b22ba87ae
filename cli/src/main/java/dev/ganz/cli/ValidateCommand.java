package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.lab.Lab;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.lab.file.LabFile;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a lab is sound, and everything that is wrong with it. */
@Command(
        name = "validate",
        header = "Check a lab without running it.",
        description = {"", "Lists everything that is wrong, each with its place, or says what the lab holds.", ""},
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "LAB",
            description = "A lab file, a containerlab topology, a map in GraphML or GML, or - for standard input.")
    @Nullable
    String lab;

    @Option(names = "--schema", description = "Print the JSON Schema of the lab file instead.")
    boolean schema;

    @Mixin
    Verbosity verbosity = new Verbosity();

    @Spec
    CommandSpec spec = CommandSpec.create();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Writer out = terminal.writer()) {
            if (schema) {
                out.write(LabFile.schema());
                return ExitStatus.OK;
            }
            if (lab == null) {
                throw new ParameterException(spec.commandLine(), "missing required parameter: LAB");
            }
            LabSource source = LabSource.open(terminal, lab);
            List<String> problems = source.problems();
            if (!problems.isEmpty()) {
                problems.forEach(terminal::say);
                return ExitStatus.BAD_INPUT;
            }
            LabFile sound = source.read();
            Addressing.complete(sound.lab());
            out.write(summary(sound.lab()) + "\n");
            if (!verbosity.quiet) {
                sound.notes().forEach(note -> terminal.say("note: " + note));
            }
            return ExitStatus.OK;
        }
    }

    private static String summary(Lab lab) {
        List<String> parts = new ArrayList<>();
        parts.add(Quantity.plural(lab.nodes().size(), "node"));
        parts.add(Quantity.plural(lab.links().size(), "link"));
        if (!lab.traffic().isEmpty()) {
            parts.add(Quantity.plural(lab.traffic().size(), "flow"));
        }
        if (!lab.faults().isEmpty()) {
            parts.add(Quantity.plural(lab.faults().size(), "fault"));
        }
        if (!lab.expectations().isEmpty()) {
            parts.add(Quantity.plural(lab.expectations().size(), "expectation"));
        }
        return "ok: " + String.join(", ", parts);
    }
}
