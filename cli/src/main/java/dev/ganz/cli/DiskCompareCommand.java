package dev.ganz.cli;

import dev.ganz.disk.job.Comparison;
import dev.ganz.disk.job.OpenImage;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether two disks hold the same. */
@Command(
        name = "compare",
        header = "Say whether two disks hold the same.",
        description = {"", "Where one disk is longer, the rest of it must be zero.", ""},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:they hold the same", "1:they differ", "2:an image cannot be read"},
        sortOptions = false)
final class DiskCompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "An image.")
    String first = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "The image to compare it with.")
    String second = "";

    @Mixin
    DiskInput input = new DiskInput();

    @Option(names = "-F", paramLabel = "FORMAT", description = "The second image's format.")
    @Nullable
    String secondFormat;

    @Option(names = "-s", description = "Strict: disks of different size differ.")
    boolean strict;

    @Option(names = "-p", description = "Show how far it is.")
    boolean progress;

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiskCompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenImage one = input.open(terminal, first);
                OpenImage other = input.open(terminal, second, secondFormat);
                CopyProgress shown = new CopyProgress(
                        terminal, progress && !verbosity.quiet ? CopyProgress.Form.BAR : CopyProgress.Form.NONE);
                Writer out = terminal.writer()) {
            boolean sameSize = one.image().size() == other.image().size();
            if (!sameSize && strict) {
                out.write("Strict mode: Image size mismatch!\n");
                return ExitStatus.FAILED;
            }
            if (!sameSize && !verbosity.quiet) {
                out.write("Warning: Image size mismatch!\n");
            }
            OptionalLong difference = Comparison.firstDifference(one.image(), other.image(), shown);
            out.write(
                    difference.isPresent()
                            ? "Content mismatch at offset " + difference.getAsLong() + "!\n"
                            : "Images are identical.\n");
            return difference.isPresent() ? ExitStatus.FAILED : ExitStatus.OK;
        }
    }
}
