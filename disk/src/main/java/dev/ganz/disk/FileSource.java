package dev.ganz.disk;

import dev.ganz.linux.FileHoles;
import dev.ganz.linux.SyscallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file, open for reading only. */
public final class FileSource implements Source {
    private static final boolean IS_LINUX =
            System.getProperty("os.name", "").equals("Linux") && Files.isDirectory(Path.of("/proc/self/fd"));

    private final String name;
    private final FileChannel channel;
    private final long size;
    /** Null where the operating system is not asked about holes. */
    private final @Nullable FileHoles holes;

    private FileSource(String name, FileChannel channel, @Nullable FileHoles holes) throws IOException {
        this.name = name;
        this.channel = channel;
        this.size = channel.size();
        this.holes = holes;
    }

    /**
     * Opens a file.
     *
     * @param name for messages
     * @throws ImageException if there is none that can be read
     */
    public static FileSource open(Path file, String name) {
        if (Files.isDirectory(file)) {
            throw new ImageException(name + ": expected a disk image, found a directory");
        }
        FileHoles holes = holes(file);
        try {
            // The file that is asked about holes has to be the one that is read.
            Path same = holes == null ? file : holes.again();
            return new FileSource(name, FileChannel.open(same, StandardOpenOption.READ), holes);
        } catch (IOException failure) {
            if (holes != null) {
                holes.close();
            }
            throw new ImageException("cannot read " + name + ": " + reason(failure), failure);
        }
    }

    /** Null on other systems than Linux, and where the file cannot be opened, which its channel will say better. */
    private static @Nullable FileHoles holes(Path file) {
        if (!IS_LINUX || !Files.isRegularFile(file)) {
            return null;
        }
        try {
            return FileHoles.open(file);
        } catch (SyscallException unreadable) {
            return null;
        }
    }

    @Override
    public long nextData(long position) {
        try {
            return holes == null ? position : Math.min(size, holes.nextData(position, size));
        } catch (SyscallException failure) {
            throw new ImageException("cannot read " + name + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public long nextHole(long position) {
        try {
            return holes == null ? size : Math.min(size, holes.nextHole(position, size));
        } catch (SyscallException failure) {
            throw new ImageException("cannot read " + name + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] octets, int from, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(octets, from, length);
        try {
            while (buffer.hasRemaining()) {
                long at = position + buffer.position() - from;
                if (channel.read(buffer, at) < 0) {
                    throw ImageException.at(
                            this, at, "expected " + buffer.remaining() + " octets more, found the end of the file");
                }
            }
        } catch (IOException failure) {
            throw new ImageException(
                    "cannot read " + name + " at offset " + position + ": " + reason(failure), failure);
        }
    }

    @Override
    public void close() {
        try (holes) {
            channel.close();
        } catch (IOException failure) {
            throw new ImageException("cannot close " + name + ": " + reason(failure), failure);
        }
    }

    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
