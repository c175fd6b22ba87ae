package dev.ganz.disk.job;

import java.util.Arrays;

/** Looks for octets that are not zero. */
final class Zeros {
    private static final byte[] ZEROS = new byte[1 << 16];

    private Zeros() {}

    static boolean isZero(byte[] octets, int from, int to) {
        return first(octets, from, to) < 0;
    }

    /** The index of the first octet that is not zero, or -1. */
    static int first(byte[] octets, int from, int to) {
        for (int at = from; at < to; at += ZEROS.length) {
            int length = Math.min(ZEROS.length, to - at);
            int found = Arrays.mismatch(octets, at, at + length, ZEROS, 0, length);
            if (found >= 0) {
                return at + found;
            }
        }
        return -1;
    }
}
