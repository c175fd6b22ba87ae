package dev.ganz.wire.addr;

import java.util.HexFormat;

/** An IEEE 802 address; {@code value} holds its 48 bits, first octet highest. */
public record MacAddress(long value) implements Comparable<MacAddress> {
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, not " + Long.toHexString(value));
        }
    }

    /** True for multicast and broadcast: the I/G bit is set (IEEE 802, clause 8). */
    public boolean isGroup() {
        return (value >>> 40 & 1) != 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        byte[] octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) (value >>> 40 - 8 * i);
        }
        return HexFormat.ofDelimiter(":").formatHex(octets);
    }
}
