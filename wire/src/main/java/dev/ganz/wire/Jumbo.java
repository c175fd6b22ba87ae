package dev.ganz.wire;

/**
 * Packets of more than 65,535 octets of payload: their length stands in an option of the hop-by-hop header (RFC 2675). Hosts make them
 * for their own use, so that captures show them.
 */
final class Jumbo {
    /** The smallest length that a jumbogram may have. */
    static final int SMALLEST = 65_536;

    private Jumbo() {}

    /** Length of the payload of a packet whose length field is 0 and whose first extension header is hop-by-hop. */
    static int payloadLength(byte[] octets, int offset, int room) {
        int first = offset + Ipv6View.HEADER_LENGTH;
        int headerLength = Ipv6Extension.requireLength(IpProtocol.HOP_BY_HOP, octets, first, room);
        int at = Ipv6Option.find(Ipv6Option.JUMBO_PAYLOAD, octets, first + 2, headerLength - 2);
        if (at < 0 || BigEndian.u8(octets, at + 1) != 4) {
            throw new MalformedPacket(
                    "IPv6 payload length",
                    offset + Ipv6View.PAYLOAD_LENGTH,
                    "a jumbo payload option or another length",
                    "0");
        }
        long length = BigEndian.u32(octets, at + 2);
        if (length < SMALLEST || length > room) {
            throw new MalformedPacket("jumbo payload length", at + 2, SMALLEST + " to " + room, String.valueOf(length));
        }
        return (int) length;
    }
}
