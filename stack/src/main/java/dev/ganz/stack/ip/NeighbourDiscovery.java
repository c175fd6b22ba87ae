package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.MalformedPacket;
import dev.ganz.wire.NdpMessage;
import dev.ganz.wire.NdpOption;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;

/**
 * Address resolution for IPv6: neighbour solicitations and advertisements (RFC 4861, section 7). Addresses of a lab are unique, so a
 * node defends its own against duplicate address detection, but does not perform it (RFC 4862, section 5.4).
 */
final class NeighbourDiscovery {
    /** What no router lets through, so that a message with it is from the link (section 7.1). */
    private static final int HOP_LIMIT = 255;

    private static final int SOLICITED = 1 << 30;
    private static final int OVERRIDE = 1 << 29;

    private final IpStack stack;

    NeighbourDiscovery(IpStack stack) {
        this.stack = stack;
    }

    /** Takes a message whose checksum is right. */
    void receive(IpPort in, Frame frame, int ip, int icmp, int length) {
        byte[] octets = frame.octets();
        if (!isValid(octets, ip, icmp, length)) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        if (Icmpv6View.type(octets, icmp) == Icmpv6.NEIGHBOUR_SOLICITATION) {
            solicited(in, frame, ip, icmp, length);
        } else {
            advertised(in, octets, icmp, length);
        }
        stack.runtime.release(frame);
    }

    private static boolean isValid(byte[] octets, int ip, int icmp, int length) {
        if (Ipv6View.hopLimit(octets, ip) != HOP_LIMIT || Icmpv6View.code(octets, icmp) != 0) {
            return false;
        }
        try {
            Icmpv6View view = Icmpv6View.parse(octets, icmp, length);
            if (view.target().isMulticast()) {
                return false;
            }
            boolean toGroup = Ipv6Address.isMulticast(Ipv6View.destinationHigh(octets, ip));
            if (view.type() == Icmpv6.NEIGHBOUR_ADVERTISEMENT) {
                return !toGroup || (view.rest() & SOLICITED) == 0;
            }
            boolean detection = Ipv6View.sourceHigh(octets, ip) == 0 && Ipv6View.sourceLow(octets, ip) == 0;
            return !detection
                    || Ipv6Address.isSolicitedNode(
                                    Ipv6View.destinationHigh(octets, ip), Ipv6View.destinationLow(octets, ip))
                            && Icmpv6View.linkLayerAddress(octets, icmp, length, NdpOption.SOURCE_LINK_LAYER) < 0;
        } catch (MalformedPacket _) {
            return false;
        }
    }

    /** Section 7.2.3 and 7.2.4. */
    private void solicited(IpPort in, Frame frame, int ip, int icmp, int length) {
        byte[] octets = frame.octets();
        long targetHigh = Icmpv6View.targetHigh(octets, icmp);
        long targetLow = Icmpv6View.targetLow(octets, icmp);
        boolean anycast = stack.forwarding && stack.own.isAnycast(targetHigh, targetLow);
        if (!anycast && !stack.own.isOn(in, targetHigh, targetLow)) {
            return;
        }
        long high = Ipv6View.sourceHigh(octets, ip);
        long low = Ipv6View.sourceLow(octets, ip);
        boolean detection = high == 0 && low == 0;
        long mac = Icmpv6View.linkLayerAddress(octets, icmp, length, NdpOption.SOURCE_LINK_LAYER);
        if (!detection && in.discovers() && mac >= 0 && !IpStack.isGroup(mac)) {
            Neighbour neighbour = stack.neighbours.of(in, high, low);
            if (neighbour != null) {
                stack.neighbours.heard(neighbour, mac);
            }
        }
        long to = mac >= 0 ? mac : EthernetView.source(octets, frame.offset());
        advertise(in, new Ipv6Address(targetHigh, targetLow), anycast, detection, new Ipv6Address(high, low), to);
    }

    private void advertise(
            IpPort out, Ipv6Address target, boolean anycast, boolean detection, Ipv6Address asker, long mac) {
        Ipv6Address destination = detection ? Ipv6Address.ALL_NODES : asker;
        long to = detection ? destination.multicastMac().value() : mac;
        Ipv6Address source = anycast ? stack.own.source(out, destination.high(), destination.low()) : target;
        Icmpv6 message = new NdpMessage.NeighbourAdvertisement(
                stack.forwarding,
                !detection,
                !anycast,
                target,
                List.of(new NdpOption.TargetLinkLayer(new MacAddress(out.mac))));
        send(out, message, source, destination, to);
    }

    /** Section 7.2.5. */
    private void advertised(IpPort in, byte[] octets, int icmp, int length) {
        Neighbour neighbour = in.neighbour(Icmpv6View.targetHigh(octets, icmp), Icmpv6View.targetLow(octets, icmp));
        if (neighbour == null || !in.discovers()) {
            return;
        }
        long mac = Icmpv6View.linkLayerAddress(octets, icmp, length, NdpOption.TARGET_LINK_LAYER);
        int flags = Icmpv6View.identifier(octets, icmp) << 16; // they lie where an echo has its identifier
        boolean solicited = (flags & SOLICITED) != 0;
        if (mac >= 0 && IpStack.isGroup(mac)) {
            return;
        }
        if (!neighbour.resolved()) {
            if (mac >= 0 && neighbour.state() == Neighbour.State.INCOMPLETE) {
                learn(neighbour, mac, solicited);
            }
            return;
        }
        boolean changed = mac >= 0 && mac != neighbour.mac();
        if (changed && (flags & OVERRIDE) == 0) {
            if (neighbour.state() == Neighbour.State.REACHABLE) {
                stack.neighbours.stale(neighbour);
            }
        } else if (solicited || changed) {
            learn(neighbour, changed ? mac : neighbour.mac(), solicited);
        }
    }

    private void learn(Neighbour neighbour, long mac, boolean solicited) {
        if (solicited) {
            stack.neighbours.confirmed(neighbour, mac);
        } else {
            stack.neighbours.heard(neighbour, mac);
        }
    }

    /** Asks for a neighbour: its solicited-node group, or itself if it is known where it was. */
    void solicit(Neighbour neighbour) {
        IpPort out = neighbour.port;
        Ipv6Address target = new Ipv6Address(neighbour.high, neighbour.low);
        boolean probe = neighbour.state() == Neighbour.State.PROBE;
        Ipv6Address destination = probe
                ? target
                : new Ipv6Address(Ipv6Address.ALL_NODES.high(), Ipv6Address.solicitedNodeLow(neighbour.low));
        Icmpv6 message = new NdpMessage.NeighbourSolicitation(
                target, List.of(new NdpOption.SourceLinkLayer(new MacAddress(out.mac))));
        Ipv6Address source = stack.own.source(out, neighbour.high, neighbour.low);
        send(
                out,
                message,
                source,
                destination,
                probe ? neighbour.mac() : destination.multicastMac().value());
    }

    private void send(IpPort out, Icmpv6 message, Ipv6Address source, Ipv6Address destination, long mac) {
        int length = message.headerLength();
        Frame frame = stack.ipv6.packet(length);
        byte[] octets = frame.octets();
        Ethernet.write(octets, frame.offset(), mac, out.mac, EtherType.IPV6);
        Ipv6 header = new Ipv6(IpProtocol.ICMPV6, HOP_LIMIT, source, destination);
        header.emit(octets, frame.offset() + EthernetView.HEADER_LENGTH, length);
        long pseudo = stack.ipv6.pseudoHeader(source, destination.high(), destination.low(), IpProtocol.ICMPV6);
        message.emit(octets, Ipv6Output.payload(frame), 0, pseudo);
        stack.runtime.send(out.number, frame);
    }
}
