package dev.ganz.wire.addr;

/** Reads the parts of an address from {@code start} to {@code end} of a text, and says what is wrong where. */
final class AddressReader {
    private final String kind;
    private final String text;
    private final int end;
    private int at;

    AddressReader(String kind, String text) {
        this(kind, text, 0, text.length());
    }

    AddressReader(String kind, String text, int start, int end) {
        this.kind = kind;
        this.text = text;
        this.at = start;
        this.end = end;
    }

    boolean atEnd() {
        return at == end;
    }

    boolean sees(char expected) {
        return at < end && text.charAt(at) == expected;
    }

    boolean sees(String expected) {
        return at + expected.length() <= end && text.startsWith(expected, at);
    }

    /** True if the digits from here on are followed by a dot: dotted decimal inside of an IPv6 address. */
    boolean seesDotted() {
        int behind = at;
        while (behind < end && behind - at < 4 && digit(text.charAt(behind), 10) >= 0) {
            behind++;
        }
        return behind > at && behind < end && text.charAt(behind) == '.';
    }

    void skip(int characters) {
        at += characters;
    }

    void expect(char expected) {
        if (!sees(expected)) {
            throw error("'" + expected + "'");
        }
        at++;
    }

    void expectEnd() {
        if (at < end) {
            throw error("nothing more");
        }
    }

    /** A decimal number without leading zeros, which some would read as octal (RFC 6943, section 3.1.1). */
    int decimal(int largest) {
        int start = at;
        int value = 0;
        while (at < end && digit(text.charAt(at), 10) >= 0) {
            value = value * 10 + digit(text.charAt(at), 10);
            at++;
            if (value > largest || at - start > 1 && text.charAt(start) == '0') {
                throw numberError(start, largest);
            }
        }
        if (at == start) {
            throw error("a number from 0 to " + largest);
        }
        return value;
    }

    /** From {@code fewest} to {@code most} hexadecimal digits. */
    int hex(int fewest, int most) {
        int start = at;
        int value = 0;
        while (at < end && at - start < most && digit(text.charAt(at), 16) >= 0) {
            value = value << 4 | digit(text.charAt(at), 16);
            at++;
        }
        if (at - start < fewest) {
            throw error(fewest == most ? most + " hexadecimal digits" : fewest + " to " + most + " hexadecimal digits");
        }
        return value;
    }

    MalformedAddress error(String expected) {
        String found = at >= end ? (end < text.length() ? "'" + text.charAt(end) + "'" : "the end") : shown(at);
        return new MalformedAddress(kind, text, at, expected, found);
    }

    private MalformedAddress numberError(int start, int largest) {
        int behind = at;
        while (behind < end && behind - start < 9 && digit(text.charAt(behind), 10) >= 0) {
            behind++;
        }
        at = start;
        String expected = "a number from 0 to " + largest + (text.charAt(start) == '0' ? " without leading zeros" : "");
        return new MalformedAddress(kind, text, start, expected, text.substring(start, behind));
    }

    private String shown(int index) {
        int point = text.codePointAt(index);
        return Character.getType(point) == Character.CONTROL || !Character.isDefined(point)
                ? String.format("U+%04X", point)
                : "'" + Character.toString(point) + "'";
    }

    /** ASCII digits only: {@link Character#digit} would take those of every script. */
    private static int digit(char character, int radix) {
        return character < 0x80 ? Character.digit(character, radix) : -1;
    }
}
