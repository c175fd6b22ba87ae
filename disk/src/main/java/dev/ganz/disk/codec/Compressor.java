package dev.ganz.disk.codec;

/** Compresses pieces, each on its own. For several threads at once, until it is closed. */
public interface Compressor extends AutoCloseable {
    /** The compressed octets, however many these are. */
    byte[] compress(byte[] octets);

    @Override
    void close();
}
