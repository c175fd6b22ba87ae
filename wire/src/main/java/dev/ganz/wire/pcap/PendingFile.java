package dev.ganz.wire.pcap;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears whole or not at all: written beside its place under another name, brought to the disk and renamed by
 * {@link #commit}; {@link #close} without that, or the end of the process, removes it. What stands there already, if it is no regular file (a pipe that
 * Wireshark reads, a terminal), is written to as it is.
 */
public final class PendingFile extends FilterOutputStream {
    /** Leaves room for the rest of the temporary name, whatever characters these are: file systems take 255 octets. */
    private static final int NAME_KEPT = 50;

    private static final int MOST_ATTEMPTS = 10_000;

    private final Path target;
    private final @Nullable Path temporary;
    private final FileChannel channel;
    private boolean closed;

    private PendingFile(Path target, @Nullable Path temporary, FileChannel channel) {
        super(Channels.newOutputStream(channel));
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    /** Begins to write what is to become {@code file}, replacing it if it exists. */
    public static PendingFile create(Path file) throws IOException {
        // A symbolic link is to stay one: what it points to is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            return new PendingFile(target, null, FileChannel.open(target, StandardOpenOption.WRITE));
        }
        String name = String.valueOf(target.getFileName());
        // The number of the process keeps apart those that write the same file, also when one of them ends and cleans
        // up.
        String stem = "." + name.substring(0, Math.min(NAME_KEPT, name.length())) + "."
                + ProcessHandle.current().pid();
        for (int attempt = 0; ; attempt++) {
            Path temporary = target.resolveSibling(stem + "." + attempt + ".part");
            try {
                FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                keepPermissions(target, temporary);
                if (temporary.getFileSystem().equals(FileSystems.getDefault())) {
                    temporary.toFile().deleteOnExit();
                }
                return new PendingFile(target, temporary, channel);
            } catch (FileAlreadyExistsException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /** A file that is replaced keeps who may read it. */
    private static void keepPermissions(Path target, Path temporary) throws IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (before != null && Files.exists(target)) {
            Files.setPosixFilePermissions(temporary, before.readAttributes().permissions());
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        out.write(octets, offset, length);
    }

    /** Writes octets at a position, for files that are not written from front to back; what lies between is a hole. */
    public void write(long position, ByteBuffer octets) throws IOException {
        for (long at = position; octets.hasRemaining(); ) {
            at += channel.write(octets, at);
        }
    }

    /** Where the octets are until they are committed. */
    public Path place() {
        return temporary == null ? target : temporary;
    }

    /** Brings what was written so far to the disk. */
    public void sync() throws IOException {
        flush();
        if (temporary != null) {
            channel.force(true);
        }
    }

    /** Brings everything to the disk, gives the file its name and closes. */
    public void commit() throws IOException {
        if (closed) {
            throw new IOException(target + " is closed already");
        }
        sync();
        if (temporary != null) {
            channel.close();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        closed = true;
        channel.close();
    }

    /** Removes what was written unless {@link #commit} has been called. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (OutputStream underlying = out) {
            underlying.flush();
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
