package dev.ganz.cli;

import dev.ganz.disk.Format;
import dev.ganz.disk.Target;
import dev.ganz.disk.job.Conversion;
import dev.ganz.disk.job.OpenImage;
import dev.ganz.lab.InvalidInput;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image in another format. */
@Command(
        name = "convert",
        header = "Make an image in another format.",
        description = {
            "",
            "  ganz disk convert hdd.vdi hdd.vmdk",
            "  ganz disk convert -c -o compression_type=zstd hdd.img hdd.qcow2",
            "  ganz disk convert -o subformat=vmfs hdd.qcow2 hdd.vmdk",
            "",
            "The source is never written to. The target appears whole or not at all.",
            "",
        },
        sortOptions = false)
final class DiskConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The image to read, with its backing files.")
    String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "The image to make; its name tells the format.")
    String target = "";

    @Mixin
    DiskInput input = new DiskInput();

    @Option(names = "-O", paramLabel = "FORMAT", description = "The target's format, whatever its name.")
    @Nullable
    String format;

    @Mixin
    DiskOutput output = new DiskOutput();

    @Option(names = "-c", description = "Compress: qcow2 and vmdk.")
    boolean compress;

    @Option(names = "-m", paramLabel = "THREADS", description = "Threads that compress; as many as there are cores.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--verify",
            description = "Read the target back and compare it with the source before it gets its name.")
    boolean verify;

    @Option(names = "-p", description = "Show how far it is.")
    boolean progress;

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiskConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (threads < 1 || threads > 256) {
            throw new InvalidInput("-m " + threads + ": expected 1 to 256 threads");
        }
        Format to = DiskOutput.format(format, target, "-O");
        try (OpenImage image = input.open(terminal, source);
                CopyProgress shown = new CopyProgress(terminal, progress && !verbosity.quiet)) {
            Target made = output.target(
                    terminal.path(target), image.image().size(), compress, threads, Optional.empty(), image.files());
            Conversion.convert(image.image(), to, made, verify, shown);
            return ExitStatus.OK;
        }
    }
}
