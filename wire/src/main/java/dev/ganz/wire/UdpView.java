package dev.ganz.wire;

/**
 * A UDP header where it lies. The static accessors are for code that cannot afford a view; they expect octets of which
 * {@link #isWhole} is true.
 *
 * <pre>
 *   0            15 16           31
 *  +---------------+---------------+
 *  |  source port  | dest.   port  |
 *  +---------------+---------------+
 *  |    length     |   checksum    |
 *  +---------------+---------------+      RFC 768
 * </pre>
 */
public final class UdpView {
    static final int SOURCE_PORT = 0;
    static final int DESTINATION_PORT = 2;
    static final int LENGTH = 4;
    static final int CHECKSUM = 6;

    /** Octets in front of the payload. */
    public static final int HEADER_LENGTH = 8;

    private final byte[] octets;
    private final int offset;

    private UdpView(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with a whole datagram.
     *
     * @throws MalformedPacket if the header is cut short, or its length field is below 8 or beyond {@code available}
     */
    public static UdpView parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("UDP header", offset, "at least 8 octets", available + " octets");
        }
        if (!isWhole(octets, offset, available)) {
            throw new MalformedPacket(
                    "UDP length", offset + LENGTH, "8 to " + available, String.valueOf(length(octets, offset)));
        }
        return new UdpView(octets, offset);
    }

    /** True if {@link #parse} would succeed. */
    public static boolean isWhole(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            return false;
        }
        int length = length(octets, offset);
        return length >= HEADER_LENGTH && length <= available;
    }

    public static int sourcePort(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + SOURCE_PORT);
    }

    public static int destinationPort(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + DESTINATION_PORT);
    }

    public static int length(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + LENGTH);
    }

    public static int checksum(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + CHECKSUM);
    }

    /**
     * True if the checksum is that of the datagram. One of 0 was never made: right in IPv4, wrong in IPv6 (RFC 8200, section 8.1), which
     * the caller knows.
     *
     * @param pseudoHeaderSum sum of the pseudo-header, addresses and protocol, without the length
     */
    public static boolean isChecksumValid(byte[] octets, int offset, long pseudoHeaderSum) {
        int length = length(octets, offset);
        return Checksum.of(octets, offset, length, pseudoHeaderSum + length) == 0;
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    public int sourcePort() {
        return sourcePort(octets, offset);
    }

    public int destinationPort() {
        return destinationPort(octets, offset);
    }

    /** Octets of header and payload together. */
    public int length() {
        return length(octets, offset);
    }

    public int payloadOffset() {
        return offset + HEADER_LENGTH;
    }

    public int payloadLength() {
        return length() - HEADER_LENGTH;
    }

    /** The checksum as sent; 0 means that the sender made none, which only IPv4 allows (RFC 8200, section 8.1). */
    public int checksum() {
        return checksum(octets, offset);
    }

    public boolean isChecksumValid(long pseudoHeaderSum) {
        return isChecksumValid(octets, offset, pseudoHeaderSum);
    }
}
