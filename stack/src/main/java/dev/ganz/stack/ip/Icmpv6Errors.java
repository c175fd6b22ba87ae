package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6Chain;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.MalformedPacket;
import dev.ganz.wire.addr.Ipv6Address;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sender of an IPv6 packet why it did not arrive (RFC 4443). Nothing is told about error messages and redirects, about
 * packets to groups of nodes (two kinds of error excepted, section 2.4), about fragments other than the first, as what they belong to
 * cannot be seen, and to addresses that are not one node's. Each method leaves the packet as it is, for the caller to end.
 */
final class Icmpv6Errors {
    /** An error message, with its own headers, fits every link (RFC 4443, section 2.4 c). */
    private static final int ROOM = Ipv6.SMALLEST_MTU - Ipv6View.HEADER_LENGTH - Icmpv6View.HEADER_LENGTH;

    private final IpStack stack;

    Icmpv6Errors(IpStack stack) {
        this.stack = stack;
    }

    void timeExceeded(IpPort in, Frame packet) {
        send(in, packet, Icmpv6.TIME_EXCEEDED, Icmpv6.TimeExceeded.IN_TRANSIT, 0);
    }

    void reassemblyTimeExceeded(IpPort in, Frame fragment) {
        send(in, fragment, Icmpv6.TIME_EXCEEDED, Icmpv6.TimeExceeded.REASSEMBLY, 0);
    }

    void unreachable(IpPort in, Frame packet, int code) {
        send(in, packet, Icmpv6.DESTINATION_UNREACHABLE, code, 0);
    }

    /** The neighbour does not answer. */
    void addressUnreachable(Frame packet) {
        send(null, packet, Icmpv6.DESTINATION_UNREACHABLE, Icmpv6.DestinationUnreachable.ADDRESS, 0);
    }

    void tooBig(IpPort in, Frame packet, int mtu) {
        send(in, packet, Icmpv6.PACKET_TOO_BIG, 0, mtu);
    }

    /** @param pointer index within the packet of the octet in question */
    void parameterProblem(IpPort in, Frame packet, int code, int pointer) {
        send(in, packet, Icmpv6.PARAMETER_PROBLEM, code, pointer);
    }

    private void send(@Nullable IpPort in, Frame packet, int type, int code, int rest) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + EthernetView.HEADER_LENGTH;
        int length = packet.length() - EthernetView.HEADER_LENGTH;
        long toHigh = Ipv6View.sourceHigh(octets, ip);
        long toLow = Ipv6View.sourceLow(octets, ip);
        boolean evenToGroups = type == Icmpv6.PACKET_TOO_BIG
                || type == Icmpv6.PARAMETER_PROBLEM && code == Icmpv6.ParameterProblem.OPTION;
        if (!evenToGroups && wasForGroup(packet, octets, ip)
                || isAboutError(octets, ip, type)
                || !mayBeSent(toHigh, toLow, in, type)) {
            return;
        }
        int quoted = Math.min(length, ROOM);
        long high = Ipv6View.destinationHigh(octets, ip);
        long low = Ipv6View.destinationLow(octets, ip);
        Ipv6Address source =
                stack.own.has(high, low) ? new Ipv6Address(high, low) : stack.ipv6.sourceFor(toHigh, toLow, in);
        Frame message = stack.ipv6.packet(Icmpv6View.HEADER_LENGTH + quoted);
        int icmp = Ipv6Output.payload(message);
        System.arraycopy(octets, ip, message.octets(), icmp + Icmpv6View.HEADER_LENGTH, quoted);
        long pseudo = stack.ipv6.pseudoHeader(source, toHigh, toLow, IpProtocol.ICMPV6);
        Icmpv6.write(message.octets(), icmp, type, code, rest, quoted, pseudo);
        stack.ipv6.send(message, source, toHigh, toLow, IpProtocol.ICMPV6, 0, in);
    }

    private static boolean wasForGroup(Frame packet, byte[] octets, int ip) {
        return IpStack.isGroup(EthernetView.destination(octets, packet.offset()))
                || Ipv6Address.isMulticast(Ipv6View.destinationHigh(octets, ip));
    }

    /**
     * True for errors and redirects, and for later fragments, which do not show what they belong to; save that such a fragment is
     * itself wrong (RFC 8200, section 4.5).
     */
    private static boolean isAboutError(byte[] octets, int ip, int type) {
        try {
            Ipv6Chain chain = Ipv6Chain.parse(octets, ip, Ipv6View.payloadLength(octets, ip));
            if (chain.hasFragment() && Ipv6Chain.fragmentOffset(octets, chain.fragment()) != 0) {
                return type != Icmpv6.PARAMETER_PROBLEM;
            }
            if (chain.protocol() != IpProtocol.ICMPV6) {
                return false;
            }
            int about = chain.length() == 0 ? Icmpv6.REDIRECT : Icmpv6View.type(octets, chain.offset());
            return Icmpv6View.isError(about) || about == Icmpv6.REDIRECT;
        } catch (MalformedPacket _) {
            return false; // the error is about just that
        }
    }

    /** Path MTU discovery must not starve: what it waits for is never held back, as in Linux. */
    private boolean mayBeSent(long high, long low, @Nullable IpPort in, int type) {
        if (Ipv6Address.isMulticast(high) || high == 0 && low == 0) {
            return false;
        }
        if (!Ipv6Address.isLinkLocal(high) || in == null) {
            Destination way = stack.destinations.of(high, low);
            if (way == Destination.Verdict.LOCAL) {
                return true;
            }
            if (way.port() == null) {
                return false;
            }
        }
        return type == Icmpv6.PACKET_TOO_BIG || stack.limiter().allows(high, low, stack.runtime.now());
    }
}
