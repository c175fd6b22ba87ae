package dev.ganz.wire.pcap;

/**
 * What a time stamp of a pcapng interface counts.
 *
 * @param code {@code if_tsresol}: units are 10<sup>-code</sup> s, or 2<sup>-(code &amp; 127)</sup> s if the highest of its 8 bits
 *     is set
 * @param offsetSeconds {@code if_tsoffset}: seconds to add
 */
public record ClockUnit(int code, long offsetSeconds) {
    public static final ClockUnit MICROSECONDS = new ClockUnit(6, 0);
    public static final ClockUnit NANOSECONDS = new ClockUnit(9, 0);

    private static final int BINARY = 0x80;
    private static final int NANOSECOND_CODE = 9;
    private static final long SECOND = 1_000_000_000L;

    public ClockUnit {
        if (code < 0 || code > 0xff) {
            throw new IllegalArgumentException("time stamp resolution must be 0 to 255, not " + code);
        }
    }

    /**
     * Nanoseconds since 1970 of a time stamp. Parts of a nanosecond are cut off; a time that no {@code long} of nanoseconds holds
     * (before 1677, after 2262) becomes the nearest one that does.
     *
     * @param units the time stamp, unsigned
     */
    public long nanoseconds(long units) {
        long sinceOffset = (code & BINARY) != 0 ? fromBinary(units, code & BINARY - 1) : fromDecimal(units);
        return offsetSeconds == 0 ? sinceOffset : saturatedSum(sinceOffset, saturatedNanoseconds(offsetSeconds));
    }

    private long fromDecimal(long units) {
        if (code <= NANOSECOND_CODE) {
            long factor = powerOfTen(NANOSECOND_CODE - code);
            return saturated(Math.unsignedMultiplyHigh(units, factor), units * factor);
        }
        // 10^20 units and more a nanosecond: the whole 64 bits are less than one.
        return code - NANOSECOND_CODE > 19 ? 0 : Long.divideUnsigned(units, powerOfTen(code - NANOSECOND_CODE));
    }

    private static long fromBinary(long units, int shift) {
        long high = Math.unsignedMultiplyHigh(units, SECOND);
        long low = units * SECOND;
        if (shift >= Long.SIZE) {
            return high >>> shift - Long.SIZE;
        }
        return shift == 0 ? saturated(high, low) : saturated(high >>> shift, low >>> shift | high << Long.SIZE - shift);
    }

    private static long saturated(long high, long low) {
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }

    private static long saturatedNanoseconds(long seconds) {
        long limit = Long.MAX_VALUE / SECOND;
        return seconds > limit ? Long.MAX_VALUE : seconds < -limit ? Long.MIN_VALUE : seconds * SECOND;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    /** Up to 10^19, which fits 64 bits without sign. */
    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
