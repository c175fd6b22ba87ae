package dev.ganz.cli;

import dev.ganz.cli.report.Table;
import dev.ganz.lab.InvalidInput;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the routes of a node of a lab that runs. */
@Command(
        name = "routes",
        header = "Show the routes of a node of a lab that runs.",
        description = {"", "Those of its kernel, whoever added them: the lab, a daemon, an interface.", ""},
        sortOptions = false)
final class RoutesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--lab", paramLabel = "NAME", description = "Which lab, where several run.")
    String lab = "";

    @Parameters(paramLabel = "NODE", description = "The node.")
    String node = "";

    RoutesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Connection connection = RunDirectory.of(terminal.environment()).connect(lab)) {
            connection.send(Message.of("do", "routes").with("node", node));
            Message answer =
                    connection.receive().orElseThrow(() -> new InvalidInput("the lab ended before it answered"));
            if (answer.has("error")) {
                throw new InvalidInput(answer.text("error"));
            }
            Table table = new Table()
                    .words("to")
                    .words("via")
                    .words("interface")
                    .words("from")
                    .numbers("metric");
            for (Message route : answer.messages("routes")) {
                table.row(
                        route.text("prefix"),
                        route.text("via"),
                        route.text("interface"),
                        route.text("from"),
                        String.valueOf(route.number("metric")));
            }
            try (Writer out = terminal.writer()) {
                table.write(terminal.outStyle(), out);
            }
            return ExitStatus.OK;
        }
    }
}
