package dev.ganz.lab.unit;

import dev.ganz.lab.InvalidInput;
import java.math.BigDecimal;
import java.util.Locale;

/** Rates in bits per second. */
public final class Rates {
    private static final String KIND = "a rate such as 10mbit";
    /** A hundred times the fastest line that exists: beyond it a rate is a slip of the pen. */
    public static final long FASTEST = 100_000_000_000_000L;

    private Rates() {}

    /**
     * Reads {@code 10mbit}, {@code 2.5Gbit/s}, {@code 100kB/s}, {@code 1Mibit}: k, m, g and t are powers of 1000, Ki, Mi, Gi and Ti of
     * 1024; {@code bit} or {@code B} is named, and a capital B is an octet.
     *
     * @return bits per second, at least 1 and at most {@link #FASTEST}
     * @throws InvalidInput if it is anything else; tc's {@code kbps}, which are octets, with a hint
     */
    public static long parse(String text) {
        Quantity quantity = Quantity.parse(KIND, text);
        String unit = quantity.unit();
        if (unit.isEmpty()) {
            throw Quantity.refusal(
                    KIND,
                    text,
                    quantity.isBareZero()
                            ? "a rate is above 0, and no rate at all means no limit"
                            : "a rate needs a unit: bit or B");
        }
        String name = unit.endsWith("/s") ? unit.substring(0, unit.length() - 2) : unit;
        BigDecimal factor = factor(name);
        if (factor == null) {
            throw Quantity.refusal(KIND, text, hint(name, quantity.number().toPlainString()));
        }
        long rate = quantity.times(KIND, text, factor);
        if (rate < 1 || rate > FASTEST) {
            throw Quantity.refusal("a rate from 1bit to " + exact(FASTEST), text, "");
        }
        return rate;
    }

    private static @org.jspecify.annotations.Nullable BigDecimal factor(String unit) {
        if (unit.toLowerCase(Locale.ROOT).endsWith("bit")) {
            return Prefix.factorOf(unit.substring(0, unit.length() - 3));
        }
        if (unit.endsWith("B")) {
            BigDecimal prefix = Prefix.factorOf(unit.substring(0, unit.length() - 1));
            return prefix == null ? null : prefix.multiply(BigDecimal.valueOf(8));
        }
        return null;
    }

    private static String hint(String unit, String number) {
        String lower = unit.toLowerCase(Locale.ROOT);
        if (lower.endsWith("bps")) {
            String prefix = unit.substring(0, unit.length() - 3);
            if (Prefix.factorOf(prefix) != null) {
                return "tc reads bps as bytes per second: write " + number + prefix + "bit or " + number + prefix + "B";
            }
        }
        if (unit.endsWith("b") && Prefix.factorOf(unit.substring(0, unit.length() - 1)) != null) {
            return "write " + number + unit + "it for bits or " + number + unit.substring(0, unit.length() - 1)
                    + "B for bytes";
        }
        return "units are bit and B, with k, m, g, t (1000) or Ki, Mi, Gi, Ti (1024) before them";
    }

    /** To be read by people: {@code 4 Mbit/s}, {@code 2.49 Gbit/s}, {@code 800 bit/s}. */
    public static String text(double bitsPerSecond) {
        if (!(Math.abs(bitsPerSecond) < 1e18)) {
            return Double.isNaN(bitsPerSecond) ? "-" : String.format(Locale.ROOT, "%.3g bit/s", bitsPerSecond);
        }
        String[] units = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};
        BigDecimal value = BigDecimal.valueOf(bitsPerSecond);
        int unit = 0;
        while (unit < units.length - 1 && value.abs().compareTo(BigDecimal.valueOf(1000)) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        return Digits.three(value) + " " + units[unit];
    }

    /** As {@link #parse} reads it, and exact: {@code 10mbit}, {@code 1544kbit}. */
    public static String exact(long bitsPerSecond) {
        String[] units = {"bit", "kbit", "mbit", "gbit", "tbit"};
        long value = bitsPerSecond;
        int unit = 0;
        while (unit < units.length - 1 && value != 0 && value % 1000 == 0) {
            value /= 1000;
            unit++;
        }
        return value + units[unit];
    }
}
