package dev.ganz.live.control;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.SyscallException;
import dev.ganz.linux.UnixSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages both ways over a socket. One thread reads; writing is for any thread. */
public final class Connection implements AutoCloseable {
    /** Octets of a line: an environment is a few thousand. */
    private static final int LONGEST = 4 << 20;

    private final UnixSocket socket;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<Descriptor> descriptors = new ArrayList<>();

    public Connection(UnixSocket socket) {
        this.socket = socket;
    }

    public static Connection to(String path) throws SyscallException {
        return new Connection(UnixSocket.connect(path));
    }

    public UnixSocket.Peer peer() throws SyscallException {
        return socket.peer();
    }

    public void send(Message message) throws SyscallException {
        send(message, List.of());
    }

    /** Sends a message with descriptors, which stay open here too. */
    public synchronized void send(Message message, List<Descriptor> with) throws SyscallException {
        socket.send((message + "\n").getBytes(StandardCharsets.UTF_8), with);
    }

    /**
     * Waits for a message; empty when the peer is gone.
     *
     * @throws InvalidInput if what came is no message
     */
    public Optional<Message> receive() throws SyscallException {
        while (true) {
            byte[] octets = pending.toByteArray();
            for (int end = 0; end < octets.length; end++) {
                if (octets[end] == '\n') {
                    pending.reset();
                    pending.write(octets, end + 1, octets.length - end - 1);
                    return Optional.of(Message.parse(new String(octets, 0, end, StandardCharsets.UTF_8)));
                }
            }
            if (octets.length > LONGEST) {
                throw new InvalidInput("expected a line of at most " + LONGEST + " octets, found a longer one");
            }
            UnixSocket.Received received = socket.receive();
            descriptors.addAll(received.descriptors());
            if (received.octets().length == 0) {
                return Optional.empty();
            }
            pending.writeBytes(received.octets());
        }
    }

    /** The descriptors that came with messages until now; the caller closes them. */
    public List<Descriptor> takeDescriptors() {
        List<Descriptor> taken = List.copyOf(descriptors);
        descriptors.clear();
        return taken;
    }

    /** Ends the connection for a thread that waits in {@link #receive}. */
    public void end() {
        socket.shutdown();
    }

    @Override
    public void close() {
        takeDescriptors().forEach(Descriptor::close);
        socket.close();
    }
}
