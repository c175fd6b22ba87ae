package dev.ganz.disk.job;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;

/** A file that is no more than octets. */
record MemorySource(byte[] octets) implements Source {
    @Override
    public String name() {
        return "fuzz.img";
    }

    @Override
    public long size() {
        return octets.length;
    }

    @Override
    public void read(long position, byte[] into, int from, int length) {
        if (position < 0 || length > octets.length - position) {
            throw ImageException.at(this, position, "expected " + length + " octets, found the end of the file");
        }
        System.arraycopy(octets, (int) position, into, from, length);
    }

    @Override
    public void close() {}
}
