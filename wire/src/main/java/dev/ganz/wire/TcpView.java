package dev.ganz.wire;

/**
 * A TCP header where it lies. The static accessors are for code that cannot afford a view; they expect octets of which
 * {@link #isWhole} is true.
 *
 * <pre>
 *   0      3 4      6 7        15 16                31
 *  +-----------------------------+--------------------+
 *  |         source port         |  destination port  |
 *  +-----------------------------+--------------------+
 *  |                  sequence number                 |
 *  +--------------------------------------------------+
 *  |               acknowledgement number             |
 *  +--------+--------+-----------+--------------------+
 *  | offset |reserved|   flags   |       window       |
 *  +--------+--------+-----------+--------------------+
 *  |           checksum          |   urgent pointer   |
 *  +-----------------------------+--------------------+
 *  |              options, 0 to 40 octets             |
 *  +--------------------------------------------------+      RFC 9293, section 3.1; RFC 9768 for the ninth flag
 * </pre>
 */
public final class TcpView {
    static final int SOURCE_PORT = 0;
    static final int DESTINATION_PORT = 2;
    static final int SEQUENCE = 4;
    static final int ACKNOWLEDGEMENT = 8;
    static final int OFFSET_AND_FLAGS = 12;
    static final int WINDOW = 14;
    static final int CHECKSUM = 16;
    static final int URGENT_POINTER = 18;
    static final int OPTIONS = 20;

    static final int FLAGS = 0x1ff;

    /** Octets of a header without options. */
    public static final int SHORTEST_LENGTH = 20;

    /** Octets of the longest header. */
    public static final int LONGEST_LENGTH = 60;

    private final byte[] octets;
    private final int offset;
    private final int length;

    private TcpView(byte[] octets, int offset, int length) {
        this.octets = octets;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Checks that the {@code available} octets from {@code offset} on, all of which belong to the segment, begin with a header.
     * Options and checksum are left to {@link TcpOption#parse} and {@link #isChecksumValid}.
     *
     * @throws MalformedPacket if the header is cut short, or its data offset is below 20 octets or beyond {@code available}
     */
    public static TcpView parse(byte[] octets, int offset, int available) {
        if (available < SHORTEST_LENGTH) {
            throw new MalformedPacket("TCP header", offset, "at least 20 octets", available + " octets");
        }
        if (!isWhole(octets, offset, available)) {
            throw new MalformedPacket(
                    "TCP data offset",
                    offset + OFFSET_AND_FLAGS,
                    "20 to " + Math.min(available, LONGEST_LENGTH),
                    String.valueOf(headerLength(octets, offset)));
        }
        return new TcpView(octets, offset, available);
    }

    /** True if {@link #parse} would succeed. */
    public static boolean isWhole(byte[] octets, int offset, int available) {
        if (available < SHORTEST_LENGTH) {
            return false;
        }
        int headerLength = headerLength(octets, offset);
        return headerLength >= SHORTEST_LENGTH && headerLength <= available;
    }

    public static int sourcePort(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + SOURCE_PORT);
    }

    public static int destinationPort(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + DESTINATION_PORT);
    }

    /** A number modulo 2<sup>32</sup>: compare by the sign of a difference (RFC 9293, section 3.4). */
    public static int sequence(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + SEQUENCE);
    }

    /** A number modulo 2<sup>32</sup>, with a meaning if {@link Tcp#ACK} is set. */
    public static int acknowledgement(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + ACKNOWLEDGEMENT);
    }

    /** Octets of header and options: 20 to 60. */
    public static int headerLength(byte[] octets, int offset) {
        return BigEndian.u8(octets, offset + OFFSET_AND_FLAGS) >>> 4 << 2;
    }

    /** Any of {@link Tcp#SYN} and its like. */
    public static int flags(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + OFFSET_AND_FLAGS) & FLAGS;
    }

    /** As it stands, not yet scaled. */
    public static int window(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + WINDOW);
    }

    /**
     * Where the first option of this kind begins, or -1 if there is none. Stops at the first option whose length cannot be, as
     * receivers do (RFC 9293, MUST-7 asks no more than not to fail). An option that is found has all its octets.
     */
    public static int option(byte[] octets, int offset, int kind) {
        int end = offset + headerLength(octets, offset);
        int at = offset + OPTIONS;
        while (at < end && octets[at] != OptionList.END) {
            if (octets[at] == TcpOption.NO_OPERATION) {
                at++;
                continue;
            }
            int length = at + 1 < end ? BigEndian.u8(octets, at + 1) : 0;
            if (length < 2 || length > end - at) {
                return -1;
            }
            if (BigEndian.u8(octets, at) == kind) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /**
     * True if the checksum is that of the segment.
     *
     * @param length octets of header and payload
     * @param pseudoHeaderSum sum of the pseudo-header, addresses and protocol, without the length
     */
    public static boolean isChecksumValid(byte[] octets, int offset, int length, long pseudoHeaderSum) {
        return Checksum.of(octets, offset, length, pseudoHeaderSum + length) == 0;
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    /** Octets of header and payload together. */
    public int length() {
        return length;
    }

    public int sourcePort() {
        return sourcePort(octets, offset);
    }

    public int destinationPort() {
        return destinationPort(octets, offset);
    }

    public int sequence() {
        return sequence(octets, offset);
    }

    public int acknowledgement() {
        return acknowledgement(octets, offset);
    }

    public int headerLength() {
        return headerLength(octets, offset);
    }

    public int flags() {
        return flags(octets, offset);
    }

    /** True if all of {@code flags} are set. */
    public boolean has(int flags) {
        return (flags() & flags) == flags;
    }

    public int window() {
        return window(octets, offset);
    }

    public int checksum() {
        return BigEndian.u16(octets, offset + CHECKSUM);
    }

    /** Where urgent data ends, counted from {@link #sequence}; with a meaning if {@link Tcp#URG} is set. */
    public int urgentPointer() {
        return BigEndian.u16(octets, offset + URGENT_POINTER);
    }

    /** The options as they are; {@link TcpOption#parse} takes them apart. */
    public OctetString options() {
        return OctetString.of(octets, offset + OPTIONS, headerLength() - OPTIONS);
    }

    public int payloadOffset() {
        return offset + headerLength();
    }

    public int payloadLength() {
        return length - headerLength();
    }

    public boolean isChecksumValid(long pseudoHeaderSum) {
        return isChecksumValid(octets, offset, length, pseudoHeaderSum);
    }
}
