package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Sees all frames that come in and go out by an interface, packet(7). It is opened in the interface's network namespace, and read by
 * whoever has its descriptor. For one thread.
 */
public final class CaptureSocket implements AutoCloseable {
    /** There is no frame. */
    public static final int NONE = -1;

    private static final long AF_PACKET = 17;
    private static final long SOCK_RAW_CLOEXEC = 3 | 02000000;
    private static final long SOL_SOCKET = 1;
    private static final long SO_RCVBUF = 8;
    private static final int BUFFER = 32 << 20;
    private static final short ETH_P_ALL = 0x0300; // in network order
    private static final int ADDRESS = 20; // a struct sockaddr_ll
    private static final int PACKET_TYPE = 10;
    private static final byte OUTGOING = 4;

    private final Descriptor descriptor;
    private final Arena arena = Arena.ofShared();
    private final Reception reception = new Reception(arena, ADDRESS);

    public CaptureSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens one in the network namespace of the calling thread.
     *
     * @param index of the interface
     */
    public static Descriptor open(int index) throws SyscallException {
        Descriptor socket = new Descriptor(Syscall.SOCKET.call("open a packet socket", AF_PACKET, SOCK_RAW_CLOEXEC, 0));
        try (Arena own = Arena.ofConfined()) {
            Reception.wantStamps(socket);
            long size = own.allocateFrom(JAVA_INT, BUFFER).address();
            Syscall.SETSOCKOPT.call("prepare a packet socket", socket.number(), SOL_SOCKET, SO_RCVBUF, size, 4);
            MemorySegment address = own.allocate(ADDRESS, 4);
            address.set(JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(JAVA_SHORT, 2, ETH_P_ALL);
            address.set(JAVA_INT, 4, index);
            Syscall.BIND.call("listen to interface " + index, socket.number(), address.address(), ADDRESS);
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Waits for a frame; false if none came in time. */
    public boolean await(Duration patience) throws SyscallException {
        return descriptor.awaitReadable(patience);
    }

    /** Takes a frame, cut to the buffer: its octets, or {@link #NONE}. */
    public int receive(MemorySegment buffer) {
        int count = reception.receive(descriptor, buffer);
        return count < 0 ? NONE : count;
    }

    /** When the frame that was taken last passed the interface: nanoseconds since 1970 by the machine's clock. */
    public long arrival() {
        return reception.arrival();
    }

    /** Whether the frame that was taken last left by the interface. */
    public boolean isOutgoing() {
        return reception.source().get(JAVA_BYTE, PACKET_TYPE) == OUTGOING;
    }

    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }
}
