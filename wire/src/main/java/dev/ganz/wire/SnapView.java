package dev.ganz.wire;

/**
 * A SNAP header where it lies, behind an LLC header that announces it.
 *
 * <pre>
 *   0            2 3        4
 *  +--------------+----------+
 *  | organisation | protocol |
 *  +--------------+----------+      IEEE 802, clause 9; RFC 1042
 * </pre>
 */
public final class SnapView {
    static final int ORGANISATION = 0;
    static final int PROTOCOL = 3;

    public static final int HEADER_LENGTH = 5;

    private final byte[] octets;
    private final int offset;

    private SnapView(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with a SNAP header.
     *
     * @throws MalformedPacket if the header is cut short
     */
    public static SnapView parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("SNAP header", offset, "at least 5 octets", available + " octets");
        }
        return new SnapView(octets, offset);
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    public int organisation() {
        return BigEndian.u16(octets, offset + ORGANISATION) << 8 | BigEndian.u8(octets, offset + ORGANISATION + 2);
    }

    public int protocol() {
        return BigEndian.u16(octets, offset + PROTOCOL);
    }
}
