package dev.ganz.lab.file;

import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The text of a lab file. Places are offsets in code points into {@link #text}, in which variables have been replaced; an error
 * leads them back to the line and column of the file as its author sees it.
 */
final class Source {
    /** Octets of the largest file: a lab of half a million links. */
    static final int OCTETS = 64 << 20;

    /** Characters of the longest line: what a program has put in one line is still read, an attempt to exhaust memory is not. */
    private static final int LINE = 4 << 20;

    private final String name;
    private final String written;
    private final Variables.Replaced replaced;

    private Source(String name, String written, Variables.Replaced replaced) {
        this.name = name;
        this.written = written;
        this.replaced = replaced;
    }

    /** A text as it is. */
    static Source of(String name, String text) {
        String written = text.startsWith("\ufeff") ? text.substring(1) : text;
        Source source = new Source(name, written, new Variables.Replaced(written, List.of()));
        source.requireShortLines();
        return source;
    }

    private void requireShortLines() {
        int start = 0;
        while (written.length() - start > LINE) {
            int end = written.indexOf('\n', start);
            if (end < 0 || end - start > LINE) {
                throw errorInFile(start, "expected lines of at most " + LINE + " characters, found a longer one");
            }
            start = end + 1;
        }
    }

    /** A text in which variables are replaced, as containerlab does before it reads YAML. */
    static Source of(String name, String text, Map<String, String> environment) {
        Source source = of(name, text);
        return new Source(name, source.written, Variables.replace(source, environment));
    }

    /**
     * Reads all of a stream, which stays open.
     *
     * @throws InvalidInput if it is longer than {@link #OCTETS}, or not UTF-8
     */
    static String read(String name, InputStream stream) throws IOException {
        byte[] octets = stream.readNBytes(OCTETS + 1);
        if (octets.length > OCTETS) {
            throw new InvalidInput(
                    name + ": expected a lab file of at most " + (OCTETS >> 20) + " MiB, found a longer one");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInput(name + ": expected text in UTF-8, found other octets", e);
        }
    }

    String name() {
        return name;
    }

    /** What is parsed. */
    String text() {
        return replaced.text();
    }

    /** {@code message} at a place of {@link #text}. */
    InvalidInput error(int at, String message) {
        String text = text();
        int end = text.offsetByCodePoints(0, Math.clamp(at, 0, text.codePointCount(0, text.length())));
        return errorInFile(replaced.original(end), message);
    }

    /** {@code message} at a character of the file as it was written. */
    InvalidInput errorInFile(int index, String message) {
        int end = Math.min(index, written.length());
        int line = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            char c = written.charAt(i);
            // A line ends with LF, CR LF or CR (YAML 1.2.2, section 5.4).
            if (c == '\n' || c == '\r' && (i + 1 == written.length() || written.charAt(i + 1) != '\n')) {
                line++;
                start = i + 1;
            }
        }
        return InvalidInput.at(name, line, written.codePointCount(start, Math.max(start, end)) + 1, message);
    }
}
