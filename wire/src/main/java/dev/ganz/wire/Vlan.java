package dev.ganz.wire;

/**
 * What a VLAN tag says (IEEE 802.1Q).
 *
 * @param tpid {@link EtherType#VLAN}, {@link EtherType#SERVICE_VLAN} or {@link EtherType#LEGACY_VLAN}
 * @param priority priority code point, 0 to 7
 * @param dropEligible whether the frame is dropped before others
 * @param id the VLAN, 0 to 4095
 */
public record Vlan(int tpid, int priority, boolean dropEligible, int id) {

    public Vlan {
        if (!EtherType.isTag(tpid)) {
            throw new IllegalArgumentException("no type of a VLAN tag: " + EtherType.name(tpid));
        }
        Range.require("priority", priority, 7);
        Range.require("VLAN", id, 4095);
    }

    public static Vlan from(VlanView view) {
        return new Vlan(view.tpid(), view.priority(), view.dropEligible(), view.id());
    }

    /** Writes the tag in front of a type that already stands behind it, and returns {@link VlanView#TAG_LENGTH}. */
    public int emit(byte[] octets, int offset) {
        BigEndian.put16(octets, offset + VlanView.TPID, tpid);
        BigEndian.put16(octets, offset + VlanView.TCI, priority << 13 | (dropEligible ? 0x1000 : 0) | id);
        return VlanView.TAG_LENGTH;
    }

    /**
     * Makes this the outermost tag of the frame that begins at {@code offset}: its addresses move four octets to the front, where
     * there must be room.
     *
     * @return where the frame begins now
     */
    public int push(byte[] octets, int offset) {
        int start = offset - VlanView.TAG_LENGTH;
        moveAddresses(octets, offset, start);
        emit(octets, start + VlanView.FIRST);
        return start;
    }

    /**
     * Takes the outermost tag away from the frame that begins at {@code offset}, which must have one: its addresses move four
     * octets to the back.
     *
     * @return where the frame begins now
     */
    public static int pop(byte[] octets, int offset) {
        int start = offset + VlanView.TAG_LENGTH;
        moveAddresses(octets, offset, start);
        return start;
    }

    private static void moveAddresses(byte[] octets, int from, int to) {
        long first = BigEndian.i64(octets, from);
        int rest = BigEndian.i32(octets, from + 8);
        BigEndian.put64(octets, to, first);
        BigEndian.put32(octets, to + 8, rest);
    }
}
