package dev.ganz.live;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.linux.CaptureSocket;
import dev.ganz.linux.Descriptor;
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
    /** After these a lab ends. */
    private static final List<String> LAST = List.of("down", "test");

    private final Lab lab;
    private final Fabric fabric;
    private final Workloads workloads;
    private final Path logs;
    private final Reporter reporter;
    private final UnixSocket socket;
    private final long user;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicBoolean tested = new AtomicBoolean();

    /** @param user the only one who is answered, as this process sees it */
    LabServer(Lab lab, Fabric fabric, Workloads workloads, Path logs, Reporter reporter, UnixSocket socket, long user) {
        this.lab = lab;
        this.fabric = fabric;
        this.workloads = workloads;
        this.logs = logs;
        this.reporter = reporter;
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

    /** Ends a lab that is there for a test, if nobody asks for it in time: whoever started it is gone. */
    void expectTest(long patience) {
        Thread.ofPlatform().daemon().name("patience").start(() -> {
            try {
                Thread.sleep(patience);
                if (!tested.get()) {
                    end();
                }
            } catch (InterruptedException never) {
                end();
            }
        });
    }

    private void end() {
        ending.set(true);
        socket.shutdown();
    }

    private void answer(Connection connection) {
        try (connection) {
            String wanted = "";
            try {
                if (connection.peer().uid() != user) {
                    throw new InvalidInput("this lab belongs to somebody else");
                }
                Optional<Message> request = connection.receive();
                if (request.isPresent()) {
                    wanted = request.get().text("do");
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
            if (LAST.contains(wanted)) {
                end();
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
            case "routes" -> {
                int number = node(request.text("node"));
                connection.send(
                        RoutesRequest.answer(lab.nodes().get(number), fabric.room(number), Fabric::interfaceName));
            }
            case "capture" -> capture(connection, request);
            case "test" -> {
                tested.set(true);
                TestRequest.answer(connection, request, lab, fabric, workloads, reporter);
            }
            case "down" -> connection.send(Message.of("ok", true));
            default ->
                throw new InvalidInput(
                        "expected a request to do status, exec, link, logs, routes, capture, test or down, found \""
                                + request.text("do") + "\"");
        }
    }

    /** Gives the client a socket that sees the frames of an interface, and waits until it goes. */
    private void capture(Connection connection, Message request) throws IOException {
        Endpoint place = Endpoint.parse(request.text("interface"));
        int number = node(place.node());
        Node node = lab.nodes().get(number);
        List<String> names = node.interfaces().stream().map(Interface::name).toList();
        int position = names.indexOf(place.interfaceName());
        if (position < 0) {
            throw new InvalidInput("node " + node.name() + " has no interface \"" + place.interfaceName() + "\""
                    + NearestWord.hint(place.interfaceName(), names));
        }
        fabric.room(number).enterNetwork();
        try (Descriptor socket = CaptureSocket.open(Fabric.interfaceNumber(node, position))) {
            connection.send(Message.of("name", lab.name() + ":" + place), List.of(socket));
        }
        while (connection.receive().isPresent()) {
            // it is still there
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
