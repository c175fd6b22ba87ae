package dev.ganz.host.proc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a machine below a directory, {@code /} for this one. What is not there, or may not be read, is empty: processes end and
 * devices go while they are read.
 */
public final class Tree {
    /** Octets of a file that are read at most. */
    private static final int LONGEST = 16 << 20;

    private final Path root;

    public Tree(Path root) {
        this.root = root;
    }

    /** Whether this is the machine that the program runs on. */
    public boolean isLive() {
        return root.toAbsolutePath().normalize().getNameCount() == 0;
    }

    /** Where a file of the machine is: {@code path} is absolute there. */
    public Path path(String path) {
        return root.resolve(path.substring(1));
    }

    /** A file's text, as far as it is not longer than any that the kernel writes. */
    public Optional<String> text(String path) {
        try (InputStream file = Files.newInputStream(path(path))) {
            return Optional.of(new String(file.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** A file of one line, without blanks at its ends; empty text if it cannot be read. */
    public String line(String path) {
        return text(path).orElse("").strip();
    }

    /** The lines of a file; none if it cannot be read. */
    List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** A whole number that is all of a file. */
    long number(String path, long otherwise) {
        try {
            return Long.parseLong(line(path));
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }

    /** Whether there is such a file that cannot be read although everybody may. */
    boolean refuses(String path) {
        try (InputStream file = Files.newInputStream(path(path))) {
            file.read();
            return false;
        } catch (AccessDeniedException denied) {
            return false;
        } catch (IOException refused) {
            return exists(path);
        }
    }

    public boolean exists(String path) {
        return Files.exists(path(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Names in a directory, in their order; none if it cannot be read. */
    public List<String> names(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(directory))) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        names.sort(null);
        return List.copyOf(names);
    }

    /** Where a symbolic link points, as it is written; empty text if it is none. */
    String link(String path) {
        try {
            return Files.readSymbolicLink(path(path)).toString();
        } catch (IOException | UnsupportedOperationException none) {
            return "";
        }
    }
}
