package dev.ganz.cli;

import dev.ganz.disk.job.OpenImage;
import dev.ganz.disk.nbd.NbdServer;
import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an image to other programs. */
@Command(
        name = "serve",
        header = "Give the disk of an image to other programs, by NBD.",
        description = {
            "",
            "  ganz disk serve hdd.dmg &",
            "  nbdcopy nbd://localhost:10809 hdd.img",
            "",
            "For reading only, until it is interrupted; on this machine's own address, or on a Unix socket.",
            "",
        },
        sortOptions = false)
final class DiskServeCommand implements Callable<Integer> {
    private static final int PORT = 10_809;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image, with its backing files.")
    String file = "";

    @Mixin
    DiskInput input = new DiskInput();

    @Option(names = "--port", paramLabel = "PORT", description = "The port of localhost: 10809; 0 for any.")
    int port = PORT;

    @Option(names = "--socket", paramLabel = "PATH", description = "A Unix socket instead of a port.")
    @Nullable
    String socket;

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiskServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new InvalidInput("--port " + port + ": expected 0 to 65535");
        }
        try (OpenImage image = input.open(terminal, file);
                NbdServer server = socket == null
                        ? NbdServer.onPort(image.image(), port)
                        : NbdServer.onSocket(
                                image.image(), terminal.path(socket).toAbsolutePath())) {
            try (Writer out = terminal.writer()) {
                out.write(server.uri() + "\n");
            }
            server.serve();
        }
        return ExitStatus.OK;
    }
}
