package dev.ganz.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, open for reading only. */
public final class FileSource implements Source {
    private final String name;
    private final FileChannel channel;
    private final long size;

    private FileSource(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
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
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new FileSource(name, channel, channel.size());
        } catch (IOException failure) {
            throw new ImageException("cannot read " + name + ": " + reason(failure), failure);
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
        try {
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
