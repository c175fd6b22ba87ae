package dev.ganz.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A file of an image, or what stands for one. */
public interface Source extends AutoCloseable {
    /** The largest piece that {@link #octets} reads at once. */
    int MOST_OCTETS = 1 << 20;

    /** As the user knows it. */
    String name();

    long size();

    /**
     * Reads {@code length} octets that begin at {@code position}.
     *
     * @throws ImageException if they are not all there
     */
    void read(long position, byte[] octets, int from, int length);

    /** A piece of the file, such as a header. */
    default ByteBuffer octets(long position, int length, ByteOrder order) {
        if (length > MOST_OCTETS) {
            throw new IllegalArgumentException(length + " octets at once");
        }
        if (position < 0 || position > size() - length) {
            throw ImageException.at(
                    this, position, "expected " + length + " octets, found the end of the file at " + size());
        }
        byte[] octets = new byte[length];
        read(position, octets, 0, length);
        return ByteBuffer.wrap(octets).order(order);
    }

    /** Refuses the file unless what is said about {@code offset} holds. */
    default void expect(long offset, boolean holds, String message) {
        if (!holds) {
            throw ImageException.at(this, offset, message);
        }
    }

    /**
     * Where octets that may be other than zero begin, from {@code position} on; {@link #size} if there are none.
     */
    default long nextData(long position) {
        return position;
    }

    /** Where the octets end that begin at {@code position}, a place of data, and zeros begin that are not stored. */
    default long nextHole(long position) {
        return size();
    }

    /** Whether the file has these octets at {@code position}. */
    default boolean has(byte[] magic, long position) {
        if (position < 0 || position > size() - magic.length) {
            return false;
        }
        byte[] found = new byte[magic.length];
        read(position, found, 0, found.length);
        return Arrays.equals(found, magic);
    }

    @Override
    void close();
}
