package dev.ganz.lab.unit;

import dev.ganz.lab.InvalidInput;
import java.math.BigDecimal;

/** Sizes in octets. */
public final class Sizes {
    private static final String KIND = "a size such as 64kB";

    private Sizes() {}

    /**
     * Reads {@code 64kB}, {@code 1500B}, {@code 1MiB}, {@code 8kbit}, and a bare count of octets: {@code 512}.
     *
     * @return octets, not negative
     * @throws InvalidInput if it is anything else, or no whole number of octets
     */
    public static long parse(String text) {
        Quantity quantity = Quantity.parse(KIND, text);
        String unit = quantity.unit();
        if (quantity.isBareCount()) {
            return quantity.times(KIND, text, BigDecimal.ONE);
        }
        if (quantity.isNegative()) {
            throw Quantity.refusal(KIND, text, "it cannot be negative");
        }
        if (unit.endsWith("B")) {
            BigDecimal factor = Prefix.factorOf(unit.substring(0, unit.length() - 1));
            if (factor != null) {
                return quantity.times(KIND, text, factor);
            }
        }
        if (unit.endsWith("bit")) {
            BigDecimal factor = Prefix.factorOf(unit.substring(0, unit.length() - 3));
            if (factor != null) {
                long bits = quantity.times(KIND, text, factor);
                if (bits % 8 != 0) {
                    throw Quantity.refusal("a size of whole bytes", text, "");
                }
                return bits / 8;
            }
        }
        throw Quantity.refusal(
                KIND, text, "units are B and bit, with k, m, g, t (1000) or Ki, Mi, Gi, Ti (1024) before them");
    }

    /** To be read by people: {@code 64 kB}, {@code 1.5 MB}, {@code 512 B}. */
    public static String text(long octets) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
        BigDecimal value = BigDecimal.valueOf(octets);
        int unit = 0;
        while (unit < units.length - 1 && value.abs().compareTo(BigDecimal.valueOf(1000)) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        return Digits.three(value) + " " + units[unit];
    }
}
