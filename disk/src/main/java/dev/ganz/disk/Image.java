package dev.ganz.disk;

import java.util.Arrays;
import java.util.Optional;

/**
 * A disk in one or more files, open for reading. Everything that its header says was checked when it was opened; what its tables say
 * is checked when it is used. Not for several threads at once.
 *
 * <p>Every method throws {@link ImageException} where the files are broken or cannot be read.
 */
public interface Image extends AutoCloseable {
    /** So many entries of a map are joined at once at most, so that a caller is asked from time to time. */
    int MOST_JOINED = 1 << 16;

    ImageInfo info();

    /** Octets of the disk, a multiple of 512. */
    default long size() {
        return info().virtualSize();
    }

    /**
     * How the disk is stored from {@code offset} on, as far as one look at the map tells.
     *
     * @param offset from 0 to below {@link #size}
     */
    Extent extent(long offset);

    /** Like {@link #extent}, joined with what follows in the same way. */
    default Extent run(long offset) {
        Extent run = extent(offset);
        for (int i = 0; i < MOST_JOINED && run.end() < size(); i++) {
            Extent longer = run.joined(extent(run.end()));
            if (longer == null) {
                break;
            }
            run = longer;
        }
        return run;
    }

    /** Reads {@code length} octets of the disk into {@code octets}, from index {@code from} on. */
    default void read(long offset, byte[] octets, int from, int length) {
        int done = 0;
        while (done < length) {
            Extent extent = extent(offset + done);
            int part = (int) Math.min(extent.length(), length - done);
            switch (extent.kind()) {
                case DATA -> extent.file().read(extent.position(), octets, from + done, part);
                case COMPRESSED -> part = readCompressed(offset + done, octets, from + done, part);
                case ZERO, ABSENT -> Arrays.fill(octets, from + done, from + done + part, (byte) 0);
            }
            done += part;
        }
    }

    /** Reads up to {@code length} octets from what is one {@link Extent.Kind#COMPRESSED} extent, and returns how many. */
    default int readCompressed(long offset, byte[] octets, int from, int length) {
        throw new IllegalStateException("this format compresses nothing");
    }

    /** Looks at everything that the format says about itself; empty if it says nothing that could be wrong. */
    default Optional<CheckReport> check() {
        return Optional.empty();
    }

    @Override
    void close();
}
