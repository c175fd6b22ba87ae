package dev.ganz.lab.unit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Multiples: {@code k} is 1000 and {@code Ki} 1024 (IEC 80000-13), in upper or lower case as tc reads them. */
enum Prefix {
    NONE("", 1),
    KILO("k", 1_000L),
    MEGA("m", 1_000_000L),
    GIGA("g", 1_000_000_000L),
    TERA("t", 1_000_000_000_000L),
    KIBI("ki", 1L << 10),
    MEBI("mi", 1L << 20),
    GIBI("gi", 1L << 30),
    TEBI("ti", 1L << 40);

    private final String letters;
    private final BigDecimal factor;

    Prefix(String letters, long factor) {
        this.letters = letters;
        this.factor = BigDecimal.valueOf(factor);
    }

    /** The multiple that these letters name, or null. */
    static @Nullable BigDecimal factorOf(String letters) {
        for (Prefix prefix : values()) {
            if (prefix.letters.equalsIgnoreCase(letters)) {
                return prefix.factor;
            }
        }
        return null;
    }
}
