package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RemoteProgram;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a program in a node of a lab that runs. */
@Command(
        name = "exec",
        header = "Run a program in a node.",
        description = {
            "",
            "Its standard input, output and error are those of this command, and so is its exit status.",
            "",
            "  ganz exec hq -- ping -c 3 branch",
            "  ganz exec -t hq -- bash",
            "",
        },
        sortOptions = false)
final class ExecCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-t", "--terminal", "-it", "-ti"},
            description = "Give it a terminal of its own behind this one.")
    boolean onTerminal;

    @Option(names = "--lab", paramLabel = "NAME", description = "Which lab, where several run.")
    String lab = "";

    @Parameters(index = "0", paramLabel = "NODE", description = "The node.")
    String node = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    List<String> command = new ArrayList<>();

    ExecCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<String> words = command.getFirst().equals("--") ? command.subList(1, command.size()) : command;
        if (words.isEmpty()) {
            throw new InvalidInput("expected a command behind --, found none");
        }
        try (Connection connection = RunDirectory.of(terminal.environment()).connect(lab)) {
            RemoteProgram program = new RemoteProgram(connection);
            return onTerminal ? program.runOnTerminal(request(words)) : program.run(request(words));
        }
    }

    private Message request(List<String> words) {
        return Message.of("do", "exec")
                .with("node", node)
                .with("command", List.copyOf(words))
                .with(
                        "directory",
                        terminal.directory().toAbsolutePath().normalize().toString())
                .with(
                        "environment",
                        terminal.environment().entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList());
    }
}
