package dev.ganz.host;

import org.jspecify.annotations.Nullable;

/** A recording is broken, or a setting cannot be read or changed. The message is one sentence for the user. */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public HostException(String message) {
        super(message);
    }

    public HostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** An error at a line of a text: {@code iostat.txt:7: message}; lines count from 1. */
    public static HostException at(String file, int line, String message) {
        return new HostException(file + ":" + line + ": " + message);
    }
}
