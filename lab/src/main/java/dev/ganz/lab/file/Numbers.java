package dev.ganz.lab.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers as YAML writes them. */
final class Numbers {
    /** Longer numbers, and greater exponents, are out of every range of the lab file. */
    private static final int LONGEST = 40;

    private Numbers() {}

    /** The value of an integer or number of the core schema; null if it is not finite or too long to be meant. */
    static @Nullable BigDecimal exact(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        if (text.startsWith("0x")) {
            return new BigDecimal(new BigInteger(text.substring(2), 16));
        }
        if (text.startsWith("0o")) {
            return new BigDecimal(new BigInteger(text.substring(2), 8));
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 2 * LONGEST ? null : number;
        } catch (NumberFormatException _) {
            return null; // .inf, .nan, and exponents beyond an int
        }
    }
}
