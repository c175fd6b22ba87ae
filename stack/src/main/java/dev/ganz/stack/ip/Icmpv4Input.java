package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.addr.Ipv4Address;

/**
 * ICMP messages for the node itself (RFC 1122, section 3.2.2). Echo is answered, though not for broadcasts (as in Linux); errors go to
 * the socket whose packet they quote; redirects and what is obsolete are ignored.
 */
final class Icmpv4Input {
    /** Sizes that links have, for routers that do not say what theirs carries (RFC 1191, section 7). */
    private static final int[] PLATEAUS = {32_000, 17_914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68};
    /** What every error quotes of the transport (RFC 792). */
    private static final int QUOTED_TRANSPORT = 8;

    private final IpStack stack;

    Icmpv4Input(IpStack stack) {
        this.stack = stack;
    }

    void receive(Frame frame, int ip, int icmp, int length, boolean group) {
        byte[] octets = frame.octets();
        if (length < Icmpv4View.HEADER_LENGTH) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        if (!Icmpv4View.isChecksumValid(octets, icmp, length)) {
            stack.runtime.discard(frame, DropReason.CHECKSUM);
            return;
        }
        switch (Icmpv4View.type(octets, icmp)) {
            case Icmpv4.ECHO_REQUEST -> {
                if (!group) {
                    answer(octets, ip, icmp, length);
                }
            }
            case Icmpv4.ECHO_REPLY ->
                stack.pings.replied(
                        AddressTable.IPV4_HIGH,
                        AddressTable.ipv4Low(Ipv4View.source(octets, ip)),
                        Icmpv4View.identifier(octets, icmp),
                        Icmpv4View.sequence(octets, icmp),
                        length - Icmpv4View.HEADER_LENGTH);
            case Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.TIME_EXCEEDED, Icmpv4.PARAMETER_PROBLEM ->
                error(octets, ip, icmp, length);
            default -> {} // RFC 1122: a message of unknown type is silently discarded
        }
        stack.runtime.release(frame);
    }

    private void answer(byte[] octets, int ip, int icmp, int length) {
        int to = Ipv4View.source(octets, ip);
        if (stack.destinations.of(to) instanceof Destination.Broadcast) {
            return;
        }
        Frame reply = stack.ipv4.packet(length);
        int at = Ipv4Output.payload(reply);
        System.arraycopy(octets, icmp, reply.octets(), at, length);
        Icmpv4.turnIntoReply(reply.octets(), at);
        int trafficClass = Ipv4View.trafficClass(octets, ip);
        stack.ipv4.send(reply, Ipv4View.destination(octets, ip), to, IpProtocol.ICMP, trafficClass, false);
    }

    private void error(byte[] octets, int ip, int icmp, int length) {
        int quoted = icmp + Icmpv4View.HEADER_LENGTH;
        int available = length - Icmpv4View.HEADER_LENGTH;
        if (available < Ipv4View.SHORTEST_LENGTH + QUOTED_TRANSPORT || Ipv4View.version(octets, quoted) != 4) {
            return;
        }
        int headerLength = Ipv4View.headerLength(octets, quoted);
        if (headerLength < Ipv4View.SHORTEST_LENGTH
                || headerLength + QUOTED_TRANSPORT > available
                || !stack.own.has(Ipv4View.source(octets, quoted))) {
            return; // who quotes a packet that was not sent from here is not believed
        }
        int type = Icmpv4View.type(octets, icmp);
        int code = Icmpv4View.code(octets, icmp);
        int destination = Ipv4View.destination(octets, quoted);
        int mtu = 0;
        if (type == Icmpv4.DESTINATION_UNREACHABLE && code == Icmpv4.DestinationUnreachable.FRAGMENTATION_NEEDED) {
            mtu = mtu(octets, icmp, quoted);
            stack.pathMtus.learn(AddressTable.IPV4_HIGH, AddressTable.ipv4Low(destination), mtu);
        }
        Ipv4Address from = new Ipv4Address(Ipv4View.source(octets, ip));
        IcmpError error = new IcmpError(from, new Ipv4Address(destination), type, code, mtu);
        int transport = quoted + headerLength;
        switch (Ipv4View.protocol(octets, quoted)) {
            case IpProtocol.ICMP -> {
                if (Icmpv4View.type(octets, transport) == Icmpv4.ECHO_REQUEST) {
                    stack.pings.failed(
                            Icmpv4View.identifier(octets, transport), Icmpv4View.sequence(octets, transport), error);
                }
            }
            case IpProtocol.UDP -> stack.udp.failed(octets, transport, error);
            default -> {} // no socket of another protocol wants to know
        }
    }

    private static int mtu(byte[] octets, int icmp, int quoted) {
        int told = Icmpv4View.nextHopMtu(octets, icmp);
        if (told != 0) {
            return told;
        }
        int total = Ipv4View.totalLength(octets, quoted);
        for (int plateau : PLATEAUS) {
            if (plateau < total) {
                return plateau;
            }
        }
        return PLATEAUS[PLATEAUS.length - 1];
    }
}
