package dev.ganz.cli;

import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Ending;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends labs. */
@Command(
        name = "down",
        header = "End a lab, with all that runs in it.",
        description = {"", "Returns when none of its processes remains.", ""},
        sortOptions = false)
final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The lab's name; the only one that runs.")
    String lab = "";

    @Option(names = "--all", description = "All labs of this user.")
    boolean all;

    DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = RunDirectory.of(terminal.environment());
        for (String name : all ? directory.running() : List.of(lab)) {
            try (Connection connection = directory.connect(name)) {
                Ending.of(connection, PATIENCE);
            }
        }
        return ExitStatus.OK;
    }
}
