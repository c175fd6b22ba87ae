package dev.ganz.disk.codec;

import java.util.zip.DataFormatException;

/**
 * The LZVN payload of an LZFSE block (Apple, {@code lzvn_decode_base.c}).
 *
 * <pre>
 * LLMMMDDD DDDDDDDD           D below 0x600: L literals follow, then M + 3 octets from D back
 * LLMMM111 DDDDDDDD DDDDDDDD  the same with a D of 16 bits, little-endian
 * LLMMM110                    the same with the last D
 * 101LLMMM DDDDDDMM DDDDDDDD  little-endian: M has 5 bits, D 14
 * 1110LLLL, 11100000 LLLLLLLL L, or L + 16 literals
 * 1111MMMM, 11110000 MMMMMMMM M, or M + 16 octets from the last D back
 * 00000110                    the end; 00001110 and 00010110 nothing
 * </pre>
 */
final class Lzvn {
    private final OutputWindow out;
    private final byte[] in;
    private final int end;
    private int at;
    private int distance;

    Lzvn(byte[] in, int from, int end, OutputWindow out) {
        this.in = in;
        this.at = from;
        this.end = end;
        this.out = out;
    }

    void decode() throws DataFormatException {
        while (true) {
            int code = next();
            if (code == 0x06) {
                return;
            }
            if (code >= 0xf0) {
                out.match(code == 0xf0 ? next() + 16 : code & 15, distance);
            } else if (code >= 0xe0) {
                literals(code == 0xe0 ? next() + 16 : code & 15);
            } else if (code >= 0xa0 && code < 0xc0) {
                int more = next() | next() << 8;
                distance = more >> 2;
                both(code >> 3 & 3, ((code & 7) << 2 | more & 3) + 3);
            } else {
                decodeShort(code);
            }
        }
    }

    private void decodeShort(int code) throws DataFormatException {
        if (code >> 4 == 7 || code >> 4 == 0xd) {
            throw new DataFormatException("LZVN has no code " + code);
        }
        int low = code & 7;
        if (low == 6 && code < 0x40) {
            if (code != 0x0e && code != 0x16) {
                throw new DataFormatException("LZVN has no code " + code);
            }
            return;
        }
        if (low == 7) {
            distance = next() | next() << 8;
        } else if (low != 6) {
            distance = low << 8 | next();
        }
        both(code >> 6, (code >> 3 & 7) + 3);
    }

    private void both(int literals, int match) throws DataFormatException {
        literals(literals);
        out.match(match, distance);
    }

    private void literals(int count) throws DataFormatException {
        if (count > end - at) {
            throw new DataFormatException("the stream ends too early");
        }
        out.copy(in, at, count);
        at += count;
    }

    private int next() throws DataFormatException {
        if (at >= end) {
            throw new DataFormatException("the stream ends too early");
        }
        return in[at++] & 0xff;
    }
}
