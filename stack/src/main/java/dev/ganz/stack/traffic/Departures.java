package dev.ganz.stack.traffic;

import dev.ganz.lab.Traffic;
import java.util.random.RandomGenerator;

/**
 * When the datagrams of a flow leave. Distances are carried exactly: ten million datagrams at a rate that does not divide a second
 * leave when they should, not a nanosecond late for each.
 */
final class Departures {
    private static final long SECOND = 1_000_000_000L;

    private final Traffic.Pattern pattern;
    private final RandomGenerator random;
    private final long rate;
    /** Nanoseconds from one datagram to the next, without what {@link #rest} adds. */
    private final long step;
    /** In units of one {@link #rate}th of a nanosecond. */
    private final long rest;
    /** From one datagram to the next, nanoseconds. */
    private final double mean;

    /** Time spent sending, without the silence of on-off flows. */
    private long sending;

    /** What {@link #sending} lacks to the exact time, in units of one {@link #rate}th of a nanosecond. */
    private long remainder;

    private double fraction;
    private long silence;
    private long periodEnd;
    private boolean begun;

    /**
     * @param rate bits per second of payload while sending, at least 1
     * @param size octets of payload, at least 1
     */
    Departures(Traffic.Pattern pattern, long rate, int size, RandomGenerator random) {
        if (rate < 1 || size < 1) {
            throw new IllegalArgumentException("rate and size must be at least 1, not " + rate + " and " + size);
        }
        this.pattern = pattern;
        this.random = random;
        this.rate = rate;
        long span = size * 8L * SECOND;
        this.step = span / rate;
        this.rest = span % rate;
        this.mean = (double) span / rate;
        if (pattern instanceof Traffic.OnOff(long on, long off)) {
            periodEnd = Math.max(1, (long) exponential((double) on));
        }
    }

    /** When the next datagram leaves, nanoseconds after the flow began; the first of a constant flow at once. */
    long next() {
        if (pattern instanceof Traffic.Poisson) {
            stepAtRandom();
        } else if (begun) {
            step();
        }
        if (pattern instanceof Traffic.OnOff(long on, long off)) {
            while (sending >= periodEnd) {
                silence += (long) exponential((double) off);
                periodEnd += Math.max(1, (long) exponential((double) on)); // a mean of 0 must not stand still
            }
        }
        begun = true;
        return sending + silence;
    }

    private void step() {
        sending += step;
        remainder += rest;
        if (remainder >= rate) {
            remainder -= rate;
            sending++;
        }
    }

    private void stepAtRandom() {
        double exact = fraction + exponential(mean);
        long whole = (long) exact;
        sending += whole;
        fraction = exact - whole;
    }

    private double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble()); // 1 - x: never the logarithm of zero
    }
}
