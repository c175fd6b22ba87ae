package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.cli.report.Table;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the labs that run. */
@Command(
        name = "ps",
        header = "List the labs that run, and their nodes.",
        description = {"", "Those of this user, each with its nodes and their addresses.", ""},
        sortOptions = false)
final class PsCommand implements Callable<Integer> {
    private final Terminal terminal;

    PsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = RunDirectory.of(terminal.environment());
        List<String> labs = directory.running();
        try (Writer out = terminal.writer()) {
            if (labs.isEmpty()) {
                out.write("no lab runs\n");
            }
            for (String lab : labs) {
                try (Connection connection = directory.connect(lab)) {
                    connection.send(Message.of("do", "status"));
                    Optional<Message> status = connection.receive();
                    if (status.isPresent()) {
                        write(status.get(), out);
                    }
                }
            }
        }
        return ExitStatus.OK;
    }

    private void write(Message lab, Writer out) throws IOException {
        List<Message> nodes = lab.messages("nodes");
        out.write(lab.text("lab") + ": " + Quantity.plural(nodes.size(), "node") + ", "
                + Quantity.plural(lab.number("links"), "link") + "\n");
        Table table = new Table().words("node").words("kind").words("addresses").words("programs");
        for (Message node : nodes) {
            table.row(
                    node.text("name"),
                    node.text("kind"),
                    String.join(" ", node.texts("addresses")),
                    String.join(", ", node.texts("programs")));
        }
        table.write(terminal.outStyle(), out);
    }
}
