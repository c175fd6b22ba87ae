package dev.ganz.wire.addr;

/**
 * Text that is no address of the kind that was looked for: the only error that the {@code parse} methods of this package throw.
 * The message is a whole sentence for the one who wrote the text; {@link #offset} says at which character of it.
 */
public final class MalformedAddress extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Longer texts are quoted in part: the longest address with its prefix length has 49 characters. */
    private static final int QUOTED = 60;

    /** Index of the offending character in the text; the length of the text if something is missing at its end. */
    private final int offset;

    MalformedAddress(String kind, String text, int offset, String expected, String found) {
        super("\"" + quoted(text) + "\" is not " + kind + ": expected " + expected + " at character " + (offset + 1)
                + ", found " + found);
        this.offset = offset;
    }

    /** Index of the first character that cannot be, from 0. */
    public int offset() {
        return offset;
    }

    /** The text without control characters, cut where it is too long to be read. */
    private static String quoted(String text) {
        String shown = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
        return shown.replaceAll("\\p{C}", "\ufffd");
    }
}
