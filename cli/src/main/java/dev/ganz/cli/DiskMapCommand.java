package dev.ganz.cli;

import dev.ganz.cli.report.JsonLines;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Table;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Image;
import dev.ganz.disk.job.OpenImage;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.core.JsonGenerator;

/** Shows where the octets of a disk are. */
@Command(name = "map", header = "Show where the octets of a disk are stored.", sortOptions = false)
final class DiskMapCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    DiskShow show = new DiskShow();

    DiskMapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenImage opened = show.open(terminal);
                Writer out = terminal.writer()) {
            if (show.form.isJson()) {
                json(opened.image(), out);
            } else {
                text(opened.image(), terminal.outStyle(), out);
            }
        }
        return ExitStatus.OK;
    }

    private static void json(Image image, Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            json.writeStartArray();
            for (long at = 0; at < image.size(); ) {
                Extent run = image.run(at);
                json.writeStartObject();
                json.writeNumberProperty("start", run.start());
                json.writeNumberProperty("length", run.length());
                json.writeNumberProperty("depth", run.depth());
                json.writeBooleanProperty("present", run.kind() != Extent.Kind.ABSENT);
                json.writeBooleanProperty("zero", !run.isStored());
                json.writeBooleanProperty("data", run.isStored());
                json.writeBooleanProperty("compressed", run.kind() == Extent.Kind.COMPRESSED);
                if (run.kind() == Extent.Kind.DATA) {
                    json.writeNumberProperty("offset", run.position());
                }
                json.writeEndObject();
                at = run.end();
            }
            json.writeEndArray();
        }
        out.write('\n');
    }

    /** Only what is stored, as qemu-img shows it. */
    private static void text(Image image, Style style, Writer out) throws IOException {
        Table table = new Table().numbers("Offset", "Length", "Mapped to").words("File");
        for (long at = 0; at < image.size(); ) {
            Extent run = image.run(at);
            if (run.kind() == Extent.Kind.DATA) {
                table.row(
                        hex(run.start()),
                        hex(run.length()),
                        hex(run.position()),
                        run.file().name());
            } else if (run.isStored()) {
                table.row(hex(run.start()), hex(run.length()), "compressed", "");
            }
            at = run.end();
        }
        table.write(style, out);
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
