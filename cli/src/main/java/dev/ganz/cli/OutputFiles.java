package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command reads and writes, so that none is written twice or over what is read. Two names are one file if they lead
 * to the same place, by symbolic links or hard links as well.
 */
final class OutputFiles {
    private final Terminal terminal;
    private final Map<Path, String> taken = new LinkedHashMap<>();

    OutputFiles(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A file that is read; a pipe or a device can be written all the same. */
    void reads(String file) {
        Path path = terminal.path(file);
        if (!file.equals("-") && Files.isRegularFile(path)) {
            taken.put(place(path), "the lab " + file);
        }
    }

    /**
     * A file that an option writes.
     *
     * @param option as the user wrote it; those of one {@code --capture} after another may share a file
     * @param file null or {@code -}: none
     * @throws InvalidInput if it is another's file
     */
    void writes(String option, @Nullable String file) {
        if (file == null || file.equals("-")) {
            return;
        }
        Path place = place(terminal.path(file));
        for (Map.Entry<Path, String> other : taken.entrySet()) {
            boolean shared = option.equals("--capture") && other.getValue().startsWith(option);
            if (!shared && isSame(place, other.getKey())) {
                throw new InvalidInput(
                        option + " " + file + ": expected a file of its own, found that of " + other.getValue());
            }
        }
        taken.putIfAbsent(place, option + " " + file);
    }

    /** Where a file is or will be, symbolic links followed as far as there is something. */
    private static Path place(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            Path folder = absolute.getParent();
            Path name = absolute.getFileName();
            return folder == null || name == null
                    ? absolute
                    : folder.toRealPath().resolve(name);
        } catch (IOException unreachable) {
            return absolute; // whoever writes there will say what is wrong with it
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException unreachable) {
            return false;
        }
    }
}
