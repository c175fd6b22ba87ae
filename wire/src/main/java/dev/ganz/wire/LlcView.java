package dev.ganz.wire;

/**
 * An LLC header where it lies: what an IEEE 802.3 frame begins its payload with.
 *
 * <pre>
 *  +------+------+------------------+
 *  | DSAP | SSAP | control, 1 or 2  |
 *  +------+------+------------------+      IEEE 802.2 (ISO/IEC 8802-2), clause 3
 * </pre>
 */
public final class LlcView {
    static final int DSAP = 0;
    static final int SSAP = 1;
    static final int CONTROL = 2;

    /** Octets of the shortest header, that of an unnumbered frame. */
    public static final int SHORTEST_LENGTH = 3;

    private final byte[] octets;
    private final int offset;

    private LlcView(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with an LLC header.
     *
     * @throws MalformedPacket if the header is cut short
     */
    public static LlcView parse(byte[] octets, int offset, int available) {
        if (available < SHORTEST_LENGTH || available < length(octets, offset)) {
            String expected = available < SHORTEST_LENGTH ? "at least 3 octets" : "4 octets";
            throw new MalformedPacket("LLC header", offset, expected, available + " octets");
        }
        return new LlcView(octets, offset);
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    /** The service for which the frame is; the lowest bit says that it is a group. */
    public int destination() {
        return BigEndian.u8(octets, offset + DSAP);
    }

    /** The service that sent the frame; the lowest bit says that it is a response. */
    public int source() {
        return BigEndian.u8(octets, offset + SSAP);
    }

    /** One octet for unnumbered frames; for the others two, of which the first on the wire is the lower. */
    public int control() {
        int first = BigEndian.u8(octets, offset + CONTROL);
        return Llc.isUnnumbered(first) ? first : first | BigEndian.u8(octets, offset + CONTROL + 1) << 8;
    }

    /** Octets of this header: 3 or 4. */
    public int headerLength() {
        return length(octets, offset);
    }

    private static int length(byte[] octets, int offset) {
        return Llc.isUnnumbered(octets[offset + CONTROL]) ? SHORTEST_LENGTH : SHORTEST_LENGTH + 1;
    }
}
