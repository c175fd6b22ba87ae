package dev.ganz.cli;

import dev.ganz.host.tune.Change;
import dev.ganz.host.tune.Knobs;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes back what {@code ganz host tune} changed. */
@Command(
        name = "undo",
        header = "Take back the last change of ganz host tune.",
        description = {
            "",
            "From the journal in /var/lib/ganz/host, however the change ended. Once more takes back the change before it. What somebody",
            "has changed since is left alone and named.",
            "",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:taken back, or there is nothing to take back",
            "1:something was left alone",
            "2:wrong input or usage"
        },
        sortOptions = false)
final class HostUndoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--force", description = "Also what somebody has changed since.")
    boolean force;

    @Option(names = "--root", paramLabel = "DIR", description = "Of the machine whose files lie below a directory.")
    @Nullable
    String root;

    @Mixin
    Verbosity verbosity = new Verbosity();

    HostUndoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = root == null ? Path.of("/") : terminal.path(root);
        try (Change change = Change.open(new Knobs(path), () -> {});
                Writer out = terminal.writer()) {
            List<String> sentences = change.undo(force);
            for (String sentence : sentences) {
                out.write(sentence + "\n");
            }
            if (sentences.isEmpty()) {
                out.write("nothing to take back\n");
            }
            return sentences.stream().anyMatch(sentence -> sentence.contains("left alone"))
                    ? ExitStatus.FAILED
                    : ExitStatus.OK;
        }
    }
}
