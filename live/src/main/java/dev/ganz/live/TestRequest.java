package dev.ganz.live;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.linux.SyscallException;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.node.Fabric;
import dev.ganz.live.scenario.LiveScenario;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/**
 * Runs the scenario of a lab for a client, which is told events as they happen ({@code event}), then the report in pieces
 * ({@code report}) and at last whether all expectations held ({@code passed}). A client that goes cancels the run.
 */
final class TestRequest {
    /** Letters of a report in one message. */
    private static final int PIECE = 60_000;

    private TestRequest() {}

    static void answer(
            Connection connection, Message request, Lab lab, Fabric fabric, Workloads workloads, Reporter reporter)
            throws IOException {
        LiveScenario scenario = new LiveScenario(lab, fabric, workloads, event -> tell(connection, event));
        Thread.ofPlatform().daemon().name("client").start(() -> {
            waitForTheEnd(connection);
            scenario.cancel();
        });
        RunResult result = scenario.run();
        StringWriter report = new StringWriter();
        reporter.write(lab, result, request, report);
        String text = report.toString();
        for (int from = 0; from < text.length(); from += PIECE) {
            connection.send(Message.of("report", text.substring(from, Math.min(text.length(), from + PIECE))));
        }
        connection.send(Message.of("passed", result.passed()));
    }

    private static void tell(Connection connection, LabEvent event) {
        try {
            connection.send(Message.of("event", event.text())
                    .with("time", event.time())
                    .with("kind", event.kind().name())
                    .with("place", event.place()));
        } catch (SyscallException gone) {
            // the client's end is noticed where it is waited for
        }
    }

    private static void waitForTheEnd(Connection connection) {
        try {
            Optional<Message> more = connection.receive();
            while (more.isPresent()) {
                more = connection.receive();
            }
        } catch (SyscallException | InvalidInput gone) {
            // that is an end too
        }
    }
}
