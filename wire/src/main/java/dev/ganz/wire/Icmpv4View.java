package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;

/**
 * An ICMP message where it lies. The static accessors are for code that cannot afford a view; they expect {@link #HEADER_LENGTH}
 * octets. What the second half of the header means depends on the type; each accessor names those for which it has a meaning.
 *
 * <pre>
 *   0      7 8     15 16            31
 *  +--------+--------+----------------+
 *  |  type  |  code  |    checksum    |
 *  +--------+--------+----------------+
 *  |        depends on the type       |
 *  +----------------------------------+
 *  |  data, or the packet in question …      RFC 792
 * </pre>
 */
public final class Icmpv4View {
    static final int TYPE = 0;
    static final int CODE = 1;
    static final int CHECKSUM = 2;
    static final int REST = 4;
    static final int POINTER = 4;
    static final int QUOTED_WORDS = 5;
    static final int MTU = 6;
    static final int IDENTIFIER = 4;
    static final int SEQUENCE = 6;

    /** Octets in front of the data. */
    public static final int HEADER_LENGTH = 8;

    private final byte[] octets;
    private final int offset;
    private final int length;

    private Icmpv4View(byte[] octets, int offset, int length) {
        this.octets = octets;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Checks that the {@code available} octets from {@code offset} on, all of which belong to the message, begin with a header. The
     * checksum is left to {@link #isChecksumValid}.
     *
     * @throws MalformedPacket if the header is cut short
     */
    public static Icmpv4View parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("ICMP header", offset, "at least 8 octets", available + " octets");
        }
        return new Icmpv4View(octets, offset, available);
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

    /** Of "fragmentation needed": what the next link carries (RFC 1191); 0 if an old router did not say. */
    public static int nextHopMtu(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + MTU);
    }

    /** True if a message of this type reports an error, so that none may be sent about it (RFC 1122, section 3.2.2). */
    public static boolean isError(int type) {
        return switch (type) {
            case Icmpv4.DESTINATION_UNREACHABLE,
                    Icmpv4.SOURCE_QUENCH,
                    Icmpv4.REDIRECT,
                    Icmpv4.TIME_EXCEEDED,
                    Icmpv4.PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }

    public static boolean isChecksumValid(byte[] octets, int offset, int length) {
        return Checksum.of(octets, offset, length, 0) == 0;
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

    public boolean isChecksumValid() {
        return isChecksumValid(octets, offset, length);
    }

    public boolean isError() {
        return isError(type());
    }

    /** The second half of the header as it is. */
    public int rest() {
        return BigEndian.i32(octets, offset + REST);
    }

    public int identifier() {
        return identifier(octets, offset);
    }

    public int sequence() {
        return sequence(octets, offset);
    }

    public int nextHopMtu() {
        return nextHopMtu(octets, offset);
    }

    /** Of a redirect: the better router. */
    public Ipv4Address gateway() {
        return new Ipv4Address(rest());
    }

    /** Of a parameter problem: the octet of the quoted packet that is wrong. */
    public int pointer() {
        return BigEndian.u8(octets, offset + POINTER);
    }

    /** Where the data of an echo, or the packet that an error quotes, begins. */
    public int payloadOffset() {
        return offset + HEADER_LENGTH;
    }

    public int payloadLength() {
        return length - HEADER_LENGTH;
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
            case Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.TIME_EXCEEDED, Icmpv4.PARAMETER_PROBLEM ->
                BigEndian.u8(octets, offset + QUOTED_WORDS) << 2;
            default -> 0;
        };
    }
}
