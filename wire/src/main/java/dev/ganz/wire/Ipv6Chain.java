package dev.ganz.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the extension headers of an IPv6 packet lead (RFC 8200, section 4). Offsets are indices into the octets; those of headers that
 * are not there are -1.
 *
 * @param protocol what the chain ends with: an {@link IpProtocol} that is no extension header, perhaps
 *     {@link IpProtocol#NO_NEXT_HEADER}. Behind a fragment header with an offset other than 0 it is what that header names, for the
 *     rest of the chain is in the first fragment
 * @param protocolField where {@code protocol} stands: the pointer of a "parameter problem" about it
 * @param offset where what the chain ends with begins
 * @param length octets from there to the end of the packet
 * @param destinationOptions the last such header, the one for the final destination
 */
public record Ipv6Chain(
        int protocol,
        int protocolField,
        int offset,
        int length,
        int hopByHop,
        int destinationOptions,
        int routing,
        int fragment) {

    /**
     * Each header occurs once in a sensible packet, destination options twice: six in all. Twice that is room for the odd, and an end
     * to the work that one packet can make (RFC 9673, section 5.2.1 has the reasons).
     */
    public static final int MOST_HEADERS = 12;

    /**
     * Follows the chain of a packet.
     *
     * @throws MalformedPacket if a header is cut short, hop-by-hop options are not the first, or headers are more than
     *     {@link #MOST_HEADERS}
     */
    public static Ipv6Chain parse(Ipv6View packet) {
        return parse(packet.octets(), packet.offset(), packet.payloadLength());
    }

    /** {@link #parse(Ipv6View)} without the view; of a chain of no headers this is cheap. */
    public static Ipv6Chain parse(byte[] octets, int packetOffset, int payloadLength) {
        int protocol = Ipv6View.nextHeader(octets, packetOffset);
        int protocolField = packetOffset + Ipv6View.NEXT_HEADER;
        int at = packetOffset + Ipv6View.HEADER_LENGTH;
        int end = at + payloadLength;
        if (!IpProtocol.isExtension(protocol)) {
            return new Ipv6Chain(protocol, protocolField, at, payloadLength, -1, -1, -1, -1);
        }
        return follow(octets, protocol, protocolField, at, end);
    }

    private static Ipv6Chain follow(byte[] octets, int first, int firstField, int start, int end) {
        int protocol = first;
        int protocolField = firstField;
        int at = start;
        int hopByHop = -1;
        int destinationOptions = -1;
        int routing = -1;
        int fragment = -1;
        boolean whole = true;
        for (int count = 0; whole && IpProtocol.isExtension(protocol); count++) {
            if (count == MOST_HEADERS) {
                throw new MalformedPacket("IPv6 extension headers", at, "at most " + MOST_HEADERS, "another");
            }
            int length = Ipv6Extension.requireLength(protocol, octets, at, end - at);
            switch (protocol) {
                case IpProtocol.HOP_BY_HOP -> {
                    if (count > 0) {
                        throw new MalformedPacket(
                                "IPv6 next header", protocolField, "hop-by-hop options in front", "them elsewhere");
                    }
                    hopByHop = at;
                }
                case IpProtocol.DESTINATION_OPTIONS -> destinationOptions = at;
                case IpProtocol.ROUTING -> routing = at;
                case IpProtocol.FRAGMENT -> {
                    fragment = at;
                    whole = fragmentOffset(octets, at) == 0;
                }
                default -> {} // the authentication header: passed over, nobody here could check it
            }
            protocol = BigEndian.u8(octets, at);
            protocolField = at;
            at += length;
        }
        return new Ipv6Chain(protocol, protocolField, at, end - at, hopByHop, destinationOptions, routing, fragment);
    }

    /** The extension headers in their order. */
    public static List<Ipv6Extension> headers(Ipv6View packet) {
        Ipv6Chain chain = parse(packet);
        List<Ipv6Extension> headers = new ArrayList<>();
        int protocol = packet.nextHeader();
        for (int at = packet.payloadOffset(); at < chain.offset; ) {
            Ipv6Extension header = Ipv6Extension.parse(protocol, packet.octets(), at, chain.offset - at);
            headers.add(header);
            protocol = BigEndian.u8(packet.octets(), at);
            at += header.length();
        }
        return headers;
    }

    /** True if the packet has a fragment header, even one that says it is whole (an atomic fragment, RFC 6946). */
    public boolean hasFragment() {
        return fragment >= 0;
    }

    /** Where a fragment belongs, octets behind the headers that every part repeats, by its header at {@code fragment}. */
    public static int fragmentOffset(byte[] octets, int fragment) {
        return BigEndian.u16(octets, fragment + Ipv6Extension.Fragment.OFFSET_AND_FLAGS) & 0xfff8;
    }

    public static boolean moreFragments(byte[] octets, int fragment) {
        return (BigEndian.u16(octets, fragment + Ipv6Extension.Fragment.OFFSET_AND_FLAGS) & 1) != 0;
    }

    public static int identification(byte[] octets, int fragment) {
        return BigEndian.i32(octets, fragment + Ipv6Extension.Fragment.IDENTIFICATION);
    }

    /** Type of the routing header at {@code routing}. */
    public static int routingType(byte[] octets, int routing) {
        return BigEndian.u8(octets, routing + 2);
    }

    /** Nodes still to be visited by the routing header at {@code routing}: with none left it is passed over. */
    public static int segmentsLeft(byte[] octets, int routing) {
        return BigEndian.u8(octets, routing + 3);
    }
}
