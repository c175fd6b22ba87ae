package dev.ganz.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** Octets that never change and are equal when their contents are: the part of a header that has no finer structure here. */
public final class OctetString {
    public static final OctetString EMPTY = new OctetString(new byte[0]);

    private final byte[] octets;

    private OctetString(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of {@code length} octets from {@code offset} on. */
    public static OctetString of(byte[] octets, int offset, int length) {
        return length == 0 ? EMPTY : new OctetString(Arrays.copyOfRange(octets, offset, offset + length));
    }

    public static OctetString of(byte[] octets) {
        return of(octets, 0, octets.length);
    }

    /** Octets from pairs of hexadecimal digits, for tests and documents. */
    public static OctetString ofHex(String digits) {
        return new OctetString(HexFormat.of().parseHex(digits));
    }

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    /** The octet at {@code index}, 0 to 255. */
    public int at(int index) {
        return octets[index] & 0xff;
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** Writes all octets to {@code offset} and returns how many they are. */
    public int emit(byte[] target, int offset) {
        System.arraycopy(octets, 0, target, offset, octets.length);
        return octets.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OctetString that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Hexadecimal digits without separators. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
