package dev.ganz.cli.report;

import java.util.Locale;

/** Numbers as a person reads them. */
public final class Quantity {
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};

    private Quantity() {}

    /** {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 node}, {@code 40 nodes}. */
    public static String plural(long count, String noun) {
        return plural(count, noun, noun + "s");
    }

    /** {@code 1 delivery}, {@code 40 deliveries}. */
    public static String plural(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** {@code 12.5 s}, {@code 340 ms}, {@code 2 h 5 min}: three digits that matter. */
    public static String duration(long nanos) {
        if (nanos < 0) {
            return "-" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
        }
        if (nanos >= 600_000_000_000L) {
            long minutes = (nanos + 30_000_000_000L) / 60_000_000_000L;
            return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
        }
        if (nanos >= 1_000_000_000L) {
            return digits(nanos / 1e9) + " s";
        }
        if (nanos >= 1_000_000L) {
            return digits(nanos / 1e6) + " ms";
        }
        return nanos >= 1000 ? digits(nanos / 1e3) + " µs" : nanos == 0 ? "0 s" : nanos + " ns";
    }

    /** Milliseconds without their unit, for a column of them: {@code 20.123}. */
    static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 1_000_000_000_000L ? "%,.3f" : "%,.0f", nanos / 1e6);
    }

    /** {@code 4.87 Mbit/s}. */
    public static String rate(double bitsPerSecond) {
        return scaled(bitsPerSecond, "bit/s");
    }

    /** {@code 1.25 MB}: k is 1000. */
    public static String octets(double octets) {
        return scaled(octets, "B");
    }

    /** {@code 4.02 M}, a number with its decimal prefix. */
    public static String amount(double value) {
        return scaled(value, "").stripTrailing();
    }

    /** A share in percent: {@code 0 %}, {@code <0.01 %}, {@code 2.50 %}; 100 % only if it is all. */
    public static String percent(double share) {
        if (share <= 0) {
            return "0 %";
        }
        double percent = share * 100;
        if (percent < 0.01) {
            return "<0.01 %";
        }
        if (percent < 100 && percent > 99.95) {
            return ">99.9 %";
        }
        return digits(percent) + " %";
    }

    private static String scaled(double value, String unit) {
        int step = 0;
        double rest = value;
        // 999.5 would print as 1000
        while (rest >= 999.5 && step < DECIMAL.length - 1) {
            rest /= 1000;
            step++;
        }
        String number = step == 0 && rest == Math.rint(rest) ? String.valueOf((long) rest) : digits(rest);
        return number + " " + DECIMAL[step] + unit;
    }

    private static String digits(double value) {
        String text = String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
