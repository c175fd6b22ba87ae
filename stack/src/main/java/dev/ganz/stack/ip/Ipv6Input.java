package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.addr.Ipv6Address;

/**
 * What becomes of an IPv6 packet that arrives: checked, delivered, passed on or dropped with a reason. A router does not look at
 * extension headers, hop-by-hop options included (RFC 8200, section 4).
 */
final class Ipv6Input {
    private final IpStack stack;

    Ipv6Input(IpStack stack) {
        this.stack = stack;
    }

    /** @param group true if the frame was sent to a group of nodes */
    void receive(IpPort in, Frame frame, boolean group) {
        byte[] octets = frame.octets();
        int ip = frame.offset() + EthernetView.HEADER_LENGTH;
        int available = frame.length() - EthernetView.HEADER_LENGTH;
        if (!Ipv6View.isWhole(octets, ip, available)) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        int total = Ipv6View.HEADER_LENGTH + Ipv6View.payloadLength(octets, ip);
        if (available > total) { // short frames are padded (IEEE 802.3, clause 4.2.3.3)
            frame.length(EthernetView.HEADER_LENGTH + total);
        }
        long sourceHigh = Ipv6View.sourceHigh(octets, ip);
        long sourceLow = Ipv6View.sourceLow(octets, ip);
        long high = Ipv6View.destinationHigh(octets, ip);
        long low = Ipv6View.destinationLow(octets, ip);
        if (cannotSend(sourceHigh, sourceLow) || cannotReceive(high, low)) {
            stack.runtime.discard(frame, DropReason.BAD_SOURCE);
            return;
        }
        if (Ipv6Address.isMulticast(high)) {
            receiveGroup(in, frame, high, low);
            return;
        }
        Destination to = Ipv6Address.isLinkLocal(high) ? onLink(high, low) : stack.destinations.of(high, low);
        if (to == Destination.Verdict.LOCAL || to == Destination.Verdict.ANYCAST) {
            stack.ipv6Delivery.receive(in, frame, group);
        } else if (group || !stack.forwarding || Ipv6Address.isLinkLocal(high)) {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        } else if (Ipv6Address.isLinkLocal(sourceHigh)) {
            stack.icmpv6Errors.unreachable(in, frame, Icmpv6.DestinationUnreachable.BEYOND_SCOPE);
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME); // RFC 4291, section 2.5.6
        } else {
            forward(in, frame, octets, ip, to);
        }
    }

    /** A link-local destination is the node itself or no business of it. */
    private Destination onLink(long high, long low) {
        return stack.own.has(high, low) ? Destination.Verdict.LOCAL : Destination.Verdict.NO_ROUTE;
    }

    /** Groups, loopback, IPv4 addresses in disguise (RFC 4942, section 2.2), and the node's own addresses. */
    private boolean cannotSend(long high, long low) {
        return Ipv6Address.isMulticast(high)
                || high == 0 && (low == 1 || low >>> 32 == 0xffff)
                || stack.own.has(high, low);
    }

    private static boolean cannotReceive(long high, long low) {
        return high == 0 && (low == 0 || low == 1 || low >>> 32 == 0xffff);
    }

    private void receiveGroup(IpPort in, Frame frame, long high, long low) {
        boolean wanted = high == Ipv6Address.ALL_NODES.high()
                && (low == Ipv6Address.ALL_NODES.low() || low == Ipv6Address.ALL_ROUTERS.low() && stack.forwarding);
        if (wanted || Ipv6Address.isSolicitedNode(high, low) && stack.own.solicits(low, stack.forwarding)) {
            stack.ipv6Delivery.receive(in, frame, true);
        } else {
            stack.runtime.release(frame); // a NIC's filter lets more pass than the node wants
        }
    }

    private void forward(IpPort in, Frame frame, byte[] octets, int ip, Destination to) {
        Neighbour next;
        if (to instanceof Neighbour only) {
            next = only;
        } else if (to instanceof Destination.Group several) {
            next = several.select(FlowHash.ipv6(octets, ip, stack.flowSeed));
        } else {
            refuse(in, frame, to);
            return;
        }
        if (Ipv6View.sourceHigh(octets, ip) == 0 && Ipv6View.sourceLow(octets, ip) == 0) {
            stack.runtime.discard(frame, DropReason.BAD_SOURCE); // RFC 4291, section 2.5.2
            return;
        }
        if (Ipv6View.hopLimit(octets, ip) <= 1) {
            stack.icmpv6Errors.timeExceeded(in, frame);
            stack.runtime.discard(frame, DropReason.TTL_EXPIRED);
            return;
        }
        if (frame.length() - EthernetView.HEADER_LENGTH > next.port.mtu) {
            stack.icmpv6Errors.tooBig(in, frame, next.port.mtu);
            stack.runtime.discard(frame, DropReason.TOO_BIG);
            return;
        }
        Ipv6.decrementHopLimit(octets, ip);
        stack.transmit(next, frame, EtherType.IPV6);
    }

    private void refuse(IpPort in, Frame frame, Destination to) {
        if (to == Destination.Verdict.BLACKHOLE) {
            stack.runtime.discard(frame, DropReason.BLACKHOLE);
            return;
        }
        boolean rejected = to == Destination.Verdict.UNREACHABLE;
        stack.icmpv6Errors.unreachable(
                in,
                frame,
                rejected ? Icmpv6.DestinationUnreachable.REJECT_ROUTE : Icmpv6.DestinationUnreachable.NO_ROUTE);
        stack.runtime.discard(frame, DropReason.NO_ROUTE);
    }
}
