package dev.ganz.disk;

import org.jspecify.annotations.Nullable;

/** An image is broken, hostile or cannot be read or written. The message is one sentence for the user. */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** An error at an offset of a file: {@code hdd.vdi: offset 368: message}. */
    public static ImageException at(Source source, long offset, String message) {
        return new ImageException(source.name() + ": offset " + offset + ": " + message);
    }
}
