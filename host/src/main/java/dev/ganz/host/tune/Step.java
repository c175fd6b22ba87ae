package dev.ganz.host.tune;

import java.util.Optional;

/**
 * One write of a change.
 *
 * @param path of the file, or of the mount point, as it is on the machine
 * @param before what is there; empty where there is no file
 * @param after what is to be there
 * @param undoPath where {@code undoValue} is written to have {@code before} again: some settings of the kernel are two views of one, of which
 *     writing one zeroes the other
 * @param undoValue empty where the file is to go
 * @param identity of the device whose setting it is; empty where it is none
 */
public record Step(
        Kind kind,
        String path,
        Optional<String> before,
        String after,
        String undoPath,
        Optional<String> undoValue,
        String identity) {
    /** What is written. */
    public enum Kind {
        /** A file of /sys or /proc/sys: one line, at once. */
        VALUE,
        /** The size of a tmpfs, by mounting it again. */
        SIZE,
        /** A file of the system's configuration, replaced as a whole, for the next boot. */
        FILE
    }

    static Step value(String path, String before, String after, String identity) {
        return new Step(Kind.VALUE, path, Optional.of(before), after, path, Optional.of(before), identity);
    }

    static Step size(String path, String before, String after) {
        return new Step(Kind.SIZE, path, Optional.of(before), after, path, Optional.of(before), "");
    }

    static Step file(String path, Optional<String> before, String after) {
        return new Step(Kind.FILE, path, before, after, path, before, "");
    }

    /** Whether it holds until the next boot alone. */
    public boolean isLive() {
        return kind != Kind.FILE;
    }
}
