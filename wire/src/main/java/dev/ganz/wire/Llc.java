package dev.ganz.wire;

/**
 * What an LLC header says (IEEE 802.2).
 *
 * @param control one octet for unnumbered frames, those whose lowest two bits are set; for the others two, of which the first on
 *     the wire is the lower
 */
public record Llc(int destination, int source, int control) {
    /** The service access point that says that a SNAP header follows. */
    public static final int SNAP = 0xaa;
    /** The service access point of bridges: spanning tree. */
    public static final int BRIDGE = 0x42;
    /** The service access point of ISO network protocols: IS-IS. */
    public static final int ISO = 0xfe;

    /** Unnumbered information: the control field of frames without a connection. */
    public static final int UNNUMBERED_INFORMATION = 0x03;

    public Llc {
        Range.require("destination service", destination, 0xff);
        Range.require("source service", source, 0xff);
        Range.require("control", control, isUnnumbered(control) ? 0xff : 0xffff);
    }

    public static Llc from(LlcView view) {
        return new Llc(view.destination(), view.source(), view.control());
    }

    /** True if a SNAP header follows. */
    public boolean isSnap() {
        return destination == SNAP && source == SNAP && control == UNNUMBERED_INFORMATION;
    }

    /** Writes the header in front of a payload that already stands behind it, and returns its length: 3 or 4. */
    public int emit(byte[] octets, int offset) {
        BigEndian.put8(octets, offset + LlcView.DSAP, destination);
        BigEndian.put8(octets, offset + LlcView.SSAP, source);
        BigEndian.put8(octets, offset + LlcView.CONTROL, control);
        if (isUnnumbered(control)) {
            return LlcView.SHORTEST_LENGTH;
        }
        BigEndian.put8(octets, offset + LlcView.CONTROL + 1, control >>> 8);
        return LlcView.SHORTEST_LENGTH + 1;
    }

    static boolean isUnnumbered(int control) {
        return (control & 3) == 3;
    }
}
