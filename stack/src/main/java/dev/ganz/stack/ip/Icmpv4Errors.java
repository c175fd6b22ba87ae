package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.addr.Ipv4Address;

/**
 * Tells the sender of an IPv4 packet why it did not arrive (RFC 792; RFC 1812, section 4.3). Nothing is told about error messages,
 * about packets to groups of nodes, about fragments other than the first, and to addresses that are not one node's. Each method
 * leaves the packet as it is, for the caller to end.
 */
final class Icmpv4Errors {
    /** Octets of an error message at most (RFC 1812, section 4.3.2.3). */
    private static final int LARGEST_MESSAGE = 576;

    private static final int ROOM = LARGEST_MESSAGE - Ipv4View.SHORTEST_LENGTH - Icmpv4View.HEADER_LENGTH;
    /** Errors go out with the precedence of internetwork control (RFC 1812, section 4.3.2.5), as in Linux. */
    private static final int INTERNETWORK_CONTROL = 0xc0;
    /** The bits of the offending packet's type of service that the error keeps (RFC 1349). */
    private static final int TYPE_OF_SERVICE = 0x1e;

    private final IpStack stack;

    Icmpv4Errors(IpStack stack) {
        this.stack = stack;
    }

    void timeExceeded(Frame packet) {
        send(packet, Icmpv4.TIME_EXCEEDED, Icmpv4.TimeExceeded.IN_TRANSIT, 0);
    }

    void reassemblyTimeExceeded(Frame fragment) {
        send(fragment, Icmpv4.TIME_EXCEEDED, Icmpv4.TimeExceeded.REASSEMBLY, 0);
    }

    void netUnreachable(Frame packet) {
        send(packet, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.NETWORK, 0);
    }

    void hostUnreachable(Frame packet) {
        send(packet, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.HOST, 0);
    }

    void protocolUnreachable(Frame packet) {
        send(packet, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.PROTOCOL, 0);
    }

    void portUnreachable(Frame packet) {
        send(packet, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.PORT, 0);
    }

    void sourceRouteFailed(Frame packet) {
        send(packet, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.SOURCE_ROUTE_FAILED, 0);
    }

    /** @param mtu of the link that the packet does not fit (RFC 1191, section 4) */
    void fragmentationNeeded(Frame packet, int mtu) {
        send(packet, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.FRAGMENTATION_NEEDED, mtu);
    }

    /** @param pointer index within the header of the octet in question */
    void parameterProblem(Frame packet, int pointer) {
        send(packet, Icmpv4.PARAMETER_PROBLEM, Icmpv4.ParameterProblem.POINTED, pointer << 24);
    }

    private void send(Frame packet, int type, int code, int rest) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + EthernetView.HEADER_LENGTH;
        int length = packet.length() - EthernetView.HEADER_LENGTH;
        int to = Ipv4View.source(octets, ip);
        if (!mayTell(packet, octets, ip, length) || !mayBeSent(to, type, code)) {
            return;
        }
        int quoted = Math.min(length, ROOM);
        Frame message = stack.ipv4.packet(Icmpv4View.HEADER_LENGTH + quoted);
        int icmp = Ipv4Output.payload(message);
        System.arraycopy(octets, ip, message.octets(), icmp + Icmpv4View.HEADER_LENGTH, quoted);
        Icmpv4.write(message.octets(), icmp, type, code, rest, quoted);
        int destination = Ipv4View.destination(octets, ip);
        int source = stack.own.has(destination) ? destination : stack.ipv4.sourceFor(to);
        int trafficClass = Ipv4View.trafficClass(octets, ip) & TYPE_OF_SERVICE | INTERNETWORK_CONTROL;
        stack.ipv4.send(message, source, to, IpProtocol.ICMP, trafficClass, false);
    }

    /** RFC 1122, section 3.2.2: the packets that no error may be sent about. */
    private boolean mayTell(Frame packet, byte[] octets, int ip, int length) {
        int destination = Ipv4View.destination(octets, ip);
        if (IpStack.isGroup(EthernetView.destination(octets, packet.offset()))
                || Ipv4Address.isMulticast(destination)
                || stack.destinations.of(destination) instanceof Destination.Broadcast
                || Ipv4View.fragmentOffset(octets, ip) != 0) {
            return false;
        }
        if (Ipv4View.protocol(octets, ip) != IpProtocol.ICMP) {
            return true;
        }
        int headerLength = Ipv4View.headerLength(octets, ip);
        return headerLength < length && !Icmpv4View.isError(Icmpv4View.type(octets, ip + headerLength));
    }

    /** Path MTU discovery must not starve: what it waits for is never held back, as in Linux. */
    private boolean mayBeSent(int to, int type, int code) {
        Destination way = stack.destinations.of(to);
        if (way == Destination.Verdict.LOCAL) {
            return true;
        }
        if (way.port() == null || way instanceof Destination.Broadcast) {
            return false;
        }
        return type == Icmpv4.DESTINATION_UNREACHABLE && code == Icmpv4.DestinationUnreachable.FRAGMENTATION_NEEDED
                || stack.limiter().allows(AddressTable.IPV4_HIGH, AddressTable.ipv4Low(to), stack.runtime.now());
    }
}
