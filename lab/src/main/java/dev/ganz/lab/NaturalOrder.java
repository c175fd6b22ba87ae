package dev.ganz.lab;

/**
 * The order in which people read names: runs of digits count as numbers, so {@code eth2} comes before {@code eth10}. Names that
 * differ in leading zeros alone ({@code p1}, {@code p01}) are told apart character by character, so only equal names compare as 0.
 *
 * <p>As a comparator: {@code NaturalOrder::compare}.
 */
public final class NaturalOrder {
    private NaturalOrder() {}

    public static int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        int i = 0;
        int digits = 0; // where the run of digits began that the two have in common up to here
        while (i < shared && a.charAt(i) == b.charAt(i)) {
            digits = isDigit(a.charAt(i++)) ? digits : i;
        }
        return i == a.length() && i == b.length() ? 0 : compareFrom(a, digits, b, digits);
    }

    private static int compareFrom(String a, int fromA, String b, int fromB) {
        int i = fromA;
        int j = fromB;
        while (i < a.length() && j < b.length()) {
            char x = a.charAt(i);
            char y = b.charAt(j);
            if (isDigit(x) && isDigit(y)) {
                int endOfA = endOfDigits(a, i);
                int endOfB = endOfDigits(b, j);
                int order = compareNumbers(a, i, endOfA, b, j, endOfB);
                if (order != 0) {
                    return order;
                }
                i = endOfA;
                j = endOfB;
            } else if (x != y) {
                return Character.compare(x, y);
            } else {
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** Numbers of any length, which is why they are compared as text: without leading zeros the longer is the greater. */
    private static int compareNumbers(String a, int fromA, int toA, String b, int fromB, int toB) {
        int i = skipZeros(a, fromA, toA);
        int j = skipZeros(b, fromB, toB);
        if (toA - i != toB - j) {
            return Integer.compare(toA - i, toB - j);
        }
        while (i < toA) {
            int order = Character.compare(a.charAt(i++), b.charAt(j++));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int skipZeros(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
