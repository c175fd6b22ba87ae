package dev.ganz.cli;

import dev.ganz.host.file.JsonLines;
import dev.ganz.host.proc.Sampler;
import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes down what a host does. */
@Command(
        name = "record",
        header = "Write down what this host does, for later or for another machine.",
        description = {
            "",
            "  ganz host record -w host.jsonl --for 1h",
            "",
            "A line of JSON for the machine and one for each sample: docs/formats/host-recording.md. What is written stays when the",
            "program is stopped.",
            "",
        },
        sortOptions = false)
final class HostRecordCommand implements Callable<Integer> {
    private static final long SWEEP = 10_000_000_000L;

    private final Terminal terminal;

    @Option(names = "-w", paramLabel = "FILE", required = true, description = "A new file; - is standard output.")
    String file = "";

    @Option(names = "--for", paramLabel = "TIME", description = "How long; until it is stopped.")
    @Nullable
    String time;

    @Mixin
    HostSampling sampling = new HostSampling();

    @Mixin
    Verbosity verbosity = new Verbosity();

    HostRecordCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long count = time == null ? Long.MAX_VALUE : sampling.count("--for", time);
        sampling.interval();
        try (Writer out = writer()) {
            Sampler sampler = HostSampling.sampler(terminal, SWEEP);
            JsonLines.write(sampler.machine(), out);
            long begun = terminal.clock().getAsLong();
            for (long i = 1; i <= count; i++) {
                sampling.await(terminal, begun, i);
                JsonLines.write(sampler.next(), out);
                out.flush();
            }
        }
        return ExitStatus.OK;
    }

    private Writer writer() {
        if (file.equals("-")) {
            return terminal.writer();
        }
        try {
            return Files.newBufferedWriter(terminal.path(file), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw new InvalidInput(file + ": expected the name of a new file, found one that exists", taken);
        } catch (IOException failure) {
            throw new InvalidInput("cannot write " + file + ": " + Failures.reason(failure), failure);
        }
    }
}
