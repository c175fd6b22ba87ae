package dev.ganz.wire;

/**
 * What a SNAP header says.
 *
 * @param organisation who numbers the protocol, 24 bits
 * @param protocol an {@link EtherType} if the organisation is {@link #ENCAPSULATED_ETHERNET}
 */
public record Snap(int organisation, int protocol) {
    /** The protocol is an EtherType (RFC 1042). */
    public static final int ENCAPSULATED_ETHERNET = 0;
    /** Cisco: CDP, PVST+ and others. */
    public static final int CISCO = 0x00000c;

    public Snap {
        Range.require("organisation", organisation, 0xff_ffff);
        Range.require("protocol", protocol, 0xffff);
    }

    public static Snap from(SnapView view) {
        return new Snap(view.organisation(), view.protocol());
    }

    /** Writes the header in front of a payload that already stands behind it, and returns {@link SnapView#HEADER_LENGTH}. */
    public int emit(byte[] octets, int offset) {
        BigEndian.put8(octets, offset + SnapView.ORGANISATION, organisation >>> 16);
        BigEndian.put16(octets, offset + SnapView.ORGANISATION + 1, organisation);
        BigEndian.put16(octets, offset + SnapView.PROTOCOL, protocol);
        return SnapView.HEADER_LENGTH;
    }
}
