package dev.ganz.cli;

import dev.ganz.disk.Format;
import dev.ganz.disk.job.Access;
import dev.ganz.disk.job.OpenImage;
import dev.ganz.disk.job.Use;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an image is read: options of all commands that read one. */
final class DiskInput {
    @Option(
            names = "-f",
            paramLabel = "FORMAT",
            description = "The image's format; told from its content unless it is given.")
    @Nullable
    String format;

    @Option(
            names = "--allow-path",
            paramLabel = "PATH",
            description = "A folder or file outside the image's folder that the image may name.")
    List<String> allowed = List.of();

    @Option(names = "--ignore-checksum", description = "Read a VHD whose headers have a wrong checksum.")
    boolean ignoreChecksum;

    @Option(
            names = {"-U", "--force-share"},
            description = "Read an image that a running machine writes to.")
    boolean shared;

    @Option(
            names = "-l",
            paramLabel = "SNAPSHOT",
            description = "Read this snapshot of a qcow2, by its name or identifier.")
    @Nullable
    String snapshot;

    OpenImage open(Terminal terminal, String file) {
        return open(terminal, file, format);
    }

    OpenImage open(Terminal terminal, String file, @Nullable String itsFormat) {
        if (!shared) {
            Use.requireNone(terminal.path(file), file);
        }
        return OpenImage.open(terminal.path(file), file, format(itsFormat), access(terminal));
    }

    OpenImage openAlone(Terminal terminal, String file) {
        return OpenImage.openAlone(terminal.path(file), file, format(format), access(terminal));
    }

    private Access access(Terminal terminal) {
        return new Access(allowed.stream().map(terminal::path).toList(), ignoreChecksum, Optional.ofNullable(snapshot));
    }

    /** A format by name; empty if there is no name. */
    static Optional<Format> format(@Nullable String name) {
        return name == null
                ? Optional.empty()
                : Optional.of(Format.named(name)
                        .orElseThrow(() -> new InvalidInput("unknown format \"" + name + "\"; expected one of "
                                + String.join(", ", Format.names()) + NearestWord.hint(name, Format.names()))));
    }
}
