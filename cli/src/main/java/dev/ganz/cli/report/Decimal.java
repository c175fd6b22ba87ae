package dev.ganz.cli.report;

import java.math.BigDecimal;

/** Numbers as programs read them: all digits, a point, no exponent, no grouping. */
final class Decimal {
    private Decimal() {}

    static String seconds(long nanos) {
        return shifted(nanos, 9);
    }

    static String millis(long nanos) {
        return shifted(nanos, 6);
    }

    /** The shortest decimal that reads back as the same {@code double}. */
    static String of(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static String shifted(long value, int digits) {
        return plain(BigDecimal.valueOf(value, digits));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
