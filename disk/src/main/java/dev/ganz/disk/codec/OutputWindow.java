package dev.ganz.disk.codec;

import java.util.zip.DataFormatException;

/** What a decoder has given so far, which it looks back on. */
final class OutputWindow {
    private final byte[] octets;
    private int length;

    OutputWindow(byte[] octets) {
        this.octets = octets;
    }

    int length() {
        return length;
    }

    void copy(byte[] from, int at, int count) throws DataFormatException {
        if (count > octets.length - length) {
            throw new DataFormatException("the stream gives more than it should");
        }
        System.arraycopy(from, at, octets, length, count);
        length += count;
    }

    /** Repeats what lies {@code distance} octets back; what is copied may be copied again. */
    void match(int count, int distance) throws DataFormatException {
        if (distance < 1 || distance > length) {
            throw new DataFormatException("the stream looks back " + distance + " octets from " + length);
        }
        if (count > octets.length - length) {
            throw new DataFormatException("the stream gives more than it should");
        }
        for (int i = 0; i < count; i++, length++) {
            octets[length] = octets[length - distance];
        }
    }
}
