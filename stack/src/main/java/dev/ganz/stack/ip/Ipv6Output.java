package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6Extension;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.addr.Ipv6Address;
import org.jspecify.annotations.Nullable;

/** Packets that the node itself sends: only their source fragments packets of IPv6 (RFC 8200, section 4.5). */
final class Ipv6Output {
    /** Of Linux, {@code hop_limit}. */
    private static final int HOP_LIMIT = 64;

    private static final int ROOM = EthernetView.HEADER_LENGTH + Ipv6View.HEADER_LENGTH;

    private final IpStack stack;
    private int identification;

    Ipv6Output(IpStack stack) {
        this.stack = stack;
        this.identification = (int) (stack.flowSeed >>> 32);
    }

    /** An empty packet for {@code length} octets, which begin at {@link #payload}. */
    Frame packet(int length) {
        return stack.runtime.frame(ROOM + length).length(ROOM + length);
    }

    /** Index of the first octet behind the header of a {@link #packet}. */
    static int payload(Frame packet) {
        return packet.offset() + ROOM;
    }

    /** Sum of the pseudo-header, without the length. */
    long pseudoHeader(Ipv6Address source, long high, long low, int protocol) {
        return Checksum.pseudoHeader(source.high(), source.low(), high, low, protocol);
    }

    /**
     * The address that packets to a destination are sent from.
     *
     * @param in the port by which a packet came that is answered: it says on which link a link-local destination is
     */
    Ipv6Address sourceFor(long high, long low, @Nullable IpPort in) {
        Destination to = way(high, low, in);
        return to == Destination.Verdict.LOCAL
                ? new Ipv6Address(high, low)
                : stack.own.source(to == null ? in : to.port(), high, low);
    }

    /**
     * Writes the header in front of the payload of a {@link #packet} and sends it; takes the packet.
     *
     * @param in the port by which a packet came that is answered, or null
     * @return false if there is no way to the destination
     */
    boolean send(
            Frame packet,
            Ipv6Address source,
            long high,
            long low,
            int protocol,
            int trafficClass,
            @Nullable IpPort in) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + EthernetView.HEADER_LENGTH;
        int payloadLength = packet.length() - ROOM;
        // Not from a group of nodes, should an error be told about it.
        Ethernet.write(octets, packet.offset(), 0, 0, EtherType.IPV6);
        Ipv6.write(
                octets,
                ip,
                trafficClass << 20,
                payloadLength,
                protocol,
                HOP_LIMIT,
                source.high(),
                source.low(),
                high,
                low);
        Neighbour next;
        Destination to = way(high, low, in);
        if (to instanceof Neighbour only) {
            next = only;
        } else if (to instanceof Destination.Group several) {
            next = several.select(FlowHash.ipv6(octets, ip, stack.flowSeed));
        } else if (to == Destination.Verdict.LOCAL || to == Destination.Verdict.ANYCAST) {
            stack.loopback.add(packet);
            return true;
        } else {
            boolean blackhole = to == Destination.Verdict.BLACKHOLE;
            stack.runtime.discard(packet, blackhole ? DropReason.BLACKHOLE : DropReason.NO_ROUTE);
            return false;
        }
        int mtu = Math.min(next.port.mtu, stack.pathMtus.of(high, low));
        if (Ipv6View.HEADER_LENGTH + payloadLength > mtu) {
            fragment(packet, next, mtu);
        } else {
            stack.transmit(next, packet, EtherType.IPV6);
        }
        return true;
    }

    private @Nullable Destination way(long high, long low, @Nullable IpPort in) {
        if (in != null && in.number != IpPort.LOOPBACK && Ipv6Address.isLinkLocal(high) && !stack.own.has(high, low)) {
            return stack.neighbours.of(in, high, low);
        }
        return stack.destinations.of(high, low);
    }

    /** Sends a packet without extension headers in pieces of at most {@code mtu} octets; takes it. */
    private void fragment(Frame packet, Neighbour next, int mtu) {
        byte[] octets = packet.octets();
        int ip = packet.offset() + EthernetView.HEADER_LENGTH;
        int first = Ipv6View.HEADER_LENGTH;
        int end = packet.length() - EthernetView.HEADER_LENGTH;
        int room = mtu - first - Ipv6Extension.Fragment.LENGTH;
        if (room < 8) {
            stack.runtime.discard(packet, DropReason.TOO_BIG);
            return;
        }
        int identity = identification++;
        for (int at = first; at < end; ) {
            int length = end - at <= room ? end - at : room & ~7;
            Ipv6Extension.Fragment header = new Ipv6Extension.Fragment(at - first, at + length < end, identity);
            stack.transmit(next, piece(octets, ip, at, length, header), EtherType.IPV6);
            at += length;
        }
        stack.runtime.release(packet);
    }

    private Frame piece(byte[] octets, int ip, int at, int length, Ipv6Extension.Fragment header) {
        Frame piece = packet(Ipv6Extension.Fragment.LENGTH + length);
        byte[] into = piece.octets();
        Ethernet.write(into, piece.offset(), 0, 0, EtherType.IPV6);
        Ipv6.write(
                into,
                piece.offset() + EthernetView.HEADER_LENGTH,
                Ipv6View.trafficClass(octets, ip) << 20 | Ipv6View.flowLabel(octets, ip),
                Ipv6Extension.Fragment.LENGTH + length,
                IpProtocol.FRAGMENT,
                Ipv6View.hopLimit(octets, ip),
                Ipv6View.sourceHigh(octets, ip),
                Ipv6View.sourceLow(octets, ip),
                Ipv6View.destinationHigh(octets, ip),
                Ipv6View.destinationLow(octets, ip));
        header.emit(into, payload(piece), Ipv6View.nextHeader(octets, ip));
        System.arraycopy(octets, ip + at, into, payload(piece) + Ipv6Extension.Fragment.LENGTH, length);
        return piece;
    }
}
