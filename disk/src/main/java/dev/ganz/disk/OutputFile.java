package dev.ganz.disk;

import dev.ganz.wire.pcap.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of an image that is being made: written at any position, and there under its name only when it is committed. */
public final class OutputFile implements AutoCloseable {
    private final Path file;
    private final PendingFile pending;
    private long size;

    private OutputFile(Path file, PendingFile pending) {
        this.file = file;
        this.pending = pending;
    }

    /** Begins a file that will replace {@code file}. */
    public static OutputFile create(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ImageException(
                    "cannot write " + file + ": expected the name of a file, found a directory, a device or a pipe");
        }
        try {
            return new OutputFile(file, PendingFile.create(file));
        } catch (IOException failure) {
            throw failure(file, failure);
        }
    }

    /** Octets up to the end of what was written last in the file. */
    public long size() {
        return size;
    }

    public void write(long position, byte[] octets, int from, int length) {
        write(position, ByteBuffer.wrap(octets, from, length));
    }

    public void write(long position, byte[] octets) {
        write(position, octets, 0, octets.length);
    }

    /** Writes what remains in {@code octets}. */
    public void write(long position, ByteBuffer octets) {
        size = Math.max(size, position + octets.remaining());
        try {
            pending.write(position, octets);
        } catch (IOException failure) {
            throw failure(file, failure);
        }
    }

    /** Makes the file at least {@code length} octets long; the new ones are a hole. */
    public void extend(long length) {
        if (length > size) {
            write(length - 1, new byte[1]);
        }
    }

    /** Brings the file to the storage under its name. */
    public void commit() {
        try {
            pending.commit();
        } catch (IOException failure) {
            throw failure(file, failure);
        }
    }

    @Override
    public void close() {
        try {
            pending.close();
        } catch (IOException failure) {
            throw failure(file, failure);
        }
    }

    private static ImageException failure(Path file, IOException failure) {
        return new ImageException("cannot write " + file + ": " + FileSource.reason(failure), failure);
    }
}
