package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/**
 * Datagrams over IP in the network namespace of the thread that opened it: a UDP port of both families, udp(7), or ICMP messages with
 * their headers, raw(7). For one thread; nothing is allocated for a datagram but the address of its source, for who asks.
 */
public final class InternetSocket implements AutoCloseable {
    /** There is no datagram. */
    public static final int NONE = -1;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final long SOCK_DGRAM = 2;
    private static final long SOCK_RAW = 3;
    private static final long CLOEXEC = 02000000;
    private static final long IPPROTO_ICMP = 1;
    private static final long IPPROTO_ICMPV6 = 58;
    private static final long IPPROTO_IPV6 = 41;
    private static final long SOL_RAW = 255;
    private static final long IPV6_V6ONLY = 26;
    private static final long FILTER = 1;
    private static final long SOL_SOCKET = 1;
    private static final long SO_SNDBUF = 7;
    private static final long SO_RCVBUF = 8;
    private static final int BUFFER = 8 << 20;
    private static final long MSG_DONTWAIT = 0x40;
    private static final int ADDRESS = 28; // a struct sockaddr_in6

    private final Descriptor descriptor;
    private final int family;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = Syscall.state(arena);
    private final MemorySegment goal = arena.allocate(ADDRESS, 8);
    private final Reception reception = new Reception(arena, ADDRESS);

    private InternetSocket(Descriptor descriptor, int family) {
        this.descriptor = descriptor;
        this.family = family;
    }

    /** One for ICMP messages (RFC 792) of some types. What is received begins with the IPv4 header. */
    public static InternetSocket icmp(BitSet types) throws SyscallException {
        InternetSocket socket = open("open a socket for ICMP", AF_INET, SOCK_RAW, IPPROTO_ICMP);
        try (Arena own = Arena.ofConfined()) {
            long wanted = types.toLongArray()[0];
            socket.set(own, SOL_RAW, FILTER, (int) ~wanted);
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    /** One for ICMPv6 messages (RFC 4443) of some types, without the IPv6 header; the kernel sums what is sent. */
    public static InternetSocket icmpv6(BitSet types) throws SyscallException {
        InternetSocket socket = open("open a socket for ICMPv6", AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
        try (Arena own = Arena.ofConfined()) {
            MemorySegment blocked = own.allocate(32, 8).fill((byte) 0xff);
            types.stream()
                    .forEach(type -> blocked.setAtIndex(
                            JAVA_INT, type / 32, blocked.getAtIndex(JAVA_INT, type / 32) & ~(1 << type % 32)));
            Syscall.SETSOCKOPT.call(
                    "choose ICMPv6 messages",
                    socket.descriptor.number(),
                    IPPROTO_ICMPV6,
                    FILTER,
                    blocked.address(),
                    32);
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    /**
     * A UDP port for all addresses; of IPv4 alone where the kernel has no IPv6.
     *
     * @param port 0: any that is free
     * @throws SyscallException EADDRINUSE if somebody has it
     */
    public static InternetSocket udp(int port) throws SyscallException {
        InternetSocket socket;
        try {
            socket = open("open a UDP socket", AF_INET6, SOCK_DGRAM, 0);
        } catch (SyscallException refused) {
            if (!refused.errno().equals(Errno.EAFNOSUPPORT)) {
                throw refused;
            }
            socket = open("open a UDP socket", AF_INET, SOCK_DGRAM, 0);
        }
        try (Arena own = Arena.ofConfined()) {
            if (socket.family == AF_INET6) {
                socket.set(own, IPPROTO_IPV6, IPV6_V6ONLY, 0);
            }
            MemorySegment address = own.allocate(ADDRESS, 8);
            address.set(JAVA_SHORT, 0, (short) socket.family);
            address.set(JAVA_SHORT, 2, Short.reverseBytes((short) port));
            Syscall.BIND.call("open UDP port " + port, socket.descriptor.number(), address.address(), ADDRESS);
            return socket;
        } catch (SyscallException refused) {
            socket.close();
            throw refused;
        }
    }

    private static InternetSocket open(String attempt, int family, long type, long protocol) throws SyscallException {
        InternetSocket socket = new InternetSocket(
                new Descriptor(Syscall.SOCKET.call(attempt, family, type | CLOEXEC, protocol)), family);
        try (Arena own = Arena.ofConfined()) {
            Reception.wantStamps(socket.descriptor);
            socket.set(own, SOL_SOCKET, SO_RCVBUF, BUFFER); // as much of it as the machine allows
            socket.set(own, SOL_SOCKET, SO_SNDBUF, BUFFER);
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

    /** Its port, if it is one of UDP. */
    public int port() throws SyscallException {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment address = own.allocate(ADDRESS, 8);
            long length = own.allocateFrom(JAVA_INT, ADDRESS).address();
            Syscall.GETSOCKNAME.call("ask for the port", descriptor.number(), address.address(), length);
            return Short.toUnsignedInt(Short.reverseBytes(address.get(JAVA_SHORT, 2)));
        }
    }

    /** Takes a datagram, cut to the buffer: its octets, or {@link #NONE}. */
    public int receive(MemorySegment buffer) {
        int count = reception.receive(descriptor, buffer);
        return count < 0 ? NONE : count;
    }

    /** When the datagram came that was taken last: nanoseconds since 1970 by the machine's clock; 0 if the kernel does not say. */
    public long arrival() {
        return reception.arrival();
    }

    /** Who sent the datagram that was taken last. */
    public IpAddress source() {
        MemorySegment source = reception.source();
        if (source.get(JAVA_SHORT, 0) == AF_INET) {
            return Ipv4Address.of(source.asSlice(4, 4).toArray(JAVA_BYTE), 0);
        }
        Ipv6Address address = Ipv6Address.of(source.asSlice(8, 16).toArray(JAVA_BYTE), 0);
        return address.isIpv4Mapped() ? new Ipv4Address((int) address.low()) : address;
    }

    /** The port of who sent the datagram that was taken last. */
    public int sourcePort() {
        return Short.toUnsignedInt(Short.reverseBytes(reception.source().get(JAVA_SHORT, 2)));
    }

    /**
     * Sends a datagram.
     *
     * @param port of UDP; 0 with ICMP
     * @return false if there is no way to the destination; one for which there is no room at the moment is lost, as any may be
     */
    public boolean send(MemorySegment buffer, int octets, IpAddress destination, int port) {
        goal.set(JAVA_SHORT, 0, (short) family);
        goal.set(JAVA_SHORT, 2, Short.reverseBytes((short) port));
        switch (destination) {
            case Ipv4Address(int value) -> {
                if (family == AF_INET) {
                    goal.set(JAVA_INT, 4, Integer.reverseBytes(value));
                } else {
                    address(0, 0xffffL << 32 | Integer.toUnsignedLong(value));
                }
            }
            case Ipv6Address(long high, long low) -> address(high, low);
        }
        long sent = Syscall.SENDTO.invoke(
                state, descriptor.number(), buffer.address(), octets, MSG_DONTWAIT, goal.address(), ADDRESS);
        return sent >= 0
                || Syscall.errno(state) == Errno.EAGAIN.number()
                || Syscall.errno(state) == Errno.ENOBUFS.number();
    }

    private void address(long high, long low) {
        goal.set(JAVA_LONG, 8, Long.reverseBytes(high));
        goal.set(JAVA_LONG, 16, Long.reverseBytes(low));
    }

    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }

    private void set(Arena own, long level, long option, int value) throws SyscallException {
        long address = own.allocateFrom(JAVA_INT, value).address();
        Syscall.SETSOCKOPT.call("prepare a socket", descriptor.number(), level, option, address, JAVA_INT.byteSize());
    }
}
