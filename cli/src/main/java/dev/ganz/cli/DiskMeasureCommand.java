package dev.ganz.cli;

import dev.ganz.cli.report.JsonLines;
import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.Options;
import dev.ganz.disk.job.Measurement;
import dev.ganz.disk.job.OpenImage;
import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Says how large an image would be. */
@Command(
        name = "measure",
        header = "Say how large an image would be.",
        description = {
            "",
            "  ganz disk measure -O qcow2 hdd.vdi",
            "  ganz disk measure -O vhdx --size 100G",
            "",
        },
        sortOptions = false)
final class DiskMeasureCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE", description = "The image that would be converted.")
    @Nullable
    String file;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "The size of a disk that is empty, instead of an image.")
    @Nullable
    String size;

    @Mixin
    DiskInput input = new DiskInput();

    @Option(names = "-O", paramLabel = "FORMAT", description = "The format of the image that would be made: raw.")
    String format = "raw";

    @Option(names = "-o", paramLabel = "NAME=VALUE,...", description = "Options of the format.")
    List<String> options = List.of();

    @Mixin
    DiskForm form = new DiskForm();

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiskMeasureCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Measurement measured = measure();
        try (Writer out = terminal.writer()) {
            if (form.isJson()) {
                try (JsonGenerator json = JsonLines.generator(out)) {
                    json.writeStartObject();
                    json.writeNumberProperty("required", measured.required());
                    json.writeNumberProperty("fully-allocated", measured.fullyAllocated());
                    json.writeEndObject();
                }
                out.write('\n');
            } else {
                out.write("required size: " + measured.required() + "\nfully allocated size: "
                        + measured.fullyAllocated() + "\n");
            }
        }
        return ExitStatus.OK;
    }

    private Measurement measure() {
        Format to = DiskInput.format(format).orElseThrow();
        if ((file == null) == (size == null)) {
            throw new InvalidInput("expected either an image or --size; ganz disk measure --help shows how");
        }
        if (size != null) {
            return Measurement.ofSize(
                    DiskSize.roundedUp(DiskSize.parse("--size", size), 512), to, Options.parse(options));
        }
        try (OpenImage opened = input.open(terminal, String.valueOf(file))) {
            return Measurement.of(opened.image(), to, Options.parse(options));
        }
    }
}
