package dev.ganz.cli.report;

/** How wide text is on a terminal, and text cut to a width. Names come from files of strangers: control characters never pass. */
public final class Columns {
    private Columns() {}

    /** The text with everything replaced that could move the cursor, ring or hide something. */
    public static String harmless(String text) {
        if (text.codePoints().allMatch(Columns::isHarmless)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : '?'));
        return clean.toString();
    }

    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i));
        }
        return width;
    }

    /** At most {@code columns} wide, with the ellipsis in the place of what was cut from the middle: both ends tell names apart. */
    static String cut(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        int room = Math.max(0, columns - width(ellipsis));
        int[] points = text.codePoints().toArray();
        int head = 0;
        int tail = points.length;
        int used = 0;
        boolean front = true;
        while (head < tail) {
            int next = width(points[front ? head : tail - 1]);
            if (used + next > room) {
                break;
            }
            used += next;
            if (front) {
                head++;
            } else {
                tail--;
            }
            front = !front;
        }
        return new String(points, 0, head) + ellipsis + new String(points, tail, points.length - tail);
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** East Asian wide characters (Unicode Standard Annex 11) by their scripts. */
    private static boolean isWide(int codePoint) {
        if (codePoint < 0x1100) {
            return false;
        }
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> codePoint >= 0x1f300 && codePoint < 0x1fb00 || codePoint >= 0xff01 && codePoint <= 0xff60;
        };
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
