package dev.ganz.wire;

/**
 * A VLAN tag where it lies: in place of the type of an Ethernet header, 12 octets behind its beginning, with the type of what it
 * tags behind it. The static accessors are for code that cannot afford a view; they expect {@link #TAG_LENGTH} octets.
 *
 * <pre>
 *   0          15 16 18 19 20         31
 *  +-------------+-----+--+-------------+-----------------
 *  |    TPID     | PCP |DE|     VID     | type or length …
 *  +-------------+-----+--+-------------+-----------------      IEEE 802.1Q, clause 9
 * </pre>
 */
public final class VlanView {
    static final int TPID = 0;
    static final int TCI = 2;
    static final int TYPE = 4;

    /** Where the first tag of a frame begins, behind the beginning of the frame. */
    public static final int FIRST = EthernetView.TYPE;

    /** Octets by which a tag makes a frame longer. */
    public static final int TAG_LENGTH = 4;

    private final byte[] octets;
    private final int offset;

    private VlanView(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with a tag and a type.
     *
     * @throws MalformedPacket if they are cut short, begin with another type than a tag's, or the type behind the tag is a length
     *     beyond {@code available} or neither type nor length
     */
    public static VlanView parse(byte[] octets, int offset, int available) {
        if (available < TAG_LENGTH + 2) {
            throw new MalformedPacket("VLAN tag", offset, "at least 6 octets", available + " octets");
        }
        int tpid = BigEndian.u16(octets, offset + TPID);
        if (!EtherType.isTag(tpid)) {
            throw new MalformedPacket("VLAN tag", offset, "0x8100, 0x88a8 or 0x9100", String.format("0x%04x", tpid));
        }
        EthernetView.requireTypeOrLength(octets, offset + TYPE, available - TAG_LENGTH - 2);
        return new VlanView(octets, offset);
    }

    public static int id(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + TCI) & 0xfff;
    }

    /** The type of what is tagged: an {@link EtherType}, maybe another tag, or a length. */
    public static int type(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + TYPE);
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    /** Which kind of tag: {@link EtherType#VLAN}, {@link EtherType#SERVICE_VLAN} or {@link EtherType#LEGACY_VLAN}. */
    public int tpid() {
        return BigEndian.u16(octets, offset + TPID);
    }

    /** Priority code point: 0 to 7; 1 is the lowest, 0 the second lowest and the default. */
    public int priority() {
        return BigEndian.u8(octets, offset + TCI) >>> 5;
    }

    /** Drop eligible indicator: dropped before others where something must be. */
    public boolean dropEligible() {
        return (BigEndian.u8(octets, offset + TCI) & 0x10) != 0;
    }

    /** The VLAN: 1 to 4094; 0 gives the frame a priority only, 4095 is reserved. */
    public int id() {
        return id(octets, offset);
    }

    public int type() {
        return type(octets, offset);
    }
}
