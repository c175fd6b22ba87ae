package dev.ganz.cli;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.Target;
import dev.ganz.disk.job.Conversion;
import dev.ganz.disk.job.OpenImage;
import dev.ganz.lab.InvalidInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an empty image. */
@Command(
        name = "create",
        header = "Make an empty image.",
        description = {
            "",
            "  ganz disk create hdd.vhdx 100G",
            "  ganz disk create -b base.qcow2 -F qcow2 overlay.qcow2",
            "",
        },
        sortOptions = false)
final class DiskCreateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image to make; its name tells the format.")
    String file = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SIZE",
            description = "Of the disk, such as 100G; that of the backing file unless it is given.")
    @Nullable
    String size;

    @Option(names = "-f", paramLabel = "FORMAT", description = "The format, whatever the name.")
    @Nullable
    String format;

    @Option(names = "-b", paramLabel = "FILE", description = "The image that shows through, relative to the new one.")
    @Nullable
    String backing;

    @Option(names = "-F", paramLabel = "FORMAT", description = "The backing file's format.")
    @Nullable
    String backingFormat;

    @Mixin
    DiskOutput output = new DiskOutput();

    @Option(
            names = "--allow-path",
            paramLabel = "PATH",
            description = "A folder or file outside their own folders that images may name.")
    List<String> allowed = List.of();

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiskCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Format to = DiskOutput.format(format, file, "-f");
        Path path = terminal.path(file);
        if (backing == null) {
            if (size == null) {
                throw new InvalidInput(file + ": expected the size of the disk, such as 100G, found none");
            }
            create(to, output.target(path, octets(size), false, 1, Optional.empty(), List.of()));
            return ExitStatus.OK;
        }
        if (backingFormat == null) {
            throw new InvalidInput(
                    "-b " + backing + ": expected -F with its format, which its content must not be asked for later");
        }
        DiskInput input = new DiskInput();
        input.allowed = allowed;
        String place = path.resolveSibling(backing).toString();
        try (OpenImage back = input.open(terminal, place, backingFormat)) {
            Target.Backing named =
                    new Target.Backing(backing, back.layers().getFirst().info().format());
            long octets = size == null ? back.image().size() : octets(size);
            create(to, output.target(path, octets, false, 1, Optional.of(named), back.files()));
        }
        return ExitStatus.OK;
    }

    private static long octets(String size) {
        return DiskSize.roundedUp(DiskSize.parse("the size of the disk", size), 512);
    }

    private static void create(Format format, Target target) {
        try (ImageWriter writer = Conversion.writer(format, target)) {
            writer.commit();
        }
    }
}
