package dev.ganz.cli;

import dev.ganz.disk.job.OpenImage;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands have in common that show something of one image. */
final class DiskShow {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    String file = "";

    @Mixin
    DiskInput input = new DiskInput();

    @Mixin
    DiskForm form = new DiskForm();

    @Mixin
    Verbosity verbosity = new Verbosity();

    /** The image with its backing files. */
    OpenImage open(Terminal terminal) {
        return input.open(terminal, file);
    }

    /** The image without its backing files. */
    OpenImage openAlone(Terminal terminal) {
        return input.openAlone(terminal, file);
    }
}
