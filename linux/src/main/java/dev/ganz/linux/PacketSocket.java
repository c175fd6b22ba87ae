package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * All frames that come in by an interface, and frames sent out by it, packet(7). Before each stands a virtio header, which says what
 * the sender left to the hardware: its checksum, and the cutting of frames that are longer than the link takes. For one thread;
 * nothing is allocated for a frame.
 */
public final class PacketSocket implements AutoCloseable {
    /** Octets of a struct virtio_net_hdr. */
    public static final int HEADER = 10;
    /** There is no frame, or no room for one. */
    public static final int NONE = -1;

    private static final long AF_PACKET = 17;
    private static final long SOCK_RAW_CLOEXEC = 3 | 02000000;
    private static final long SOL_PACKET = 263;
    private static final long SOL_SOCKET = 1;
    private static final long SO_SNDBUF = 7;
    private static final long SO_RCVBUF = 8;
    private static final long PACKET_VNET_HDR = 15;
    private static final long PACKET_QDISC_BYPASS = 20;
    private static final long PACKET_IGNORE_OUTGOING = 23;
    private static final int BUFFER = 8 << 20;
    private static final long MSG_DONTWAIT = 0x40;
    private static final short ETH_P_ALL = 0x0300; // in network order

    private final Descriptor descriptor;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = Syscall.state(arena);
    private final Reception reception = new Reception(arena, 0);

    private PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens one in the network namespace of the calling thread.
     *
     * @param index of the interface
     */
    public static PacketSocket open(int index) throws SyscallException {
        PacketSocket socket = new PacketSocket(
                new Descriptor(Syscall.SOCKET.call("open a packet socket", AF_PACKET, SOCK_RAW_CLOEXEC, 0)));
        try (Arena arena = Arena.ofConfined()) {
            socket.set(arena, SOL_PACKET, PACKET_VNET_HDR, 1);
            socket.set(arena, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
            socket.set(arena, SOL_PACKET, PACKET_QDISC_BYPASS, 1);
            Reception.wantStamps(socket.descriptor);
            socket.set(arena, SOL_SOCKET, SO_RCVBUF, BUFFER); // as much of it as the machine allows
            socket.set(arena, SOL_SOCKET, SO_SNDBUF, BUFFER);
            MemorySegment address = arena.allocate(20, 4);
            address.set(JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(JAVA_SHORT, 2, ETH_P_ALL);
            address.set(JAVA_INT, 4, index);
            Syscall.BIND.call(
                    "listen to interface " + index, socket.descriptor.number(), address.address(), address.byteSize());
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    /** For {@link Epoll}. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Takes a frame with its header, cut to the buffer: its octets, or {@link #NONE}. */
    public int receive(MemorySegment buffer) {
        long count = Syscall.RECVFROM.invoke(
                state, descriptor.number(), buffer.address(), buffer.byteSize(), MSG_DONTWAIT, 0, 0);
        return count < 0 ? NONE : (int) count;
    }

    /** As {@link #receive}, at a third more cost, for who wants to know the {@link #arrival} too. */
    public int receiveStamped(MemorySegment buffer) {
        int count = reception.receive(descriptor, buffer);
        return count < 0 ? NONE : count;
    }

    /** When the frame came in that was taken last with a stamp: nanoseconds since 1970 by the machine's clock; 0 if the kernel does not say. */
    public long arrival() {
        return reception.arrival();
    }

    /** Sends a frame with its header; false if it was lost, for want of room or carrier. */
    public boolean send(MemorySegment buffer, int octets) {
        return Syscall.SENDTO.invoke(state, descriptor.number(), buffer.address(), octets, MSG_DONTWAIT, 0, 0) >= 0;
    }

    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }

    private void set(Arena own, long level, long option, int value) throws SyscallException {
        long address = own.allocateFrom(JAVA_INT, value).address();
        Syscall.SETSOCKOPT.call(
                "prepare a packet socket", descriptor.number(), level, option, address, JAVA_INT.byteSize());
    }
}
