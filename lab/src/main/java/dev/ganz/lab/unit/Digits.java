package dev.ganz.lab.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with about three digits, as tables show them. */
final class Digits {
    private Digits() {}

    /** {@code value / unit} with three digits before or around the point, without zeros at its end: 4, 4.05, 12.3, 850, 1234. */
    static String three(long value, long unit) {
        return three(BigDecimal.valueOf(value).divide(BigDecimal.valueOf(unit)));
    }

    static String three(BigDecimal exact) {
        int before = exact.precision() - exact.scale();
        BigDecimal rounded = exact.setScale(Math.clamp(3 - before, 0, 3), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
