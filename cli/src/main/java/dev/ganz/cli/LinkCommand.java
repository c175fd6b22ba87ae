package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.cli.report.Table;
import dev.ganz.lab.InvalidInput;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a link of a lab that runs. */
@Command(
        name = "link",
        header = "Look at a link of a lab that runs, or change it.",
        description = {
            "",
            "  ganz link core:eth2                         # both directions, with what they counted",
            "  ganz link core:eth2 set delay=80ms loss=2%%   # words of the lab file; others stay as they are",
            "  ganz link 'core:eth2->' set loss=5%%          # one direction",
            "  ganz link core:eth2 down                    # loss of carrier; up brings it back",
            "",
        },
        sortOptions = false)
final class LinkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--lab", paramLabel = "NAME", description = "Which lab, where several run.")
    String lab = "";

    @Parameters(
            index = "0",
            paramLabel = "LINK",
            description = "One of its ends: core:eth2, core:eth2-> or core:eth2<-.")
    String link = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ACTION", description = "show, set, down or up; show.")
    String action = "show";

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "WORD=VALUE", description = "What is set.")
    List<String> words = new ArrayList<>();

    LinkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Connection connection = RunDirectory.of(terminal.environment()).connect(lab)) {
            connection.send(Message.of("do", "link")
                    .with("link", link)
                    .with("action", action)
                    .with("words", List.copyOf(words)));
            Message answer =
                    connection.receive().orElseThrow(() -> new InvalidInput("the lab ended before it answered"));
            if (answer.has("error")) {
                throw new InvalidInput(answer.text("error"));
            }
            try (Writer out = terminal.writer()) {
                write(answer.messages("directions"), out);
            }
            return ExitStatus.OK;
        }
    }

    private void write(List<Message> directions, Writer out) throws IOException {
        Table table = new Table()
                .words("from")
                .words("to")
                .words("state")
                .words("engine")
                .numbers("delay", "jitter", "loss", "rate", "packets", "lost", "queue full", "down");
        for (Message each : directions) {
            boolean wire = each.text("engine").equals("wire");
            table.row(
                    each.text("from"),
                    each.text("to"),
                    each.truth("up") ? "up" : "down",
                    each.text("engine"),
                    each.text("delay"),
                    each.text("jitter"),
                    each.text("loss"),
                    each.text("rate"),
                    wire ? Quantity.count(each.number("packets")) : "",
                    wire ? Quantity.count(each.number("lost")) : "",
                    wire ? Quantity.count(each.number("queueDrops")) : "",
                    wire ? Quantity.count(each.number("downDrops")) : "");
        }
        table.write(terminal.outStyle(), out);
    }
}
