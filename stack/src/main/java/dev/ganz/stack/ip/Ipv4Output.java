package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4Option;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.OctetString;
import dev.ganz.wire.addr.MacAddress;

/** Packets that the node itself sends, and the fragments of packets too large for a link. */
final class Ipv4Output {
    /** Of Linux, {@code ip_default_ttl}. */
    private static final int TTL = 64;

    private static final int ROOM = EthernetView.HEADER_LENGTH + Ipv4View.SHORTEST_LENGTH;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;

    private final IpStack stack;
    private int identification;

    Ipv4Output(IpStack stack) {
        this.stack = stack;
        this.identification = (int) stack.flowSeed;
    }

    /** An empty packet for {@code length} octets, which begin at {@link #payload}. */
    Frame packet(int length) {
        return stack.runtime.frame(ROOM + length).length(ROOM + length);
    }

    /** Index of the first octet behind the header of a {@link #packet}. */
    static int payload(Frame packet) {
        return packet.offset() + ROOM;
    }

    /** The address that packets to {@code destination} are sent from, or 0 if the node has none. */
    int sourceFor(int destination) {
        Destination to = stack.destinations.of(destination);
        if (to == Destination.Verdict.LOCAL) {
            return destination;
        }
        if (to instanceof Neighbour next && next.isIpv4()) {
            if (next.source == 0) {
                next.source = stack.own.source(next.port, (int) next.low);
            }
            return next.source;
        }
        return stack.own.source(to.port(), destination);
    }

    /**
     * Writes the header in front of the payload of a {@link #packet} and sends it; takes the packet.
     *
     * @param discover true to forbid fragmentation on the way as long as the packet fits the path as far as it is known (RFC 1191)
     * @return false if there is no way to the destination
     */
    boolean send(Frame packet, int source, int destination, int protocol, int trafficClass, boolean discover) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + EthernetView.HEADER_LENGTH;
        int total = packet.length() - EthernetView.HEADER_LENGTH;
        Destination to = stack.destinations.of(destination);
        IpPort out = to.port();
        int mtu = out == null ? total : Math.min(out.mtu, stack.pathMtus.of(destination));
        boolean whole = discover && total <= mtu && !stack.pathMtus.fragmented(destination);
        // Not from a group of nodes, should an error be told about it.
        Ethernet.write(octets, packet.offset(), 0, 0, EtherType.IPV4);
        Ipv4.write(
                octets,
                ip,
                trafficClass,
                total,
                identification++,
                whole ? DONT_FRAGMENT : 0,
                TTL,
                protocol,
                source,
                destination);
        return dispatch(packet, octets, ip, to, mtu);
    }

    private boolean dispatch(Frame packet, byte[] octets, int ip, Destination to, int mtu) {
        Neighbour next;
        if (to instanceof Neighbour only) {
            next = only;
        } else if (to instanceof Destination.Group several) {
            next = several.select(FlowHash.ipv4(octets, ip, stack.flowSeed));
        } else if (to == Destination.Verdict.LOCAL) {
            stack.loopback.add(packet);
            return true;
        } else if (to instanceof Destination.Broadcast broadcast) {
            return broadcast(packet, broadcast.port(), mtu);
        } else {
            boolean blackhole = to == Destination.Verdict.BLACKHOLE;
            stack.runtime.discard(packet, blackhole ? DropReason.BLACKHOLE : DropReason.NO_ROUTE);
            return false;
        }
        if (packet.length() - EthernetView.HEADER_LENGTH > mtu) {
            fragment(packet, next, mtu);
        } else {
            stack.transmit(next, packet, EtherType.IPV4);
        }
        return true;
    }

    /** A broadcast is not fragmented (as in Linux): every host of the link would have to keep the pieces. */
    private boolean broadcast(Frame packet, IpPort out, int mtu) {
        if (packet.length() - EthernetView.HEADER_LENGTH > mtu) {
            stack.runtime.discard(packet, DropReason.TOO_BIG);
            return false;
        }
        long everyone = MacAddress.BROADCAST.value();
        Ethernet.write(packet.octets(), packet.offset(), everyone, out.mac, EtherType.IPV4);
        stack.runtime.send(out.number, packet);
        return true;
    }

    /** Sends a packet, or a fragment, in pieces of at most {@code mtu} octets; takes it (RFC 791, section 3.2). */
    void fragment(Frame packet, Neighbour next, int mtu) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + EthernetView.HEADER_LENGTH;
        int headerLength = Ipv4View.headerLength(octets, ip);
        int room = mtu - headerLength;
        if (room < 8) {
            stack.runtime.discard(packet, DropReason.TOO_BIG);
            return;
        }
        int end = packet.length() - EthernetView.HEADER_LENGTH;
        OctetString options =
                OctetString.of(octets, ip + Ipv4View.SHORTEST_LENGTH, headerLength - Ipv4View.SHORTEST_LENGTH);
        for (int at = headerLength; at < end; ) {
            int length = end - at <= room ? end - at : room & ~7;
            int offset = Ipv4View.fragmentOffset(octets, ip) + at - headerLength;
            boolean more = at + length < end || Ipv4View.moreFragments(octets, ip);
            int field = offset >>> 3 | (more ? MORE_FRAGMENTS : 0);
            stack.transmit(next, piece(octets, ip, at, length, field, options), EtherType.IPV4);
            if (at == headerLength && !options.isEmpty()) {
                options = copied(octets, ip, headerLength);
            }
            at += length;
        }
        stack.runtime.release(packet);
    }

    private Frame piece(byte[] octets, int ip, int at, int length, int field, OctetString options) {
        int headerLength = Ipv4View.SHORTEST_LENGTH + options.length();
        Frame piece = stack.runtime
                .frame(EthernetView.HEADER_LENGTH + headerLength + length)
                .length(EthernetView.HEADER_LENGTH + headerLength + length);
        byte[] into = piece.octets();
        int start = piece.offset() + EthernetView.HEADER_LENGTH;
        Ethernet.write(into, piece.offset(), 0, 0, EtherType.IPV4);
        Ipv4.write(
                into,
                start,
                Ipv4View.trafficClass(octets, ip),
                headerLength + length,
                Ipv4View.identification(octets, ip),
                field,
                Ipv4View.ttl(octets, ip),
                Ipv4View.protocol(octets, ip),
                Ipv4View.source(octets, ip),
                Ipv4View.destination(octets, ip));
        if (!options.isEmpty()) {
            into[start] = (byte) (4 << 4 | headerLength >>> 2);
            options.emit(into, start + Ipv4View.SHORTEST_LENGTH);
            Ipv4.refreshChecksum(into, start);
        }
        System.arraycopy(octets, ip + at, into, start + headerLength, length);
        return piece;
    }

    /** The options that every fragment carries; the first has all. */
    private static OctetString copied(byte[] octets, int ip, int headerLength) {
        int length = headerLength - Ipv4View.SHORTEST_LENGTH;
        return Ipv4Option.emit(Ipv4Option.parse(octets, ip + Ipv4View.SHORTEST_LENGTH, length).stream()
                .filter(Ipv4Option::isCopied)
                .toList());
    }
}
