package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.lab.Lab;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.lab.file.LabFile;
import dev.ganz.sim.SimulationCheck;
import dev.ganz.wire.pcap.CaptureReader;
import java.io.BufferedInputStream;
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
        header = "Check a lab without running it, or a capture.",
        description = {
            "",
            "Lists everything that is wrong, each with its place, or says what the lab holds. A capture, pcap or pcapng, is read"
                    + " to its end.",
            ""
        },
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
    /** Octets that tell a capture. */
    private static final int MAGIC = 4;

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "LAB",
            description =
                    "A lab file, a containerlab topology, a map in GraphML or GML, a capture, or - for standard input.")
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
            String name = LabSource.name(lab);
            LabSource source;
            try (BufferedInputStream stream = LabSource.stream(terminal, lab)) {
                if (isCapture(name, stream)) {
                    out.write("ok: " + CaptureSummary.of(name, stream) + "\n");
                    return ExitStatus.OK;
                }
                source = LabSource.read(name, stream, terminal.environment());
            } catch (IOException failure) {
                throw LabSource.unreadable(name, failure);
            }
            return check(source, out);
        }
    }

    private int check(LabSource source, Writer out) throws IOException {
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
            SimulationCheck.problemsOf(sound.lab())
                    .forEach(missing -> terminal.say("note: ganz sim refuses it: " + sound.sentence(missing)));
        }
        return ExitStatus.OK;
    }

    /** A capture shows in its content; one that is packed is believed its name. */
    private static boolean isCapture(String name, BufferedInputStream stream) throws IOException {
        if (name.matches(".*\\.(pcap|pcapng|cap)\\.gz")) {
            return true;
        }
        stream.mark(MAGIC);
        byte[] head = stream.readNBytes(MAGIC);
        stream.reset();
        return CaptureReader.recognises(head);
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
