package dev.ganz.lab.unit;

import dev.ganz.lab.InvalidInput;
import java.math.BigDecimal;

/** Times in nanoseconds. */
public final class Durations {
    private static final String KIND = "a duration such as 20ms";
    private static final long SECOND = 1_000_000_000L;

    private Durations() {}

    /**
     * Reads {@code 20ms}, {@code 1.5s}, {@code 250us}, {@code 3ns}, {@code 2m} or {@code 1h} (tc's longer names too) and 0.
     *
     * @return nanoseconds, not negative, rounded where the text is finer
     * @throws InvalidInput if it is anything else, a number without a unit among it
     */
    public static long parse(String text) {
        Quantity quantity = Quantity.parse(KIND, text);
        if (quantity.isBareZero()) {
            return 0;
        }
        long unit = switch (quantity.unit()) {
            case "ns", "nsec", "nsecs" -> 1;
            case "us", "usec", "usecs", "µs", "μs" -> 1_000;
            case "ms", "msec", "msecs" -> 1_000_000;
            case "s", "sec", "secs" -> SECOND;
            case "m", "min" -> 60 * SECOND;
            case "h" -> 3600 * SECOND;
            case "" ->
                throw Quantity.refusal(
                        KIND,
                        text,
                        "without a unit it could be " + text.strip() + "ms as well as " + text.strip() + "s");
            default -> throw Quantity.refusal(KIND, text, "units are ns, us, ms, s, m and h");
        };
        return quantity.times(KIND, text, BigDecimal.valueOf(unit));
    }

    /** To be read by people: three digits or a little more, {@code 12.3 ms}, {@code 850 ns}, {@code 2 s}, {@code 1 h 30 min}. */
    public static String text(long nanoseconds) {
        if (nanoseconds == Long.MIN_VALUE) {
            return text(Long.MIN_VALUE + 1);
        }
        if (nanoseconds < 0) {
            return "-" + text(-nanoseconds);
        }
        if (nanoseconds == 0) {
            return "0 s";
        }
        if (nanoseconds < 1_000) {
            return nanoseconds + " ns";
        }
        if (nanoseconds < 1_000_000) {
            return Digits.three(nanoseconds, 1_000) + " us";
        }
        if (nanoseconds < SECOND) {
            return Digits.three(nanoseconds, 1_000_000) + " ms";
        }
        if (nanoseconds < 120 * SECOND) {
            return Digits.three(nanoseconds, SECOND) + " s";
        }
        long seconds = nanoseconds / SECOND;
        return seconds < 7200
                ? two(seconds / 60, " min", seconds % 60, " s")
                : two(seconds / 3600, " h", seconds / 60 % 60, " min");
    }

    private static String two(long whole, String unit, long part, String smaller) {
        return whole + unit + (part == 0 ? "" : " " + part + smaller);
    }

    /** As {@link #parse} reads it, and exact: {@code 20ms}, {@code 1500us}, {@code 90s}. */
    public static String exact(long nanoseconds) {
        if (nanoseconds % SECOND == 0) {
            return nanoseconds / SECOND + "s";
        }
        if (nanoseconds % 1_000_000 == 0) {
            return nanoseconds / 1_000_000 + "ms";
        }
        return nanoseconds % 1_000 == 0 ? nanoseconds / 1_000 + "us" : nanoseconds + "ns";
    }
}
