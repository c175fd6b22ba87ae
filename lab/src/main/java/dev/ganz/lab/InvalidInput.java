package dev.ganz.lab;

import org.jspecify.annotations.Nullable;

/**
 * Something that a user gave is wrong. The message is one sentence that says what, where, what was expected, what was found and
 * what to do; it is shown as it is.
 */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidInput(String message) {
        super(message);
    }

    public InvalidInput(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** An error at a place in a text: {@code file:line:column: message}; lines and columns count from 1. */
    public static InvalidInput at(String file, int line, int column, String message) {
        return new InvalidInput(file + ":" + line + ":" + column + ": " + message);
    }
}
