package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;

/** Packets that the node itself sends, and the fragments of packets too large for a link. */
final class Ipv4Output {
    /** Of Linux, {@code ip_default_ttl}. */
    static final int TTL = 64;

    private static final int PLAIN_HEADER = 0x45;
    private static final int ROOM = Ethernet.HEADER_LENGTH + Ipv4Fields.HEADER_LENGTH;

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
        int next = to instanceof Neighbour neighbour && neighbour.isIpv4() ? (int) neighbour.low : destination;
        return stack.own.source(to.port(), next);
    }

    /**
     * Writes the header in front of the payload of a {@link #packet} and sends it; takes the packet.
     *
     * @param discover true to forbid fragmentation on the way as long as the packet fits the path as far as it is known (RFC 1191)
     * @return false if there is no way to the destination
     */
    boolean send(Frame packet, int source, int destination, int protocol, int tos, boolean discover) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + Ethernet.HEADER_LENGTH;
        int total = packet.length() - Ethernet.HEADER_LENGTH;
        Destination to = stack.destinations.of(destination);
        IpPort out = to.port();
        int mtu = out == null ? total : Math.min(out.mtu, stack.pathMtus.of(destination));
        Octets.put64(octets, packet.offset(), 0); // not from a group of nodes, should an error be told
        octets[ip] = PLAIN_HEADER;
        octets[ip + Ipv4Fields.TOS] = (byte) tos;
        Octets.put16(octets, ip + Ipv4Fields.TOTAL_LENGTH, total);
        Octets.put16(octets, ip + Ipv4Fields.IDENTIFICATION, identification++);
        boolean whole = discover && total <= mtu && !stack.pathMtus.fragmented(destination);
        Octets.put16(octets, ip + Ipv4Fields.FRAGMENT, whole ? Ipv4Fields.DONT_FRAGMENT : 0);
        octets[ip + Ipv4Fields.TTL] = TTL;
        octets[ip + Ipv4Fields.PROTOCOL] = (byte) protocol;
        Octets.put32(octets, ip + Ipv4Fields.SOURCE, source);
        Octets.put32(octets, ip + Ipv4Fields.DESTINATION, destination);
        Ipv4Fields.putChecksum(octets, ip, Ipv4Fields.HEADER_LENGTH);
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
        if (packet.length() - Ethernet.HEADER_LENGTH > mtu) {
            fragment(packet, next, mtu);
        } else {
            stack.transmit(next, packet, Ethernet.IPV4);
        }
        return true;
    }

    /** A broadcast is not fragmented (as in Linux): every host of the link would have to keep the pieces. */
    private boolean broadcast(Frame packet, IpPort out, int mtu) {
        if (packet.length() - Ethernet.HEADER_LENGTH > mtu) {
            stack.runtime.discard(packet, DropReason.TOO_BIG);
            return false;
        }
        Ethernet.putHeader(packet.octets(), packet.offset(), Ethernet.BROADCAST, out.mac, Ethernet.IPV4);
        stack.runtime.send(out.number, packet);
        return true;
    }

    /** Sends a packet, or a fragment, in pieces of at most {@code mtu} octets; takes it (RFC 791, section 3.2). */
    void fragment(Frame packet, Neighbour next, int mtu) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + Ethernet.HEADER_LENGTH;
        int headerLength = Ipv4Fields.headerLength(octets, ip);
        int end = packet.length() - Ethernet.HEADER_LENGTH;
        int at = headerLength;
        int room = mtu - headerLength;
        if (room < 8) {
            stack.runtime.discard(packet, DropReason.TOO_BIG);
            return;
        }
        while (at < end) {
            int length = end - at <= room ? end - at : room & ~7;
            Frame piece = stack.runtime.frame(Ethernet.HEADER_LENGTH + headerLength + length);
            int header = writePieceHeader(packet, piece, at == headerLength, headerLength);
            int start = piece.offset() + Ethernet.HEADER_LENGTH;
            piece.length(Ethernet.HEADER_LENGTH + header + length);
            System.arraycopy(octets, ip + at, piece.octets(), start + header, length);
            int field = Octets.u16(octets, ip + Ipv4Fields.FRAGMENT);
            int more = at + length < end ? Ipv4Fields.MORE_FRAGMENTS : field & Ipv4Fields.MORE_FRAGMENTS;
            int offset = (field & Ipv4Fields.FRAGMENT_OFFSET) + (at - headerLength >>> 3);
            Octets.put16(piece.octets(), start + Ipv4Fields.TOTAL_LENGTH, header + length);
            Octets.put16(piece.octets(), start + Ipv4Fields.FRAGMENT, more | offset);
            Ipv4Fields.putChecksum(piece.octets(), start, header);
            stack.transmit(next, piece, Ethernet.IPV4);
            at += length;
        }
        stack.runtime.release(packet);
    }

    /** The first piece has all options, the others have those that are marked for it; returns the header's length. */
    private static int writePieceHeader(Frame packet, Frame piece, boolean first, int headerLength) {
        int ip = packet.offset() + Ethernet.HEADER_LENGTH;
        int start = piece.offset() + Ethernet.HEADER_LENGTH;
        Octets.put64(piece.octets(), piece.offset(), 0);
        int fixed = first ? headerLength : Ipv4Fields.HEADER_LENGTH;
        System.arraycopy(packet.octets(), ip, piece.octets(), start, fixed);
        int length = first || headerLength == Ipv4Fields.HEADER_LENGTH
                ? fixed
                : fixed
                        + Ipv4Options.copy(
                                packet.octets(), ip, headerLength, piece.octets(), start + Ipv4Fields.HEADER_LENGTH);
        piece.octets()[start] = (byte) (0x40 | length >>> 2);
        return length;
    }
}
