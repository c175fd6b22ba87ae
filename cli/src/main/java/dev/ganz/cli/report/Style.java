package dev.ganz.cli.report;

/**
 * What the reader's screen can show.
 *
 * @param colour whether escape sequences of ECMA-48 are understood and wanted
 * @param unicode whether more than ASCII can be shown
 * @param width columns
 */
public record Style(boolean colour, boolean unicode, int width) {
    /** Nobody cuts what goes into a file or a pipe. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** For files and pipes. */
    public static final Style PLAIN = new Style(false, true, UNLIMITED);

    public String paint(Tone tone, String text) {
        return colour ? tone.paint(text) : text;
    }

    String yes() {
        return unicode ? "✓" : "ok  ";
    }

    String no() {
        return unicode ? "✗" : "FAIL";
    }

    String arrow() {
        return unicode ? "→" : "->";
    }

    String ellipsis() {
        return unicode ? "…" : "~";
    }

    /** A bar of at most {@code columns} columns; a share above zero shows at least something. */
    public String bar(double share, int columns) {
        int eighths = (int) Math.round(Math.clamp(share, 0, 1) * columns * 8);
        if (share > 0 && eighths == 0) {
            eighths = 1;
        }
        if (!unicode) {
            return "#".repeat((eighths + 7) / 8);
        }
        String full = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? full : full + (char) ('█' + 8 - eighths % 8);
    }
}
