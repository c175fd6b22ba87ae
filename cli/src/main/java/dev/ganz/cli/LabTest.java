package dev.ganz.cli;

import dev.ganz.cli.report.EventWriter;
import dev.ganz.cli.report.Style;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.linux.Descriptor;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Ending;
import dev.ganz.live.control.Message;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A lab that runs for the sake of its scenario: what its process writes about it, and who reads that. */
record LabTest(Format format, boolean everything, Style style) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Writes the report in the form that a {@link #run} has asked for. */
    static void report(Lab lab, RunResult result, Message form, Writer out) throws IOException {
        Style style = new Style(form.truth("colour"), form.truth("unicode"), (int) form.number("width"));
        Format.valueOf(form.text("format"))
                .report(style, form.truth("everything"))
                .write(lab, result, out);
    }

    /**
     * Has the scenario of a lab run and waits until nothing of the lab remains.
     *
     * @param events told what happens; null: nobody listens
     * @return whether all expectations held
     */
    boolean run(Connection connection, Writer report, @Nullable EventWriter events) throws IOException {
        try (Descriptor process = Ending.process(connection)) {
            connection.send(Message.of("do", "test")
                    .with("format", format.name())
                    .with("everything", everything)
                    .with("colour", style.colour())
                    .with("unicode", style.unicode())
                    .with("width", (long) style.width()));
            boolean passed = listen(connection, report, events == null ? _ -> {} : events);
            Ending.await(process, PATIENCE);
            return passed;
        }
    }

    private static boolean listen(Connection connection, Writer report, Consumer<LabEvent> events) throws IOException {
        while (true) {
            Message message =
                    connection.receive().orElseThrow(() -> new InvalidInput("the lab ended before its test did"));
            if (message.has("error")) {
                throw new InvalidInput(message.text("error"));
            }
            if (message.has("passed")) {
                return message.truth("passed");
            }
            report.write(message.text("report"));
            if (message.has("event")) {
                events.accept(new LabEvent(
                        message.number("time"),
                        LabEvent.Kind.valueOf(message.text("kind")),
                        message.text("place"),
                        message.text("event")));
            }
        }
    }
}
