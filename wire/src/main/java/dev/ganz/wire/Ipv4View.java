package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;

/**
 * An IPv4 header where it lies. The static accessors are for code that cannot afford a view; they expect octets of which
 * {@link #isWhole} is true.
 *
 * <pre>
 *   0    3 4    7 8        13 14 15 16  18 19           31
 *  +------+------+-----------+-----+------+---------------+
 *  |version| IHL |   DSCP    | ECN |     total length     |
 *  +------+------+-----------+-----+------+---------------+
 *  |        identification         |flags |fragment offset|
 *  +-------------+-----------------+------+---------------+
 *  |     TTL     |    protocol     |   header checksum    |
 *  +-------------+-----------------+----------------------+
 *  |                    source address                    |
 *  +------------------------------------------------------+
 *  |                 destination address                  |
 *  +------------------------------------------------------+
 *  |                 options, 0 to 40 octets              |
 *  +------------------------------------------------------+      RFC 791, section 3.1; RFC 2474; RFC 3168
 * </pre>
 */
public final class Ipv4View {
    static final int VERSION_IHL = 0;
    static final int TRAFFIC_CLASS = 1;
    static final int TOTAL_LENGTH = 2;
    static final int IDENTIFICATION = 4;
    static final int FRAGMENT = 6;
    static final int TTL = 8;
    static final int PROTOCOL = 9;
    static final int CHECKSUM = 10;
    static final int SOURCE = 12;
    static final int DESTINATION = 16;
    static final int OPTIONS = 20;

    static final int DONT_FRAGMENT = 0x4000;
    static final int MORE_FRAGMENTS = 0x2000;
    static final int FRAGMENT_OFFSET = 0x1fff;

    /** Octets of a header without options. */
    public static final int SHORTEST_LENGTH = 20;

    /** Octets of the longest header. */
    public static final int LONGEST_LENGTH = 60;

    private final byte[] octets;
    private final int offset;

    private Ipv4View(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with a whole packet; more may follow, as padding. The
     * checksum is left to {@link #isChecksumValid}.
     *
     * @throws MalformedPacket if the header is cut short or of another version, or its lengths contradict each other or
     *     {@code available}
     */
    public static Ipv4View parse(byte[] octets, int offset, int available) {
        if (!isWhole(octets, offset, available)) {
            requireHeader(octets, offset, available);
            throw new MalformedPacket(
                    "IPv4 total length",
                    offset + TOTAL_LENGTH,
                    headerLength(octets, offset) + " to " + available,
                    String.valueOf(totalLength(octets, offset)));
        }
        return new Ipv4View(octets, offset);
    }

    /**
     * Checks the header alone, for a packet of which only the beginning is there: quoted by an ICMP error, or in a capture that cut
     * it. The payload may go beyond what is available.
     *
     * @throws MalformedPacket if the header is cut short or of another version, or its lengths contradict each other
     */
    public static Ipv4View parseHeader(byte[] octets, int offset, int available) {
        requireHeader(octets, offset, available);
        int headerLength = headerLength(octets, offset);
        if (totalLength(octets, offset) < headerLength) {
            throw new MalformedPacket(
                    "IPv4 total length",
                    offset + TOTAL_LENGTH,
                    "at least " + headerLength,
                    String.valueOf(totalLength(octets, offset)));
        }
        return new Ipv4View(octets, offset);
    }

    /** True if {@link #parse} would succeed. */
    public static boolean isWhole(byte[] octets, int offset, int available) {
        if (available < SHORTEST_LENGTH) {
            return false;
        }
        int versionAndLength = octets[offset + VERSION_IHL];
        int headerLength = (versionAndLength & 0xf) << 2;
        int totalLength = totalLength(octets, offset);
        return versionAndLength >>> 4 == 4
                && headerLength >= SHORTEST_LENGTH
                && headerLength <= totalLength
                && totalLength <= available;
    }

    /**
     * True if {@link #isWhole} and {@link #isChecksumValid} are and there are no options, which is so of nearly every packet; found out
     * by three loads.
     */
    public static boolean isPlain(byte[] octets, int offset, int available) {
        if (available < SHORTEST_LENGTH) {
            return false;
        }
        long first = BigEndian.i64(octets, offset);
        int totalLength = (int) (first >>> 32) & 0xffff;
        if (first >>> 56 != 0x45 || totalLength < SHORTEST_LENGTH || totalLength > available) {
            return false;
        }
        long second = BigEndian.i64(octets, offset + TTL);
        long third = BigEndian.u32(octets, offset + DESTINATION);
        return Checksum.isComplete(Checksum.words(first) + Checksum.words(second) + third);
    }

    private static void requireHeader(byte[] octets, int offset, int available) {
        if (available < SHORTEST_LENGTH) {
            throw new MalformedPacket("IPv4 header", offset, "at least 20 octets", available + " octets");
        }
        if (version(octets, offset) != 4) {
            throw new MalformedPacket("IP version", offset, "4", String.valueOf(version(octets, offset)));
        }
        int headerLength = headerLength(octets, offset);
        if (headerLength < SHORTEST_LENGTH || headerLength > available) {
            int most = Math.min(available, LONGEST_LENGTH);
            throw new MalformedPacket("IPv4 header length", offset, "20 to " + most, String.valueOf(headerLength));
        }
    }

    /** The version, of IPv6 packets too. */
    public static int version(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + VERSION_IHL) >>> 4;
    }

    /** Octets of header and options: 20 to 60. */
    public static int headerLength(byte[] octets, int offset) {
        return (octets[offset + VERSION_IHL] & 0xf) << 2;
    }

    public static int trafficClass(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + TRAFFIC_CLASS);
    }

    /** Octets of header and payload together. */
    public static int totalLength(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + TOTAL_LENGTH);
    }

    public static int identification(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + IDENTIFICATION);
    }

    public static boolean dontFragment(byte[] octets, int offset) {
        return (BigEndian.u16(octets, offset + FRAGMENT) & DONT_FRAGMENT) != 0;
    }

    public static boolean moreFragments(byte[] octets, int offset) {
        return (BigEndian.u16(octets, offset + FRAGMENT) & MORE_FRAGMENTS) != 0;
    }

    /** Where the payload of this fragment belongs in that of the whole packet, in octets: a multiple of 8. */
    public static int fragmentOffset(byte[] octets, int offset) {
        return (BigEndian.u16(octets, offset + FRAGMENT) & FRAGMENT_OFFSET) << 3;
    }

    /** True if the payload is a part only. */
    public static boolean isFragment(byte[] octets, int offset) {
        return (BigEndian.u16(octets, offset + FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
    }

    public static int ttl(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + TTL);
    }

    public static int protocol(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + PROTOCOL);
    }

    public static int source(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + SOURCE);
    }

    public static int destination(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + DESTINATION);
    }

    /** True if the sum over the header, with its checksum, is all ones. */
    public static boolean isChecksumValid(byte[] octets, int offset) {
        return Checksum.of(octets, offset, headerLength(octets, offset), 0) == 0;
    }

    /** Sum of addresses and protocol, to which a transport adds its length (RFC 9293, section 3.1). */
    public static long pseudoHeaderSum(byte[] octets, int offset) {
        return Checksum.pseudoHeader(source(octets, offset), destination(octets, offset), protocol(octets, offset));
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    public int headerLength() {
        return headerLength(octets, offset);
    }

    /** DSCP in the upper six bits, ECN in the lower two. */
    public int trafficClass() {
        return trafficClass(octets, offset);
    }

    public int totalLength() {
        return totalLength(octets, offset);
    }

    public int payloadOffset() {
        return offset + headerLength();
    }

    public int payloadLength() {
        return totalLength() - headerLength();
    }

    public int identification() {
        return identification(octets, offset);
    }

    public boolean dontFragment() {
        return dontFragment(octets, offset);
    }

    public boolean moreFragments() {
        return moreFragments(octets, offset);
    }

    public int fragmentOffset() {
        return fragmentOffset(octets, offset);
    }

    public boolean isFragment() {
        return isFragment(octets, offset);
    }

    public int ttl() {
        return ttl(octets, offset);
    }

    public int protocol() {
        return protocol(octets, offset);
    }

    public int checksum() {
        return BigEndian.u16(octets, offset + CHECKSUM);
    }

    public boolean isChecksumValid() {
        return isChecksumValid(octets, offset);
    }

    public Ipv4Address source() {
        return new Ipv4Address(source(octets, offset));
    }

    public Ipv4Address destination() {
        return new Ipv4Address(destination(octets, offset));
    }

    /** The options as they are; {@link Ipv4Option#parse} takes them apart. */
    public OctetString options() {
        return OctetString.of(octets, offset + OPTIONS, headerLength() - OPTIONS);
    }

    public long pseudoHeaderSum() {
        return pseudoHeaderSum(octets, offset);
    }
}
