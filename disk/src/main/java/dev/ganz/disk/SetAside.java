package dev.ganz.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be replaced, under another name until it is known that it is.
 *
 * @param aside null if there was none
 */
record SetAside(Path file, @Nullable Path aside) {
    private static final int NAME_KEPT = 50;

    static SetAside of(Path name) {
        try {
            if (!Files.exists(name)) {
                return new SetAside(name, null);
            }
            // A symbolic link is to stay one.
            Path file = name.toRealPath();
            String text = String.valueOf(file.getFileName());
            Path aside = file.resolveSibling("." + text.substring(0, Math.min(NAME_KEPT, text.length())) + "."
                    + ProcessHandle.current().pid() + ".old");
            return new SetAside(file, Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException failure) {
            throw OutputFile.failure(name, failure);
        }
    }

    /** Gives the file its name again. */
    void restore() {
        if (aside != null) {
            try {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failure) {
                throw OutputFile.failure(file, failure);
            }
        }
    }

    void drop() {
        if (aside != null) {
            remove(aside);
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw OutputFile.failure(file, failure);
        }
    }
}
