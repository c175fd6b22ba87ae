package dev.ganz.wire.addr;

import java.util.HexFormat;

/** An IEEE 802 address; {@code value} holds its 48 bits, first octet highest. */
public record MacAddress(long value) implements Comparable<MacAddress> {
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    private static final HexFormat TEXT = HexFormat.ofDelimiter(":");

    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, not " + Long.toHexString(value));
        }
    }

    /**
     * Reads {@code 02:00:5e:10:00:01}, {@code 02-00-5E-10-00-01} or {@code 0200.5e10.0001}, in either case.
     *
     * @throws MalformedAddress if the text is anything else
     */
    public static MacAddress parse(String text) {
        AddressReader reader = new AddressReader("a MAC address such as 02:00:5e:10:00:01", text);
        boolean dotted = text.length() > 4 && text.charAt(4) == '.';
        int digits = dotted ? 4 : 2;
        char separator = dotted ? '.' : text.length() > 2 && text.charAt(2) == '-' ? '-' : ':';
        long value = 0;
        for (int group = 0; group < 12 / digits; group++) {
            if (group > 0) {
                reader.expect(separator);
            }
            value = value << 4 * digits | reader.hex(digits, digits);
        }
        reader.expectEnd();
        return new MacAddress(value);
    }

    /** The address whose six octets begin at {@code offset}. */
    public static MacAddress of(byte[] octets, int offset) {
        long value = 0;
        for (int i = 0; i < 6; i++) {
            value = value << 8 | octets[offset + i] & 0xff;
        }
        return new MacAddress(value);
    }

    /** True for multicast and broadcast: the I/G bit is set (IEEE 802, clause 8). */
    public static boolean isGroup(long address) {
        return (address >>> 40 & 1) != 0;
    }

    /** True for multicast and broadcast: the I/G bit is set (IEEE 802, clause 8). */
    public boolean isGroup() {
        return isGroup(value);
    }

    /** True if no manufacturer gave it: the U/L bit is set (IEEE 802, clause 8). */
    public boolean isLocal() {
        return (value >>> 41 & 1) != 0;
    }

    public boolean isBroadcast() {
        return value == BROADCAST.value;
    }

    public byte[] octets() {
        byte[] octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) (value >>> 40 - 8 * i);
        }
        return octets;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TEXT.formatHex(octets());
    }
}
