package dev.ganz.sim.record;

import dev.ganz.lab.InvalidInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a failure of the file system means to the user who named the file. */
final class FileFailure {
    private FileFailure() {}

    static InvalidInput writing(Path file, IOException failure) {
        return new InvalidInput("cannot write " + file + ": " + reason(failure), failure);
    }

    static InvalidInput reading(Path file, IOException failure) {
        return new InvalidInput("cannot read " + file + ": " + reason(failure), failure);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file or directory";
            case FileNotFoundException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> String.valueOf(other.getReason());
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
