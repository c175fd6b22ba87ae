package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all: written under a temporary name beside it, renamed by {@link #commit}, removed by
 * {@link #close} and at the end of the process, however it ends, where it was not committed. What is no regular file (a device, a
 * pipe) cannot be replaced and is written as it is.
 */
final class OutputFile implements Closeable {
    private final Path target;
    private final Path temporary;
    private final OutputStream stream;
    private boolean committed;

    private OutputFile(Path target, Path temporary) throws IOException {
        this.target = target;
        this.temporary = temporary;
        this.stream = new BufferedOutputStream(
                temporary.equals(target)
                        ? Files.newOutputStream(target, StandardOpenOption.WRITE)
                        : Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW),
                1 << 16);
    }

    /**
     * Begins a file.
     *
     * @throws InvalidInput if it cannot be written
     */
    static OutputFile create(Path path) {
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            if (Files.isDirectory(target)) {
                throw new InvalidInput("cannot write " + path + ": it is a directory; name a file in it");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new OutputFile(target, target);
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw new InvalidInput("cannot write " + path + ": it is write-protected");
            }
            Path name = target.getFileName();
            Path temporary = target.resolveSibling(
                    "." + name + "." + ProcessHandle.current().pid() + ".part");
            OutputFile file = new OutputFile(target, temporary);
            temporary.toFile().deleteOnExit();
            return file;
        } catch (IOException failure) {
            throw new InvalidInput("cannot write " + path + ": " + reason(failure), failure);
        }
    }

    OutputStream stream() {
        return stream;
    }

    /** Puts the file into its place. */
    void commit() throws IOException {
        stream.close();
        if (!temporary.equals(target)) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        committed = true;
    }

    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                stream.close();
            } finally {
                if (!temporary.equals(target)) {
                    Files.deleteIfExists(temporary);
                }
            }
        }
    }

    /** What an error of the file system means, in words. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            case FileNotFoundException missing -> "no such file or directory";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
