package dev.ganz.plan.text;

import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole numbers that are separated by blanks and line ends, and knows where the last one stands. Numbers are not negative. */
public final class NumberText {
    /** Octets of the largest file. */
    static final int OCTETS = 256 << 20;

    private static final int SHOWN = 24;

    private final String name;
    private final byte[] text;
    private int at;
    private int line = 1;
    private int lineStart;
    private int tokenLine = 1;
    private int tokenColumn = 1;

    private NumberText(String name, byte[] text) {
        this.name = name;
        this.text = text;
    }

    /** A text of ASCII characters. */
    public static NumberText of(String name, String text) {
        return new NumberText(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file whole.
     *
     * @param name what messages call it
     * @throws InvalidInput if there is no such file, or it is too large
     */
    public static NumberText read(String name, Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] text = stream.readNBytes(OCTETS + 1);
            if (text.length > OCTETS) {
                throw new InvalidInput(
                        name + ": expected a file of at most " + (OCTETS >> 20) + " MiB, found a longer one");
            }
            return new NumberText(name, text);
        } catch (NoSuchFileException missing) {
            throw new InvalidInput(name + ": expected a file of numbers, found none of this name", missing);
        } catch (IOException failure) {
            throw new InvalidInput(
                    name + ": expected to read a file of numbers, found an error: " + failure.getMessage(), failure);
        }
    }

    /**
     * The next number.
     *
     * @param what it means, for "expected …"
     * @throws InvalidInput if there is none, or it is greater than {@code most}
     */
    public long next(String what, long most) {
        skipBlanks();
        tokenLine = line;
        tokenColumn = at - lineStart + 1;
        int start = at;
        long value = 0;
        boolean fits = true;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            int digit = text[at++] - '0';
            fits &= value <= (most - digit) / 10;
            value = fits ? 10 * value + digit : 0;
        }
        if (at == start || at < text.length && !isBlank(text[at])) {
            throw error("expected " + what + ", a whole number, found " + found(start));
        }
        if (!fits || value > most) {
            throw error("expected " + what + ", at most " + most + ", found " + found(start));
        }
        return value;
    }

    /** As {@link #next}, of what is at least {@code least}. */
    public int next(String what, int least, int most) {
        long value = next(what, most);
        if (value < least) {
            throw error("expected " + what + ", at least " + least + ", found " + value);
        }
        return (int) value;
    }

    /**
     * Makes sure that nothing follows.
     *
     * @throws InvalidInput if anything does
     */
    public void end(String what) {
        skipBlanks();
        tokenLine = line;
        tokenColumn = at - lineStart + 1;
        if (at < text.length) {
            throw error("expected the end of the file after " + what + ", found " + found(at));
        }
    }

    /** Octets that are not read: no list has more numbers than that. */
    public int remaining() {
        return text.length - at;
    }

    /** An error at the number that was read last. */
    public InvalidInput error(String message) {
        return InvalidInput.at(name, tokenLine, tokenColumn, message);
    }

    private void skipBlanks() {
        while (at < text.length && isBlank(text[at])) {
            if (text[at++] == '\n') {
                line++;
                lineStart = at;
            }
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    private String found(int start) {
        if (start >= text.length) {
            return "the end of the file";
        }
        int end = start;
        while (end < text.length && !isBlank(text[end]) && end - start < SHOWN) {
            end++;
        }
        return '"'
                + new String(text, start, end - start, StandardCharsets.UTF_8).replaceAll("[^\\p{Graph}]+", "?")
                + '"';
    }
}
