package dev.ganz.disk;

import dev.ganz.wire.pcap.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    /** The name that the file will have. */
    public Path file() {
        return file;
    }

    /** Opens what has been written so far. */
    public Source written() {
        return FileSource.open(pending.place(), file.toString());
    }

    /**
     * Brings files to the storage, then gives all of them their names, or none. What bears these names is set aside first, the last one
     * before the others, so that nobody finds a new file that belongs to an old one.
     *
     * @param files the one that names the others last
     */
    public static void commit(List<OutputFile> files) {
        if (files.size() == 1) {
            files.getFirst().commit();
            return;
        }
        List<SetAside> before = new ArrayList<>();
        List<OutputFile> named = new ArrayList<>();
        try {
            files.forEach(OutputFile::sync);
            files.reversed().forEach(each -> before.add(SetAside.of(each.file)));
            for (OutputFile each : files) {
                each.commit();
                named.add(each);
            }
        } catch (RuntimeException failure) {
            named.forEach(each -> SetAside.remove(each.file));
            before.reversed().forEach(SetAside::restore);
            throw failure;
        }
        before.forEach(SetAside::drop);
    }

    private void sync() {
        try {
            pending.sync();
        } catch (IOException failure) {
            throw failure(file, failure);
        }
    }

    private void commit() {
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

    static ImageException failure(Path file, IOException failure) {
        return new ImageException("cannot write " + file + ": " + FileSource.reason(failure), failure);
    }
}
