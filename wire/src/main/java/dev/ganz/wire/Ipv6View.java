package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv6Address;

/**
 * An IPv6 header where it lies. The static accessors are for code that cannot afford a view; they expect octets of which
 * {@link #isWhole} is true.
 *
 * <pre>
 *   0    3 4          11 12                             31
 *  +------+-------------+--------------------------------+
 *  |version|traffic class|          flow label           |
 *  +------+-------------+-------+-------------+----------+
 *  |      payload length        | next header |hop limit |
 *  +----------------------------+-------------+----------+
 *  |                 source address (16)                 |
 *  +-----------------------------------------------------+
 *  |              destination address (16)               |
 *  +-----------------------------------------------------+      RFC 8200, section 3
 * </pre>
 */
public final class Ipv6View {
    static final int VERSION_CLASS_FLOW = 0;
    static final int PAYLOAD_LENGTH = 4;
    static final int NEXT_HEADER = 6;
    static final int HOP_LIMIT = 7;
    static final int SOURCE = 8;
    static final int DESTINATION = 24;

    /** Octets of the header, without extension headers. */
    public static final int HEADER_LENGTH = 40;

    private final byte[] octets;
    private final int offset;
    private final int payloadLength;

    private Ipv6View(byte[] octets, int offset, int payloadLength) {
        this.octets = octets;
        this.offset = offset;
        this.payloadLength = payloadLength;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with a whole packet; more may follow, as padding.
     * Extension headers are left to {@link Ipv6Chain}.
     *
     * @throws MalformedPacket if the header is cut short or of another version, or its payload goes beyond {@code available}
     */
    public static Ipv6View parse(byte[] octets, int offset, int available) {
        if (isWhole(octets, offset, available)) {
            return new Ipv6View(octets, offset, payloadLength(octets, offset));
        }
        requireHeader(octets, offset, available);
        int room = available - HEADER_LENGTH;
        if (payloadLength(octets, offset) == 0) {
            return new Ipv6View(octets, offset, Jumbo.payloadLength(octets, offset, room));
        }
        throw new MalformedPacket(
                "IPv6 payload length",
                offset + PAYLOAD_LENGTH,
                "0 to " + room,
                String.valueOf(payloadLength(octets, offset)));
    }

    /**
     * Checks the header alone, for a packet of which only the beginning is there: quoted by an ICMP error, or in a capture that cut
     * it. The payload may go beyond what is available.
     *
     * @throws MalformedPacket if the header is cut short or of another version
     */
    public static Ipv6View parseHeader(byte[] octets, int offset, int available) {
        requireHeader(octets, offset, available);
        return new Ipv6View(octets, offset, payloadLength(octets, offset));
    }

    /** True if {@link #parse} would succeed; false for jumbograms all the same. */
    public static boolean isWhole(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH || octets[offset + VERSION_CLASS_FLOW] >>> 4 != 6) {
            return false;
        }
        int payloadLength = payloadLength(octets, offset);
        return payloadLength <= available - HEADER_LENGTH
                && (payloadLength != 0 || nextHeader(octets, offset) != IpProtocol.HOP_BY_HOP);
    }

    private static void requireHeader(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("IPv6 header", offset, "at least 40 octets", available + " octets");
        }
        int version = BigEndian.u8(octets, offset + VERSION_CLASS_FLOW) >>> 4;
        if (version != 6) {
            throw new MalformedPacket("IP version", offset, "6", String.valueOf(version));
        }
    }

    public static int trafficClass(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + VERSION_CLASS_FLOW) >>> 4 & 0xff;
    }

    public static int flowLabel(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + VERSION_CLASS_FLOW) & 0xf_ffff;
    }

    /** The field; 0 in jumbograms. */
    public static int payloadLength(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + PAYLOAD_LENGTH);
    }

    public static int nextHeader(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + NEXT_HEADER);
    }

    public static int hopLimit(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + HOP_LIMIT);
    }

    public static long sourceHigh(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + SOURCE);
    }

    public static long sourceLow(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + SOURCE + 8);
    }

    public static long destinationHigh(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + DESTINATION);
    }

    public static long destinationLow(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + DESTINATION + 8);
    }

    /**
     * Sum of the addresses and {@code protocol}, to which a transport adds its length (RFC 8200, section 8.1). The destination is that
     * of the header: where a routing header has segments left, the last of these must take its place.
     */
    public static long pseudoHeaderSum(byte[] octets, int offset, int protocol) {
        return Checksum.sum(octets, offset + SOURCE, HEADER_LENGTH - SOURCE) + protocol;
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    /** Octets behind the header: the field of that name, or that of the jumbo payload option (RFC 2675). */
    public int payloadLength() {
        return payloadLength;
    }

    /** DSCP in the upper six bits, ECN in the lower two. */
    public int trafficClass() {
        return trafficClass(octets, offset);
    }

    public int flowLabel() {
        return flowLabel(octets, offset);
    }

    /** What follows the header: an {@link IpProtocol}, maybe an extension header. */
    public int nextHeader() {
        return nextHeader(octets, offset);
    }

    public int hopLimit() {
        return hopLimit(octets, offset);
    }

    public Ipv6Address source() {
        return new Ipv6Address(sourceHigh(octets, offset), sourceLow(octets, offset));
    }

    public Ipv6Address destination() {
        return new Ipv6Address(destinationHigh(octets, offset), destinationLow(octets, offset));
    }

    /** Where extension headers or the payload begin. */
    public int payloadOffset() {
        return offset + HEADER_LENGTH;
    }

    public long pseudoHeaderSum(int protocol) {
        return pseudoHeaderSum(octets, offset, protocol);
    }
}
