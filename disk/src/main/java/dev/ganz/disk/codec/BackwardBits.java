package dev.ganz.disk.codec;

import java.util.zip.DataFormatException;

/** Bits that are read from the end of octets towards their begin; among them the highest of an octet comes first. */
final class BackwardBits {
    private final byte[] octets;
    private final long begin;
    private long position;

    /** @param unused up to 7 bits of the last octet that do not count, as a number below zero */
    BackwardBits(byte[] octets, int from, int to, int unused) throws DataFormatException {
        if (unused < -7 || unused > 0) {
            throw new DataFormatException("an LZFSE block begins within no octet");
        }
        this.octets = octets;
        this.begin = 8L * from;
        this.position = 8L * to + unused;
    }

    /** Up to 24 bits. */
    int next(int count) throws DataFormatException {
        position -= count;
        if (position < begin) {
            throw new DataFormatException("the stream ends too early");
        }
        int at = (int) (position >> 3);
        long word = 0;
        for (int i = 0; i < 4 && at + i < octets.length; i++) {
            word |= (octets[at + i] & 0xffL) << 8 * i;
        }
        return (int) (word >>> (position & 7) & (1L << count) - 1);
    }
}
