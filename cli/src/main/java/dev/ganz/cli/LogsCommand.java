package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the commands of a node have printed. */
@Command(name = "logs", header = "Show what the exec and run commands of a node have printed.", sortOptions = false)
final class LogsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--lab", paramLabel = "NAME", description = "Which lab, where several run.")
    String lab = "";

    @Parameters(paramLabel = "NODE", description = "The node.")
    String node = "";

    LogsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Connection connection = RunDirectory.of(terminal.environment()).connect(lab)) {
            connection.send(Message.of("do", "logs").with("node", node));
            Message answer =
                    connection.receive().orElseThrow(() -> new InvalidInput("the lab ended before it answered"));
            if (answer.has("error")) {
                throw new InvalidInput(answer.text("error"));
            }
            Path file = Path.of(answer.text("file"));
            if (Files.exists(file)) {
                Files.copy(file, terminal.out());
                terminal.out().flush();
            }
            return ExitStatus.OK;
        }
    }
}
