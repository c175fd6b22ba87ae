package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.graph.MapGraph.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The words of a GML file. GML is ASCII with other characters as entities (an ampersand, {@code #252} and a semicolon); UTF-8, which many programs write
 * instead, is understood too.
 */
final class GmlTokens {
    private static final int LONGEST_WORD = 256;
    private static final int LONGEST_STRING = 1 << 16;
    private static final int LONGEST_ENTITY = 10;
    private static final Map<String, Integer> ENTITIES =
            Map.of("quot", (int) '"', "amp", (int) '&', "lt", (int) '<', "gt", (int) '>', "apos", (int) '\'');

    private final String file;
    private final Reader in;
    private int line = 1;
    private int column;
    private int current;
    private Place place = new Place(1, 1);
    private Kind kind = Kind.END;
    private String text = "";

    /** What a word is. */
    enum Kind {
        KEY,
        NUMBER,
        STRING,
        OPEN,
        CLOSE,
        END
    }

    GmlTokens(String file, InputStream in) {
        this.file = file;
        this.in = new BufferedReader(new InputStreamReader(new BoundedInput(in, file, false), StandardCharsets.UTF_8));
        read();
    }

    /** What the current word is. */
    Kind kind() {
        return kind;
    }

    /** The current key, number or string. */
    String text() {
        return text;
    }

    /** Where the current word begins. */
    Place place() {
        return place;
    }

    /** Goes on to the next word. */
    Kind next() {
        skipBlanks();
        place = new Place(line, Math.max(1, column));
        text = "";
        if (current < 0) {
            kind = Kind.END;
        } else if (current == '[' || current == ']') {
            kind = current == '[' ? Kind.OPEN : Kind.CLOSE;
            read();
        } else if (current == '"') {
            kind = Kind.STRING;
            text = string();
        } else if (isLetter(current)) {
            kind = Kind.KEY;
            text = word();
        } else if (current == '+' || current == '-' || current == '.' || current >= '0' && current <= '9') {
            kind = Kind.NUMBER;
            text = word();
        } else {
            throw error("expected a key, a number, a string, [ or ], found "
                    + MapGraph.quoted(
                            new StringBuilder().appendCodePoint(current).toString()));
        }
        return kind;
    }

    private void skipBlanks() {
        while (current == '#'
                || current >= 0 && current <= ' '
                || current == 0xfeff) { // a byte order mark is a blank too
            if (current == '#') {
                while (current >= 0 && current != '\n') {
                    read();
                }
            } else {
                read();
            }
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (isLetter(current)
                || current >= '0' && current <= '9'
                || current == '_'
                || current == '+'
                || current == '-'
                || current == '.') {
            if (word.length() == LONGEST_WORD) {
                throw error("expected a word of at most " + LONGEST_WORD + " characters, found a longer one");
            }
            word.append((char) current);
            read();
        }
        return word.toString();
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        read();
        while (current != '"') {
            if (current < 0) {
                throw error("expected the end of the string that begins here, found the end of the file");
            }
            if (string.length() >= LONGEST_STRING) {
                throw error("expected a string of at most " + LONGEST_STRING + " characters, found a longer one");
            }
            if (current == '&') {
                entity(string);
            } else {
                string.append((char) current);
                read();
            }
        }
        read();
        return string.toString();
    }

    /** An ampersand that begins no entity is one that somebody forgot to escape: it stays as it is. */
    private void entity(StringBuilder string) {
        StringBuilder name = new StringBuilder();
        read();
        while (name.length() < LONGEST_ENTITY
                && (isLetter(current) || current >= '0' && current <= '9' || current == '#')) {
            name.append((char) current);
            read();
        }
        int point = current == ';' ? codePoint(name.toString()) : -1;
        if (point < 0) {
            string.append('&').append(name);
        } else {
            string.appendCodePoint(point);
            read();
        }
    }

    private static int codePoint(String name) {
        if (!name.startsWith("#")) {
            return ENTITIES.getOrDefault(name, -1);
        }
        try {
            boolean hexadecimal = name.startsWith("#x");
            int point = Integer.parseInt(name, hexadecimal ? 2 : 1, name.length(), hexadecimal ? 16 : 10);
            return Character.isValidCodePoint(point) ? point : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void read() {
        if (current == '\n') {
            line++;
            column = 0;
        }
        try {
            current = in.read();
        } catch (IOException e) {
            throw new InvalidInput(file + " cannot be read: " + e.getMessage(), e);
        }
        column++;
    }

    private InvalidInput error(String message) {
        return InvalidInput.at(file, place.line(), place.column(), message);
    }
}
