package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv6Address;

/**
 * An ICMPv6 message where it lies, neighbour discovery included. The static accessors are for code that cannot afford a view; they
 * expect octets that {@link #parse} accepts. What the header behind the checksum means depends on the type; each accessor names those
 * for which it has a meaning.
 *
 * <pre>
 *   0      7 8     15 16            31
 *  +--------+--------+----------------+
 *  |  type  |  code  |    checksum    |
 *  +--------+--------+----------------+
 *  |        depends on the type       |
 *  +----------------------------------+
 *  |  data, the packet in question, or target and options …      RFC 4443, RFC 4861
 * </pre>
 */
public final class Icmpv6View {
    static final int TYPE = 0;
    static final int CODE = 1;
    static final int CHECKSUM = 2;
    static final int REST = 4;
    static final int IDENTIFIER = 4;
    static final int SEQUENCE = 6;
    static final int TARGET = 8;
    static final int REDIRECTED = 24;

    /** Octets of the headers that have no address. */
    public static final int HEADER_LENGTH = 8;

    private final byte[] octets;
    private final int offset;
    private final int length;

    private Icmpv6View(byte[] octets, int offset, int length) {
        this.octets = octets;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Checks that the {@code available} octets from {@code offset} on, all of which belong to the message, begin with the header of its
     * type; of messages of neighbour discovery also that the options fill the rest. The checksum is left to {@link #isChecksumValid},
     * and so is what depends on the packet around the message (RFC 4861, sections 6.1, 7.1 and 8.1).
     *
     * @throws MalformedPacket if the header is cut short, or the length of an option is 0 or beyond the rest
     */
    public static Icmpv6View parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("ICMPv6 header", offset, "at least 8 octets", available + " octets");
        }
        int type = type(octets, offset);
        int headerLength = headerLength(type);
        if (available < headerLength) {
            throw new MalformedPacket(
                    "ICMPv6 message of type " + type,
                    offset,
                    "at least " + headerLength + " octets",
                    available + " octets");
        }
        if (isNeighbourDiscovery(type)) {
            NdpOption.requireLengths(octets, offset + headerLength, available - headerLength);
        }
        return new Icmpv6View(octets, offset, available);
    }

    /** Octets in front of data, quoted packet or options. */
    static int headerLength(int type) {
        return switch (type) {
            case Icmpv6.ROUTER_ADVERTISEMENT -> 16;
            case Icmpv6.NEIGHBOUR_SOLICITATION, Icmpv6.NEIGHBOUR_ADVERTISEMENT -> 24;
            case Icmpv6.REDIRECT -> 40;
            default -> HEADER_LENGTH;
        };
    }

    public static int type(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + TYPE);
    }

    public static int code(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + CODE);
    }

    /** Of an echo: which program or socket asks. */
    public static int identifier(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + IDENTIFIER);
    }

    /** Of an echo: which of its questions. */
    public static int sequence(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + SEQUENCE);
    }

    /** Of "packet too big": what the next link carries; 0 to 4,294,967,295. */
    public static long mtu(byte[] octets, int offset) {
        return BigEndian.u32(octets, offset + REST);
    }

    /** Of a neighbour solicitation or advertisement, or a redirect: the first half of the target address. */
    public static long targetHigh(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + TARGET);
    }

    public static long targetLow(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + TARGET + 8);
    }

    /** Of a message of neighbour discovery: the address in an option of this type as a number, or -1 if it has none. */
    public static long linkLayerAddress(byte[] octets, int offset, int length, int optionType) {
        int headerLength = headerLength(type(octets, offset));
        int at = NdpOption.find(optionType, octets, offset + headerLength, length - headerLength);
        return at < 0 || octets[at + 1] != 1 ? -1 : BigEndian.u48(octets, at + 2);
    }

    /** True if a message of this type reports an error, so that none may be sent about it (RFC 4443, section 2.1). */
    public static boolean isError(int type) {
        return type < 128;
    }

    /** True for the five types of RFC 4861. */
    public static boolean isNeighbourDiscovery(int type) {
        return type >= Icmpv6.ROUTER_SOLICITATION && type <= Icmpv6.REDIRECT;
    }

    /**
     * True if the checksum is that of the message.
     *
     * @param pseudoHeaderSum that of {@link Ipv6View#pseudoHeaderSum}, without the length
     */
    public static boolean isChecksumValid(byte[] octets, int offset, int length, long pseudoHeaderSum) {
        return Checksum.of(octets, offset, length, pseudoHeaderSum + length) == 0;
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the message begins. */
    public int offset() {
        return offset;
    }

    /** Octets of the whole message. */
    public int length() {
        return length;
    }

    public int type() {
        return type(octets, offset);
    }

    public int code() {
        return code(octets, offset);
    }

    public int checksum() {
        return BigEndian.u16(octets, offset + CHECKSUM);
    }

    public boolean isChecksumValid(long pseudoHeaderSum) {
        return isChecksumValid(octets, offset, length, pseudoHeaderSum);
    }

    public boolean isError() {
        return isError(type());
    }

    public boolean isNeighbourDiscovery() {
        return isNeighbourDiscovery(type());
    }

    /** The four octets behind the checksum as they are. */
    public int rest() {
        return BigEndian.i32(octets, offset + REST);
    }

    public int identifier() {
        return identifier(octets, offset);
    }

    public int sequence() {
        return sequence(octets, offset);
    }

    public long mtu() {
        return mtu(octets, offset);
    }

    /** Of a parameter problem: the octet of the quoted packet that is wrong, 0 to 4,294,967,295. */
    public long pointer() {
        return BigEndian.u32(octets, offset + REST);
    }

    /** Of a neighbour solicitation or advertisement, or a redirect; other messages need not be long enough. */
    public Ipv6Address target() {
        return new Ipv6Address(targetHigh(octets, offset), targetLow(octets, offset));
    }

    /** Where data, the packet that an error quotes, or options begin. */
    public int payloadOffset() {
        return offset + headerLength(type());
    }

    public int payloadLength() {
        return length - headerLength(type());
    }

    /**
     * Of an error: octets of the packet that it quotes, padding included. All of the payload unless the length attribute says that
     * extensions follow (RFC 4884, section 4); an attribute beyond the payload counts as none.
     */
    public int quotedLength() {
        int quoted = attribute();
        return quoted == 0 || quoted > payloadLength() ? payloadLength() : quoted;
    }

    /** Of an error: where its extensions begin (RFC 4884), or -1 if it has none. {@link IcmpExtension#parse} reads them. */
    public int extensionsOffset() {
        int quoted = attribute();
        return quoted == 0 || payloadLength() - quoted < IcmpExtension.HEADER_LENGTH ? -1 : payloadOffset() + quoted;
    }

    /** The length attribute in octets, 0 if there is none. */
    int attribute() {
        return switch (type()) {
            case Icmpv6.DESTINATION_UNREACHABLE, Icmpv6.TIME_EXCEEDED -> BigEndian.u8(octets, offset + REST) << 3;
            default -> 0;
        };
    }
}
