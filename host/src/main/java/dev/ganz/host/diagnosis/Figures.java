package dev.ganz.host.diagnosis;

import java.util.Locale;

/** Numbers in sentences. */
final class Figures {
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Figures() {}

    /** {@code 96 %}. */
    static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** {@code 0.21 ms}, {@code 102 ms}. */
    static String millis(double seconds) {
        return number(seconds * 1e3) + " ms";
    }

    /** {@code 5.37 GB}. */
    static String octets(long octets) {
        return octets((double) octets);
    }

    static String octets(double octets) {
        int unit = 0;
        double rest = octets;
        while (rest >= 999.5 && unit < DECIMAL.length - 1) {
            rest /= 1000;
            unit++;
        }
        return number(rest) + " " + DECIMAL[unit];
    }

    /** Three digits that matter at most, and no zeros behind the point. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
