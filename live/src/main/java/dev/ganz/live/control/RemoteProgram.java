package dev.ganz.live.control;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.SyscallException;
import dev.ganz.linux.Tty;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** A program in a node that runs on the streams of this process. */
public final class RemoteProgram {
    /** How often a terminal is asked whether its size has changed, milliseconds. */
    private static final long SIZE_CHECK = 250;
    /** How long the last output of a program that has ended may take, milliseconds. */
    private static final long LAST_OUTPUT = 2000;

    private static final Descriptor IN = Descriptor.standard(0);
    private static final Descriptor OUT = Descriptor.standard(1);
    private static final Descriptor ERR = Descriptor.standard(2);

    private final Connection connection;

    public RemoteProgram(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs it with standard input, output and error of this process as they are.
     *
     * @return its exit status
     * @throws InvalidInput if it cannot be started, or its lab ends before it
     */
    public int run(Message request) throws SyscallException {
        return run(request, List.of(IN, OUT, ERR));
    }

    /** The same with other streams: standard input, output and error. */
    public int run(Message request, List<Descriptor> streams) throws SyscallException {
        connection.send(request, streams);
        return status();
    }

    /** Runs it on a terminal of its own, which stands behind the one of this process. */
    public int runOnTerminal(Message request) throws IOException {
        Tty.Size size = Tty.size(IN);
        connection.send(
                request.with("terminal", true).with("rows", (long) size.rows()).with("columns", (long) size.columns()));
        next();
        List<Descriptor> received = connection.takeDescriptors();
        if (received.isEmpty()) {
            throw new InvalidInput("the lab gave no terminal");
        }
        Descriptor master = received.getFirst();
        byte[] settings = Tty.raw(IN);
        try {
            Thread.ofPlatform().daemon().name("keys").start(() -> pump(IN, master));
            Thread.ofPlatform().daemon().name("size").start(() -> follow(size, master));
            Thread output = Thread.ofPlatform().daemon().name("output").start(() -> pump(master, OUT));
            int status = status();
            output.join(LAST_OUTPUT);
            return status;
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        } finally {
            Tty.restore(IN, settings);
        }
    }

    private int status() throws SyscallException {
        return (int) next().number("exit");
    }

    private Message next() throws SyscallException {
        Optional<Message> answer = connection.receive();
        if (answer.isEmpty()) {
            throw new InvalidInput("the lab ended, and the program with it");
        }
        if (answer.get().has("error")) {
            throw new InvalidInput(answer.get().text("error"));
        }
        return answer.get();
    }

    /** Copies until one of the two ends. */
    private static void pump(Descriptor from, Descriptor to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(65_536);
            int count;
            while ((count = from.read(buffer)) > 0) {
                to.write(buffer.asSlice(0, count));
            }
        } catch (SyscallException ended) {
            // a terminal whose programs have ended gives EIO
        }
    }

    private static void follow(Tty.Size first, Descriptor master) {
        Tty.Size known = first;
        try {
            while (true) {
                Thread.sleep(SIZE_CHECK);
                Tty.Size now = Tty.size(IN);
                if (!now.equals(known)) {
                    Tty.resize(master, now);
                    known = now;
                }
            }
        } catch (SyscallException | InterruptedException ended) {
            // so has the program
        }
    }
}
