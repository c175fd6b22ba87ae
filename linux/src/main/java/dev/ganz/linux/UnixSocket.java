package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream socket of the file system, unix(7), over which descriptors can be passed and whose peer is known. Calls block; any
 * thread may close it by {@link #shutdown} and {@link #close}.
 */
public final class UnixSocket implements AutoCloseable {
    /** Octets that the path of a socket may have. */
    public static final int LONGEST_PATH = 107;

    private static final long AF_UNIX = 1;
    private static final long SOCK_STREAM = 1;
    private static final long SOCK_CLOEXEC = 02000000;
    private static final long MSG_NOSIGNAL = 0x4000;
    private static final long MSG_CMSG_CLOEXEC = 0x4000_0000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final long SO_PEERCRED = 17;
    private static final long SHUT_RDWR = 2;
    private static final int MOST_DESCRIPTORS = 8;
    private static final int CMSG_HEADER = 16;

    private final Descriptor descriptor;

    private UnixSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Who is at the other end, as this process sees it. */
    public record Peer(long pid, long uid) {}

    /** Octets that arrived, and descriptors that came with them; no octets at the end of the stream. */
    public record Received(byte[] octets, List<Descriptor> descriptors) {}

    /** A socket that waits for connections. */
    public static UnixSocket listen(String path) throws SyscallException {
        UnixSocket socket = open();
        try {
            socket.withAddress(Syscall.BIND, "bind " + path, path);
            Syscall.LISTEN.call("listen on " + path, socket.descriptor.number(), 64);
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    public static UnixSocket connect(String path) throws SyscallException {
        UnixSocket socket = open();
        try {
            socket.withAddress(Syscall.CONNECT, "connect to " + path, path);
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    public UnixSocket accept() throws SyscallException {
        return new UnixSocket(
                new Descriptor(Syscall.ACCEPT4.call("accept a connection", descriptor.number(), 0, 0, SOCK_CLOEXEC)));
    }

    public Peer peer() throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credentials = arena.allocate(JAVA_INT, 3);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 12);
            Syscall.GETSOCKOPT.call(
                    "ask who the peer is",
                    descriptor.number(),
                    SOL_SOCKET,
                    SO_PEERCRED,
                    credentials.address(),
                    length.address());
            return new Peer(
                    credentials.getAtIndex(JAVA_INT, 0), Integer.toUnsignedLong(credentials.getAtIndex(JAVA_INT, 1)));
        }
    }

    /** Sends all octets; descriptors, at most 8, go with the first. */
    public void send(byte[] octets, List<Descriptor> descriptors) throws SyscallException {
        int sent = 0;
        while (sent < octets.length) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment data = arena.allocateFrom(JAVA_BYTE, octets).asSlice(sent);
                MemorySegment control = sent == 0 && !descriptors.isEmpty() ? rights(arena, descriptors) : null;
                MemorySegment message = message(arena, data, control);
                sent += (int)
                        Syscall.SENDMSG.call("send to the peer", descriptor.number(), message.address(), MSG_NOSIGNAL);
            }
        }
    }

    /** Waits for some octets. */
    public Received receive() throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(65_536);
            MemorySegment control = arena.allocate(CMSG_HEADER + MOST_DESCRIPTORS * Integer.BYTES, 8);
            MemorySegment message = message(arena, data, control);
            long count = Syscall.RECVMSG.call(
                    "receive from the peer", descriptor.number(), message.address(), MSG_CMSG_CLOEXEC);
            return new Received(
                    data.asSlice(0, count).toArray(JAVA_BYTE), descriptors(control, message.get(JAVA_LONG, 40)));
        }
    }

    /** Ends both directions, which wakes whoever waits. */
    public void shutdown() {
        try {
            Syscall.SHUTDOWN.call("shut down", descriptor.number(), SHUT_RDWR);
        } catch (SyscallException gone) {
            // the peer was faster
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }

    private static UnixSocket open() throws SyscallException {
        return new UnixSocket(
                new Descriptor(Syscall.SOCKET.call("open a Unix socket", AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)));
    }

    private void withAddress(Syscall call, String attempt, String path) throws SyscallException {
        byte[] octets = path.getBytes(StandardCharsets.UTF_8);
        if (octets.length > LONGEST_PATH) {
            throw new SyscallException(attempt, new Errno(36));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(LONGEST_PATH + 3L, 8);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(octets, 0, address, JAVA_BYTE, 2, octets.length);
            call.call(attempt, descriptor.number(), address.address(), 2L + octets.length + 1);
        }
    }

    /** A struct msghdr with one buffer. */
    private static MemorySegment message(Arena arena, MemorySegment data, @Nullable MemorySegment control) {
        MemorySegment vector = arena.allocate(JAVA_LONG, 2);
        vector.setAtIndex(JAVA_LONG, 0, data.address());
        vector.setAtIndex(JAVA_LONG, 1, data.byteSize());
        MemorySegment message = arena.allocate(56, 8);
        message.set(JAVA_LONG, 16, vector.address());
        message.set(JAVA_LONG, 24, 1);
        if (control != null) {
            message.set(JAVA_LONG, 32, control.address());
            message.set(JAVA_LONG, 40, control.byteSize());
        }
        return message;
    }

    private static MemorySegment rights(Arena arena, List<Descriptor> descriptors) {
        if (descriptors.size() > MOST_DESCRIPTORS) {
            throw new IllegalArgumentException(descriptors.size() + " descriptors in one message");
        }
        long octets = CMSG_HEADER + (long) descriptors.size() * Integer.BYTES;
        MemorySegment control = arena.allocate(octets + 7 & ~7L, 8);
        control.set(JAVA_LONG, 0, octets);
        control.set(JAVA_INT, 8, SOL_SOCKET);
        control.set(JAVA_INT, 12, SCM_RIGHTS);
        for (int i = 0; i < descriptors.size(); i++) {
            control.set(JAVA_INT, CMSG_HEADER + 4L * i, descriptors.get(i).number());
        }
        return control;
    }

    private static List<Descriptor> descriptors(MemorySegment control, long length) {
        List<Descriptor> received = new ArrayList<>();
        if (length >= CMSG_HEADER && control.get(JAVA_INT, 12) == SCM_RIGHTS) {
            long end = Math.min(control.get(JAVA_LONG, 0), length);
            for (long at = CMSG_HEADER; at + Integer.BYTES <= end; at += Integer.BYTES) {
                received.add(new Descriptor(control.get(JAVA_INT, at)));
            }
        }
        return received;
    }
}
