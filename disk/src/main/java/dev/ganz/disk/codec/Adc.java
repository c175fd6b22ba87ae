package dev.ganz.disk.codec;

import java.util.zip.DataFormatException;

/**
 * Apple Data Compression, of the first disk images of macOS.
 *
 * <pre>
 * 1LLLLLLL                    L + 1 literals follow
 * 01MMMMMM DDDDDDDD DDDDDDDD  M + 4 octets from D + 1 back, big-endian
 * 00MMMMDD DDDDDDDD           M + 3 octets from D + 1 back
 * </pre>
 */
public final class Adc {
    private Adc() {}

    /** Fills {@code into} as far as the stream goes, and returns how far that is. */
    public static int decompress(byte[] in, byte[] into) throws DataFormatException {
        OutputWindow out = new OutputWindow(into);
        int at = 0;
        while (at < in.length && out.length() < into.length) {
            int code = in[at] & 0xff;
            int needed = code >= 0x80 ? 2 + (code & 0x7f) : code >= 0x40 ? 3 : 2;
            if (needed > in.length - at) {
                throw new DataFormatException("the stream ends too early");
            }
            if (code >= 0x80) {
                out.copy(in, at + 1, needed - 1);
            } else if (code >= 0x40) {
                out.match((code & 0x3f) + 4, ((in[at + 1] & 0xff) << 8 | in[at + 2] & 0xff) + 1);
            } else {
                out.match((code >> 2) + 3, ((code & 3) << 8 | in[at + 1] & 0xff) + 1);
            }
            at += needed;
        }
        return out.length();
    }
}
