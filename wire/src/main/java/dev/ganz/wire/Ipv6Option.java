package dev.ganz.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * One option of a hop-by-hop or destination options header (RFC 8200, section 4.2). A {@link #PAD_1} is one octet and has no data;
 * every other option has type, length and data.
 */
public record Ipv6Option(int type, OctetString data) {
    public static final int PAD_1 = 0;
    public static final int PAD_N = 1;
    /** RFC 2711. */
    public static final int ROUTER_ALERT = 5;
    /** RFC 2675. */
    public static final int JUMBO_PAYLOAD = 0xc2;

    /** What a node does that does not know the option: the upper two bits of its type. */
    public enum Unrecognised {
        SKIP,
        DISCARD,
        /** "Parameter problem", code 2, to the source. */
        DISCARD_AND_REPORT,
        /** The same, unless the destination is a multicast address. */
        DISCARD_AND_REPORT_UNICAST
    }

    private static final List<Unrecognised> ACTIONS = List.of(Unrecognised.values());

    public Ipv6Option {
        Range.require("type", type, 0xff);
        Range.require("length of data", data.length(), type == PAD_1 ? 0 : 0xff);
    }

    public static Unrecognised action(int type) {
        return ACTIONS.get(type >>> 6);
    }

    /** Octets of the option. */
    public int length() {
        return type == PAD_1 ? 1 : 2 + data.length();
    }

    int emit(byte[] octets, int offset) {
        BigEndian.put8(octets, offset, type);
        if (type != PAD_1) {
            BigEndian.put8(octets, offset + 1, data.length());
            data.emit(octets, offset + 2);
        }
        return length();
    }

    /**
     * Takes the options of a header apart.
     *
     * @throws MalformedPacket if one goes beyond the others
     */
    static List<Ipv6Option> parse(byte[] octets, int offset, int length) {
        List<Ipv6Option> options = new ArrayList<>();
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int optionLength = requireLength(octets, at, end);
            OctetString data = optionLength == 1 ? OctetString.EMPTY : OctetString.of(octets, at + 2, optionLength - 2);
            options.add(new Ipv6Option(BigEndian.u8(octets, at), data));
            at += optionLength;
        }
        return options;
    }

    /** Where the first option of a type begins, or -1 if there is none. */
    static int find(int type, byte[] octets, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; at += requireLength(octets, at, end)) {
            if (BigEndian.u8(octets, at) == type) {
                requireLength(octets, at, end);
                return at;
            }
        }
        return -1;
    }

    /**
     * Where the first option begins that makes a node discard the packet if it knows padding alone, or -1 if there is none.
     * {@link #action} of its type says what else to do. Allocates nothing.
     *
     * @param offset where the hop-by-hop or destination options header begins
     * @throws MalformedPacket if an option goes beyond the header
     */
    public static int firstUnskippable(byte[] octets, int offset) {
        int end = offset + Ipv6Extension.length(IpProtocol.HOP_BY_HOP, octets, offset);
        for (int at = offset + 2; at < end; at += requireLength(octets, at, end)) {
            if ((octets[at] & 0xc0) != 0) {
                return at;
            }
        }
        return -1;
    }

    private static int requireLength(byte[] octets, int at, int end) {
        if (octets[at] == PAD_1) {
            return 1;
        }
        int room = end - at - 2;
        int length = room < 0 ? 0 : BigEndian.u8(octets, at + 1);
        if (length > room) {
            String expected = room < 0 ? "padding" : "0 to " + room;
            throw new MalformedPacket("IPv6 option length", at + 1, expected, room < 0 ? "the end" : "" + length);
        }
        return 2 + length;
    }
}
