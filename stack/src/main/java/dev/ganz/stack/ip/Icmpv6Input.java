package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6Chain;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.MalformedPacket;
import dev.ganz.wire.addr.Ipv6Address;

/**
 * ICMPv6 messages for the node itself (RFC 4443). Echo is answered, for groups as well (section 4.2); errors go to the socket whose
 * packet they quote; neighbour solicitations and advertisements to {@link NeighbourDiscovery}. Router discovery, redirects and
 * multicast listener discovery are ignored: addresses and routes are configured.
 */
final class Icmpv6Input {
    private static final int QUOTED_TRANSPORT = 8;

    private final IpStack stack;

    Icmpv6Input(IpStack stack) {
        this.stack = stack;
    }

    void receive(IpPort in, Frame frame, int ip, int icmp, int length) {
        byte[] octets = frame.octets();
        if (length < Icmpv6View.HEADER_LENGTH) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        long pseudo = Ipv6View.pseudoHeaderSum(octets, ip, IpProtocol.ICMPV6);
        if (!Icmpv6View.isChecksumValid(octets, icmp, length, pseudo)) {
            stack.runtime.discard(frame, DropReason.CHECKSUM);
            return;
        }
        switch (Icmpv6View.type(octets, icmp)) {
            case Icmpv6.ECHO_REQUEST -> answer(in, octets, ip, icmp, length);
            case Icmpv6.ECHO_REPLY ->
                stack.pings.replied(
                        Ipv6View.sourceHigh(octets, ip),
                        Ipv6View.sourceLow(octets, ip),
                        Icmpv6View.identifier(octets, icmp),
                        Icmpv6View.sequence(octets, icmp),
                        length - Icmpv6View.HEADER_LENGTH);
            case Icmpv6.DESTINATION_UNREACHABLE,
                    Icmpv6.PACKET_TOO_BIG,
                    Icmpv6.TIME_EXCEEDED,
                    Icmpv6.PARAMETER_PROBLEM -> error(octets, ip, icmp, length);
            case Icmpv6.NEIGHBOUR_SOLICITATION, Icmpv6.NEIGHBOUR_ADVERTISEMENT -> {
                stack.discovery.receive(in, frame, ip, icmp, length);
                return;
            }
            default -> {} // RFC 4443, section 2.4 b: unknown informational messages are silently discarded
        }
        stack.runtime.release(frame);
    }

    private void answer(IpPort in, byte[] octets, int ip, int icmp, int length) {
        long toHigh = Ipv6View.sourceHigh(octets, ip);
        long toLow = Ipv6View.sourceLow(octets, ip);
        if (toHigh == 0 && toLow == 0) {
            return;
        }
        long high = Ipv6View.destinationHigh(octets, ip);
        long low = Ipv6View.destinationLow(octets, ip);
        boolean same = stack.own.has(high, low) || Ipv6Address.isLoopback(high, low);
        Ipv6Address source = same ? new Ipv6Address(high, low) : stack.ipv6.sourceFor(toHigh, toLow, in);
        Frame reply = stack.ipv6.packet(length);
        int at = Ipv6Output.payload(reply);
        System.arraycopy(octets, icmp, reply.octets(), at, length);
        int rest = Icmpv6View.identifier(octets, icmp) << 16 | Icmpv6View.sequence(octets, icmp);
        long pseudo = stack.ipv6.pseudoHeader(source, toHigh, toLow, IpProtocol.ICMPV6);
        int code = Icmpv6View.code(octets, icmp);
        Icmpv6.write(reply.octets(), at, Icmpv6.ECHO_REPLY, code, rest, length - Icmpv6View.HEADER_LENGTH, pseudo);
        stack.ipv6.send(reply, source, toHigh, toLow, IpProtocol.ICMPV6, Ipv6View.trafficClass(octets, ip), in);
    }

    private void error(byte[] octets, int ip, int icmp, int length) {
        int quoted = icmp + Icmpv6View.HEADER_LENGTH;
        int available = length - Icmpv6View.HEADER_LENGTH;
        if (available < Ipv6View.HEADER_LENGTH
                || octets[quoted] >>> 4 != 6
                || !stack.own.has(Ipv6View.sourceHigh(octets, quoted), Ipv6View.sourceLow(octets, quoted))) {
            return; // who quotes a packet that was not sent from here is not believed
        }
        Ipv6Chain chain;
        try {
            chain = Ipv6Chain.parse(octets, quoted, available - Ipv6View.HEADER_LENGTH);
        } catch (MalformedPacket _) {
            return;
        }
        long high = Ipv6View.destinationHigh(octets, quoted);
        long low = Ipv6View.destinationLow(octets, quoted);
        int type = Icmpv6View.type(octets, icmp);
        int mtu = 0;
        if (type == Icmpv6.PACKET_TOO_BIG) {
            mtu = (int) Math.min(Icmpv6View.mtu(octets, icmp), PathMtus.UNKNOWN);
            if (mtu < Ipv6.SMALLEST_MTU) {
                return; // no such link exists (RFC 8201, section 4)
            }
            stack.pathMtus.learn(high, low, mtu);
        }
        Ipv6Address from = new Ipv6Address(Ipv6View.sourceHigh(octets, ip), Ipv6View.sourceLow(octets, ip));
        IcmpError error = new IcmpError(from, new Ipv6Address(high, low), type, Icmpv6View.code(octets, icmp), mtu);
        dispatch(octets, chain, error);
    }

    private void dispatch(byte[] octets, Ipv6Chain chain, IcmpError error) {
        if (chain.length() < QUOTED_TRANSPORT
                || chain.hasFragment() && Ipv6Chain.fragmentOffset(octets, chain.fragment()) != 0) {
            return;
        }
        int transport = chain.offset();
        switch (chain.protocol()) {
            case IpProtocol.ICMPV6 -> {
                if (Icmpv6View.type(octets, transport) == Icmpv6.ECHO_REQUEST) {
                    stack.pings.failed(
                            Icmpv6View.identifier(octets, transport), Icmpv6View.sequence(octets, transport), error);
                }
            }
            case IpProtocol.UDP -> stack.udp.failed(octets, transport, error);
            default -> {} // no socket of another protocol wants to know
        }
    }
}
