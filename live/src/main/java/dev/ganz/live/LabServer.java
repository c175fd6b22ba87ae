package dev.ganz.live;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.linux.SyscallException;
import dev.ganz.linux.UnixSocket;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.node.Fabric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers requests to a lab that runs, each connection on a thread of its own. */
final class LabServer {
    private final Lab lab;
    private final Fabric fabric;
    private final Workloads workloads;
    private final Path logs;
    private final UnixSocket socket;
    private final long user;
    private final AtomicBoolean ending = new AtomicBoolean();

    /** @param user the only one who is answered, as this process sees it */
    LabServer(Lab lab, Fabric fabric, Workloads workloads, Path logs, UnixSocket socket, long user) {
        this.lab = lab;
        this.fabric = fabric;
        this.workloads = workloads;
        this.logs = logs;
        this.socket = socket;
        this.user = user;
    }

    /** Answers until somebody asks for the end. */
    void serve() throws SyscallException {
        while (true) {
            Connection connection;
            try {
                connection = new Connection(socket.accept());
            } catch (SyscallException refused) {
                if (ending.get()) {
                    return;
                }
                throw refused;
            }
            Thread.ofPlatform().daemon().name("request").start(() -> answer(connection));
        }
    }

    private void answer(Connection connection) {
        try (connection) {
            try {
                if (connection.peer().uid() != user) {
                    throw new InvalidInput("this lab belongs to somebody else");
                }
                Optional<Message> request = connection.receive();
                if (request.isPresent()) {
                    answer(connection, request.get());
                }
            } catch (InvalidInput refused) {
                report(connection, String.valueOf(refused.getMessage()));
            } catch (SyscallException failure) {
                report(connection, "cannot " + failure.getMessage());
            } catch (IOException failure) {
                report(connection, String.valueOf(failure.getMessage()));
            } catch (RuntimeException | LinkageError failure) {
                report(connection, "internal error of the lab: " + failure + " at " + failure.getStackTrace()[0]);
            }
        }
    }

    private void answer(Connection connection, Message request) throws IOException {
        switch (request.text("do")) {
            case "status" -> connection.send(status());
            case "exec" -> Execution.run(connection, request, fabric.room(node(request.text("node"))));
            case "link" -> connection.send(LinkRequest.answer(request, fabric.cables()));
            case "logs" -> {
                String name = lab.nodes().get(node(request.text("node"))).name();
                connection.send(Message.of(
                        "file", logs.resolve(Workloads.fileName(name)).toString()));
            }
            case "down" -> {
                connection.send(Message.of("ok", true));
                ending.set(true);
                socket.shutdown();
            }
            default ->
                throw new InvalidInput("expected a request to do status, exec, link, logs or down, found \""
                        + request.text("do") + "\"");
        }
    }

    private Message status() {
        List<Message> nodes = new ArrayList<>();
        for (Node node : lab.nodes()) {
            nodes.add(Message.of("name", node.name())
                    .with("kind", node.kind().name().toLowerCase(Locale.ROOT))
                    .with("programs", workloads.states(node.name()))
                    .with(
                            "addresses",
                            node.interfaces().stream()
                                    .flatMap(nic -> nic.addresses().stream())
                                    .map(Object::toString)
                                    .toList()));
        }
        return Message.of("lab", lab.name())
                .with("links", (long) lab.links().size())
                .with("nodes", nodes);
    }

    private int node(String name) {
        for (int i = 0; i < lab.nodes().size(); i++) {
            if (lab.nodes().get(i).name().equals(name)) {
                return i;
            }
        }
        List<String> names = lab.nodes().stream().map(Node::name).toList();
        throw new InvalidInput("lab " + lab.name() + " has no node \"" + name + "\"" + NearestWord.hint(name, names));
    }

    private static void report(Connection connection, String sentence) {
        try {
            connection.send(Message.of("error", sentence));
        } catch (SyscallException gone) {
            // nobody is left to tell
        }
    }
}
