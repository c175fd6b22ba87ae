package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4Option;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.MalformedPacket;
import dev.ganz.wire.addr.Ipv4Address;

/** What becomes of an IPv4 packet that arrives: checked (RFC 1812, section 5.2.2), delivered, passed on or dropped with a reason. */
final class Ipv4Input {
    private final IpStack stack;

    Ipv4Input(IpStack stack) {
        this.stack = stack;
    }

    /** @param group true if the frame was sent to a group of nodes */
    void receive(IpPort in, Frame frame, boolean group) {
        byte[] octets = frame.octets();
        int ip = frame.offset() + EthernetView.HEADER_LENGTH;
        int available = frame.length() - EthernetView.HEADER_LENGTH;
        boolean plain = Ipv4View.isPlain(octets, ip, available);
        if (!plain && refuses(frame, ip, available)) {
            return;
        }
        int total = Ipv4View.totalLength(octets, ip);
        if (available > total) { // short frames are padded (IEEE 802.3, clause 4.2.3.3)
            frame.length(EthernetView.HEADER_LENGTH + total);
        }
        int source = Ipv4View.source(octets, ip);
        int destination = Ipv4View.destination(octets, ip);
        if (cannotSend(source) || Ipv4Address.isLoopback(destination)) {
            stack.runtime.discard(frame, DropReason.BAD_SOURCE);
            return;
        }
        if (!plain && refusesOptions(frame, ip)) {
            return;
        }
        if (Ipv4Address.isMulticast(destination)) {
            receiveGroup(in, frame, destination);
            return;
        }
        Destination to = stack.destinations.of(destination);
        if (to instanceof Neighbour next && mayForward(group, source, destination)) {
            forward(frame, octets, ip, next);
        } else if (to == Destination.Verdict.LOCAL) {
            stack.ipv4Delivery.receive(in, frame, group);
        } else if (to instanceof Destination.Broadcast broadcast) {
            receiveBroadcast(in, frame, broadcast, destination);
        } else if (!mayForward(group, source, destination)) {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        } else if (to instanceof Destination.Group several) {
            forward(frame, octets, ip, several.select(FlowHash.ipv4(octets, ip, stack.flowSeed)));
        } else {
            refuse(frame, to);
        }
    }

    /** A packet to a group of nodes is not for one of them to pass on, nor is one of a link's own addresses (RFC 3927, section 2.7). */
    private boolean mayForward(boolean group, int source, int destination) {
        return !group && stack.forwarding && !Ipv4Address.isLinkLocal(source) && !Ipv4Address.isLinkLocal(destination);
    }

    private boolean refuses(Frame frame, int ip, int available) {
        byte[] octets = frame.octets();
        if (!Ipv4View.isWhole(octets, ip, available)) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return true;
        }
        if (!Ipv4View.isChecksumValid(octets, ip)) {
            stack.runtime.discard(frame, DropReason.CHECKSUM);
            return true;
        }
        return false;
    }

    /** Addresses no packet can come from (RFC 1812, section 5.3.7), and those that are the node's own. */
    private boolean cannotSend(int source) {
        int first = source >>> 24;
        return first == 0 || first == 127 || first >= 224 && first < 240 || source == -1 || stack.own.has(source);
    }

    /**
     * Options pass through a router as they came: routes and times are not recorded, source routes not followed, which RFC 7126
     * allows. Only what contradicts itself is refused.
     */
    private boolean refusesOptions(Frame frame, int ip) {
        int length = Ipv4View.headerLength(frame.octets(), ip) - Ipv4View.SHORTEST_LENGTH;
        try {
            Ipv4Option.parse(frame.octets(), ip + Ipv4View.SHORTEST_LENGTH, length);
            return false;
        } catch (MalformedPacket wrong) {
            stack.icmpv4Errors.parameterProblem(frame, wrong.offset() - ip);
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return true;
        }
    }

    private void receiveGroup(IpPort in, Frame frame, int destination) {
        if (destination == Ipv4Address.ALL_SYSTEMS.value()
                || destination == Ipv4Address.ALL_ROUTERS.value() && stack.forwarding) {
            stack.ipv4Delivery.receive(in, frame, true);
        } else {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        }
    }

    /** A broadcast is for the network it was sent on; one for another network is not passed on (RFC 2644). */
    private void receiveBroadcast(IpPort in, Frame frame, Destination.Broadcast broadcast, int destination) {
        if (destination == Ipv4Address.BROADCAST.value() || broadcast.port() == in) {
            stack.ipv4Delivery.receive(in, frame, true);
        } else {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        }
    }

    private void forward(Frame frame, byte[] octets, int ip, Neighbour next) {
        if (Ipv4View.ttl(octets, ip) <= 1) {
            stack.icmpv4Errors.timeExceeded(frame);
            stack.runtime.discard(frame, DropReason.TTL_EXPIRED);
            return;
        }
        int mtu = next.port.mtu;
        if (frame.length() - EthernetView.HEADER_LENGTH > mtu && Ipv4View.dontFragment(octets, ip)) {
            stack.icmpv4Errors.fragmentationNeeded(frame, mtu);
            stack.runtime.discard(frame, DropReason.TOO_BIG);
            return;
        }
        Ipv4.decrementTtl(octets, ip);
        if (frame.length() - EthernetView.HEADER_LENGTH > mtu) {
            stack.ipv4.fragment(frame, next, mtu);
        } else {
            stack.transmit(next, frame, EtherType.IPV4);
        }
    }

    private void refuse(Frame frame, Destination to) {
        if (to == Destination.Verdict.BLACKHOLE) {
            stack.runtime.discard(frame, DropReason.BLACKHOLE);
            return;
        }
        if (to == Destination.Verdict.UNREACHABLE) {
            stack.icmpv4Errors.hostUnreachable(frame);
        } else {
            stack.icmpv4Errors.netUnreachable(frame);
        }
        stack.runtime.discard(frame, DropReason.NO_ROUTE);
    }
}
