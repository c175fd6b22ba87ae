package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file that is not trusted: it ends with an error where it grows beyond what a map needs. A parser gathers a tag or a comment in
 * memory before anybody can look at it, so a stretch without {@code <} and {@code >} is bounded too.
 */
final class BoundedInput extends FilterInputStream {
    /** Octets of the whole file; the largest map of the Topology Zoo has 320,000. */
    static final int MOST_OCTETS = 64 << 20;

    /** Octets without markup. */
    static final int LONGEST_STRETCH = 1 << 20;

    private final String file;
    private final boolean markup;
    private long octets;
    private int line = 1;
    private int column = 1;
    private int stretch;

    /** @param markup whether the file consists of tags */
    BoundedInput(InputStream in, String file, boolean markup) {
        super(in);
        this.file = file;
        this.markup = markup;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count((byte) octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int i = 0; i < read; i++) {
            count(buffer[offset + i]);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && read() >= 0) { // what is skipped counts like what is read
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false; // going back would count twice
    }

    private void count(byte octet) {
        if (++octets > MOST_OCTETS) {
            throw InvalidInput.at(
                    file,
                    line,
                    column,
                    "expected a map of at most " + (MOST_OCTETS >> 20) + " MiB, found a longer file");
        }
        if (octet == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        stretch = octet == '<' || octet == '>' ? 0 : stretch + 1;
        if (markup && stretch > LONGEST_STRETCH) {
            throw InvalidInput.at(
                    file, line, column, "expected a tag within " + (LONGEST_STRETCH >> 20) + " MiB, found none");
        }
    }
}
