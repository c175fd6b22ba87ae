package dev.ganz.disk;

import java.util.List;

/**
 * Makes an image of a disk that is written once, from front to back; what is not written is zero. The image takes its name when it is
 * committed, and is as long as it has to be on the storage then; closed without that, it leaves nothing. Not for several threads at
 * once.
 *
 * <p>Every method throws {@link ImageException} where a file cannot be written.
 */
public interface ImageWriter extends AutoCloseable {
    /** What offsets and lengths are multiples of: a power of two, at least 512, at most 2 MiB. */
    default int granularity() {
        return 4096;
    }

    /**
     * Writes a part of the disk.
     *
     * @param offset a multiple of {@link #granularity}, not before the end of what was written last
     * @param length a multiple of it, except at the end of the disk
     */
    void write(long offset, byte[] octets, int from, int length);

    /** Nothing more comes: writes tables and headers. The image is whole then, in {@link #files} that have no names yet. */
    void finish();

    /** What the image consists of, the file with its own name last. */
    List<OutputFile> files();

    /** Finishes, brings the image to the storage and gives its files their names. */
    default void commit() {
        finish();
        OutputFile.commit(files());
    }

    @Override
    default void close() {
        files().forEach(OutputFile::close);
    }
}
