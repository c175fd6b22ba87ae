package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.wire.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sender of an IPv4 packet why it did not arrive (RFC 792; RFC 1812, section 4.3). Nothing is told about error messages,
 * about packets to groups of nodes, about fragments other than the first, and to addresses that are not one node's. Each method
 * leaves the packet as it is, for the caller to end.
 */
final class IcmpErrors {
    /** Octets of an error message at most (RFC 1812, section 4.3.2.3). */
    private static final int LARGEST_MESSAGE = 576;

    private static final int ROOM = LARGEST_MESSAGE - Ipv4Fields.HEADER_LENGTH - Icmp.HEADER_LENGTH;
    /** Errors go out with the precedence of internetwork control (RFC 1812, section 4.3.2.5), as in Linux. */
    private static final int PRECEDENCE = 0xc0;

    private static final int TOS_BITS = 0x1e;

    private final IpStack stack;
    private @Nullable IcmpLimiter limiter;

    IcmpErrors(IpStack stack) {
        this.stack = stack;
    }

    void timeExceeded(Frame packet) {
        send(packet, Icmp.TIME_EXCEEDED, Icmp.IN_TRANSIT, 0);
    }

    void reassemblyTimeExceeded(Frame fragment) {
        send(fragment, Icmp.TIME_EXCEEDED, Icmp.IN_REASSEMBLY, 0);
    }

    void netUnreachable(Frame packet) {
        send(packet, Icmp.UNREACHABLE, Icmp.NET, 0);
    }

    void hostUnreachable(Frame packet) {
        send(packet, Icmp.UNREACHABLE, Icmp.HOST, 0);
    }

    void protocolUnreachable(Frame packet) {
        send(packet, Icmp.UNREACHABLE, Icmp.PROTOCOL_CODE, 0);
    }

    void portUnreachable(Frame packet) {
        send(packet, Icmp.UNREACHABLE, Icmp.PORT, 0);
    }

    void sourceRouteFailed(Frame packet) {
        send(packet, Icmp.UNREACHABLE, Icmp.SOURCE_ROUTE_FAILED, 0);
    }

    /** @param mtu of the link that the packet does not fit (RFC 1191, section 4) */
    void fragmentationNeeded(Frame packet, int mtu) {
        send(packet, Icmp.UNREACHABLE, Icmp.FRAGMENTATION_NEEDED, mtu & 0xffff);
    }

    /** @param pointer index within the header of the octet in question */
    void parameterProblem(Frame packet, int pointer) {
        send(packet, Icmp.PARAMETER_PROBLEM, 0, pointer << 24);
    }

    private void send(Frame packet, int type, int code, int rest) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + Ethernet.HEADER_LENGTH;
        int length = packet.length() - Ethernet.HEADER_LENGTH;
        int to = Octets.i32(octets, ip + Ipv4Fields.SOURCE);
        if (!mayTell(packet, octets, ip, length) || !mayBeSent(to, type, code)) {
            return;
        }
        int quoted = Math.min(length, ROOM);
        Frame message = stack.ipv4.packet(Icmp.HEADER_LENGTH + quoted);
        int icmp = Ipv4Output.payload(message);
        byte[] into = message.octets();
        Octets.put16(into, icmp, type << 8 | code);
        Octets.put16(into, icmp + Icmp.CHECKSUM, 0);
        Octets.put32(into, icmp + Icmp.REST, rest);
        System.arraycopy(octets, ip, into, icmp + Icmp.HEADER_LENGTH, quoted);
        Octets.put16(into, icmp + Icmp.CHECKSUM, Checksum.of(into, icmp, Icmp.HEADER_LENGTH + quoted, 0));
        int destination = Octets.i32(octets, ip + Ipv4Fields.DESTINATION);
        int source = stack.own.has(destination) ? destination : stack.ipv4.sourceFor(to);
        int tos = octets[ip + Ipv4Fields.TOS] & TOS_BITS | PRECEDENCE;
        stack.ipv4.send(message, source, to, Icmp.PROTOCOL, tos, false);
    }

    /** RFC 1122, section 3.2.2: the packets that no error may be sent about. */
    private boolean mayTell(Frame packet, byte[] octets, int ip, int length) {
        int destination = Octets.i32(octets, ip + Ipv4Fields.DESTINATION);
        if (Ethernet.isGroup(Ethernet.destination(octets, packet.offset()))
                || Scope.isMulticast(destination)
                || stack.destinations.of(destination) instanceof Destination.Broadcast
                || (Octets.u16(octets, ip + Ipv4Fields.FRAGMENT) & Ipv4Fields.FRAGMENT_OFFSET) != 0) {
            return false;
        }
        if (octets[ip + Ipv4Fields.PROTOCOL] != Icmp.PROTOCOL) {
            return true;
        }
        int headerLength = Ipv4Fields.headerLength(octets, ip);
        return headerLength < length && !Icmp.isError(Octets.u8(octets, ip + headerLength + Icmp.TYPE));
    }

    /** Path MTU discovery must not starve: what it waits for is never held back, as in Linux. */
    private boolean mayBeSent(int to, int type, int code) {
        Destination way = stack.destinations.of(to);
        if (way == Destination.Verdict.LOCAL || type == Icmp.UNREACHABLE && code == Icmp.FRAGMENTATION_NEEDED) {
            return true;
        }
        if (way.port() == null || way instanceof Destination.Broadcast) {
            return false;
        }
        if (limiter == null) {
            limiter = new IcmpLimiter();
        }
        return limiter.allows(AddressTable.IPV4_HIGH, AddressTable.ipv4Low(to), stack.runtime.now());
    }
}
