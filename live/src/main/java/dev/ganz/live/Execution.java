package dev.ganz.live;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.ChildProcess;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Errno;
import dev.ganz.linux.Program;
import dev.ganz.linux.SyscallException;
import dev.ganz.linux.Tty;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.node.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program in a node on behalf of a client, which gave its own streams, or gets a terminal. */
final class Execution {
    private static final int SIGHUP = 1;
    private static final String PATH = "PATH=";
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Execution() {}

    /** Runs it to its end on the calling thread, a fresh one. When the client goes, its program is told so (SIGHUP). */
    static void run(Connection connection, Message request, Room room) throws IOException {
        List<Descriptor> streams = connection.takeDescriptors();
        try {
            room.enter();
            ChildProcess child = request.truth("terminal") ? onTerminal(connection, request) : start(request, streams);
            streams.forEach(Descriptor::close);
            AtomicBoolean ended = new AtomicBoolean();
            Thread.ofPlatform().daemon().name("client").start(() -> passSignals(connection, child, ended));
            int status = child.await();
            ended.set(true);
            connection.send(Message.of("exit", (long) status));
        } finally {
            streams.forEach(Descriptor::close);
        }
    }

    private static ChildProcess onTerminal(Connection connection, Message request) throws IOException {
        Tty.Pseudo terminal = Tty.open();
        try (Descriptor master = terminal.master()) {
            Tty.resize(master, new Tty.Size((int) request.number("rows"), (int) request.number("columns")));
            ChildProcess child = ChildProcess.start(program(request, List.of(), Optional.of(terminal.path())));
            connection.send(Message.of("started", true), List.of(master));
            return child;
        }
    }

    private static ChildProcess start(Message request, List<Descriptor> streams) throws IOException {
        if (streams.size() != 3) {
            throw new InvalidInput("expected three streams with a request to exec, found " + streams.size());
        }
        return ChildProcess.start(program(request, streams, Optional.empty()));
    }

    private static Program program(Message request, List<Descriptor> streams, Optional<String> terminal)
            throws SyscallException {
        List<String> command = request.texts("command");
        if (command.isEmpty()) {
            throw new InvalidInput("expected a command, found none");
        }
        String wanted = request.text("directory");
        String directory = Files.isDirectory(Path.of("/").resolve(wanted)) ? wanted : "/";
        return new Program(
                find(command.getFirst(), directory, request.texts("environment")),
                command,
                request.texts("environment"),
                directory,
                streams,
                terminal);
    }

    /** The file of a command, looked for as a shell does; the calling thread sees the node's files. */
    private static String find(String command, String directory, List<String> environment) throws SyscallException {
        if (command.contains("/")) {
            return Path.of(directory).resolve(command).toString();
        }
        String path = environment.stream()
                .filter(each -> each.startsWith(PATH))
                .map(each -> each.substring(PATH.length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
        for (String place : (path + ":/usr/sbin:/sbin").split(":", -1)) {
            Path file = Path.of(directory).resolve(place).resolve(command);
            if (!command.isEmpty() && Files.isExecutable(file) && !Files.isDirectory(file)) {
                return file.toString();
            }
        }
        throw new SyscallException("start " + command, Errno.ENOENT);
    }

    private static void passSignals(Connection connection, ChildProcess child, AtomicBoolean ended) {
        try {
            Optional<Message> message = connection.receive();
            while (message.isPresent()) {
                signal(child, (int) message.get().number("signal"), ended);
                message = connection.receive();
            }
            signal(child, SIGHUP, ended);
        } catch (IOException | InvalidInput gone) {
            // the program has ended, or is about to
        }
    }

    private static void signal(ChildProcess child, int number, AtomicBoolean ended) throws SyscallException {
        if (!ended.get()) {
            child.signalGroup(number);
        }
    }
}
