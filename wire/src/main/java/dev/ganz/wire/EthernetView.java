package dev.ganz.wire;

import dev.ganz.wire.addr.MacAddress;

/**
 * An Ethernet header where it lies, of Ethernet II or IEEE 802.3. The static accessors are for code that cannot afford a view; they
 * expect {@link #HEADER_LENGTH} octets.
 *
 * <pre>
 *   0             5 6            11 12   13
 *  +---------------+---------------+-------+
 *  |  destination  |    source     | type  |
 *  +---------------+---------------+-------+      IEEE 802.3, clause 3
 * </pre>
 */
public final class EthernetView {
    static final int DESTINATION = 0;
    static final int SOURCE = 6;
    static final int TYPE = 12;

    /** Octets in front of the payload, without tags. */
    public static final int HEADER_LENGTH = 14;

    /** The largest value of {@link #type} that is a length (IEEE 802.3, clause 3.2.6). */
    public static final int LARGEST_LENGTH = 1500;

    /** The smallest value of {@link #type} that is a type; those between have no meaning (IEEE 802.3, clause 3.2.6). */
    public static final int SMALLEST_TYPE = 0x600;

    private final byte[] octets;
    private final int offset;

    private EthernetView(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with an Ethernet header.
     *
     * @throws MalformedPacket if the header is cut short, or its length field goes beyond {@code available} or is neither length
     *     nor type
     */
    public static EthernetView parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("Ethernet header", offset, "at least 14 octets", available + " octets");
        }
        requireTypeOrLength(octets, offset + TYPE, available - HEADER_LENGTH);
        return new EthernetView(octets, offset);
    }

    static void requireTypeOrLength(byte[] octets, int at, int payload) {
        int type = BigEndian.u16(octets, at);
        if (type <= LARGEST_LENGTH && type > payload) {
            throw new MalformedPacket("Ethernet length", at, "0 to " + payload, String.valueOf(type));
        }
        if (type > LARGEST_LENGTH && type < SMALLEST_TYPE) {
            throw new MalformedPacket("Ethernet type", at, "0 to 1500 or from 1536 on", String.valueOf(type));
        }
    }

    public static long destination(byte[] octets, int offset) {
        return BigEndian.i64(octets, offset + DESTINATION) >>> 16;
    }

    public static long source(byte[] octets, int offset) {
        return BigEndian.u48(octets, offset + SOURCE);
    }

    public static int type(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + TYPE);
    }

    /**
     * Where the type or length behind all VLAN tags stands, in the {@code length} octets of a frame; -1 if the frame ends before. Behind
     * it begins the payload.
     */
    public static int innerType(byte[] octets, int offset, int length) {
        int end = offset + length;
        int at = offset + TYPE;
        while (at + 2 <= end && EtherType.isTag(BigEndian.u16(octets, at))) {
            at += VlanView.TAG_LENGTH;
        }
        return at + 2 <= end ? at : -1;
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    public MacAddress destination() {
        return new MacAddress(destination(octets, offset));
    }

    public MacAddress source() {
        return new MacAddress(source(octets, offset));
    }

    /** What the payload is, an {@link EtherType}; up to {@link #LARGEST_LENGTH} its length in octets, and LLC what it is. */
    public int type() {
        return type(octets, offset);
    }

    /** True if this is a frame of IEEE 802.3 whose payload begins with an LLC header. */
    public boolean hasLength() {
        return type() <= LARGEST_LENGTH;
    }
}
