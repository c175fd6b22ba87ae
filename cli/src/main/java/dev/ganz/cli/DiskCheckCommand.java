package dev.ganz.cli;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.JsonLines;
import dev.ganz.disk.CheckReport;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.job.OpenImage;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.core.JsonGenerator;

/** Looks for what is wrong with an image. */
@Command(
        name = "check",
        header = "Look for what is wrong with an image.",
        description = {
            "",
            "Looks at tables, counts and checksums, not at the disk that they hold. Nothing is changed.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing is wrong",
            "1:the image cannot be read",
            "2:it is corrupt",
            "3:it has clusters that nothing uses, and is not corrupt",
            "63:its format says nothing that could be checked",
        },
        sortOptions = false)
final class DiskCheckCommand implements Callable<Integer> {
    private static final int CORRUPT = 2;
    private static final int LEAKS = 3;
    private static final int UNSUPPORTED = 63;

    private final Terminal terminal;

    @Mixin
    DiskShow show = new DiskShow();

    DiskCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenImage opened = show.openAlone(terminal);
                Writer out = terminal.writer()) {
            Optional<CheckReport> report = opened.image().check();
            String format = opened.image().info().format().toString();
            if (report.isEmpty()) {
                terminal.say(show.file + ": this form of " + format + " says nothing that could be checked");
                return UNSUPPORTED;
            }
            if (show.form.isJson()) {
                json(report.get(), format, out);
            } else {
                text(report.get(), out);
            }
            return report.get().corruptions() > 0 ? CORRUPT : report.get().leaks() > 0 ? LEAKS : ExitStatus.OK;
        } catch (ImageException unreadable) {
            terminal.say(String.valueOf(unreadable.getMessage()));
            return ExitStatus.FAILED;
        }
    }

    private void json(CheckReport report, String format, Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("filename", show.file);
            json.writeStringProperty("format", format);
            json.writeNumberProperty("check-errors", 0);
            json.writeNumberProperty("corruptions", report.corruptions());
            json.writeNumberProperty("leaks", report.leaks());
            json.writeNumberProperty("image-end-offset", report.end());
            json.writeNumberProperty("total-clusters", report.total());
            json.writeNumberProperty("allocated-clusters", report.allocated());
            json.writeNumberProperty("compressed-clusters", report.compressed());
            json.writeArrayPropertyStart("problems");
            report.problems().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private void text(CheckReport report, Writer out) throws IOException {
        for (String problem : report.problems()) {
            out.write(Columns.harmless(problem) + "\n");
        }
        if (report.corruptions() + report.leaks() == 0) {
            out.write("No errors were found on the image.\n");
        } else {
            out.write(report.corruptions() + " errors, " + report.leaks() + " leaked clusters\n");
        }
        if (!show.verbosity.quiet) {
            out.write(report.allocated() + "/" + report.total() + " clusters are stored, " + report.compressed()
                    + " of them compressed\nImage end offset: " + report.end() + "\n");
        }
    }
}
