package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A netlink(7) socket in the network namespace of the thread that opened it. Any one thread at a time may use it. */
public final class NetlinkSocket implements AutoCloseable {
    private static final long AF_NETLINK = 16;
    private static final long SOCK_RAW = 3;
    private static final long SOCK_CLOEXEC = 02000000;
    private static final long MSG_DONTWAIT = 0x40;
    private static final long SOL_NETLINK = 270;
    private static final long NETLINK_CAP_ACK = 10;
    private static final long NETLINK_EXT_ACK = 11;

    private final Descriptor descriptor;

    private NetlinkSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** What a netlink socket speaks. */
    public enum Protocol {
        ROUTE(0),
        NETFILTER(12);

        private final long number;

        Protocol(int number) {
            this.number = number;
        }
    }

    /** Opens one whose errors come with the kernel's own words and without a copy of the request. */
    public static NetlinkSocket open(Protocol protocol) throws SyscallException {
        NetlinkSocket socket = new NetlinkSocket(new Descriptor(
                Syscall.SOCKET.call("open a netlink socket", AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol.number)));
        try (Arena arena = Arena.ofConfined()) {
            long one = arena.allocateFrom(JAVA_INT, 1).address();
            for (long option : new long[] {NETLINK_CAP_ACK, NETLINK_EXT_ACK}) {
                Syscall.SETSOCKOPT.call(
                        "prepare a netlink socket",
                        socket.descriptor.number(),
                        SOL_NETLINK,
                        option,
                        one,
                        Integer.BYTES);
            }
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Sends what lies between position and limit of a direct buffer to the kernel, which has done it when this returns. */
    public void send(ByteBuffer buffer) throws SyscallException {
        long address = MemorySegment.ofBuffer(buffer).address();
        Syscall.SENDTO.call("send to netlink", descriptor.number(), address, buffer.remaining(), 0, 0, 0);
    }

    /** Receives a datagram that has arrived into a direct buffer, where it then lies between position and limit; false if none has. */
    public boolean receive(ByteBuffer buffer) throws SyscallException {
        buffer.clear();
        long address = MemorySegment.ofBuffer(buffer).address();
        try {
            buffer.limit((int) Syscall.RECVFROM.call(
                    "receive from netlink", descriptor.number(), address, buffer.capacity(), MSG_DONTWAIT, 0, 0));
            return true;
        } catch (SyscallException refused) {
            if (refused.errno().equals(Errno.EAGAIN)) {
                return false;
            }
            if (refused.errno().equals(Errno.ENOBUFS)) {
                return receive(buffer); // answers were more than fit; the first ones are there
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
