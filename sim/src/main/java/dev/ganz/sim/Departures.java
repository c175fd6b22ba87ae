package dev.ganz.sim;

import dev.ganz.lab.Traffic;
import java.util.random.RandomGenerator;

/** When the datagrams of a flow leave: the times of one pattern, one after another. */
final class Departures {
    private static final double BITS_PER_NANO = 8e9;

    private final Traffic.Pattern pattern;
    private final RandomGenerator random;
    /** Nanoseconds between two datagrams at the flow's rate: a whole number, and a fraction in parts of the rate. */
    private final long gap;

    private final long gapRemainder;
    private final long rate;
    private final double meanGap;
    private long carried;
    private long next;
    /** End of the present period of sending. */
    private long onEnd = Long.MAX_VALUE;

    /**
     * The times of a flow.
     *
     * @param rate bits per second, at least 1
     * @param size octets of a datagram's payload, at least 1
     */
    Departures(Traffic.Pattern pattern, long start, long rate, int size, RandomGenerator random) {
        long nanosTimesRate = size * 8L * 1_000_000_000L;
        this.pattern = pattern;
        this.random = random;
        this.rate = rate;
        this.gap = nanosTimesRate / rate;
        this.gapRemainder = nanosTimesRate % rate;
        this.meanGap = size * BITS_PER_NANO / rate;
        this.next = start;
        if (pattern instanceof Traffic.OnOff(long on, long _)) {
            onEnd = start + exponential((double) on);
        }
    }

    /** When the next datagram leaves. */
    long next() {
        return next;
    }

    /** The next datagram has left, or was skipped. */
    void advance() {
        switch (pattern) {
            case Traffic.Constant _ -> next += constantGap();
            case Traffic.Poisson _ -> next += exponential(meanGap);
            case Traffic.OnOff(long on, long off) -> {
                next += constantGap();
                while (next > onEnd) {
                    next = onEnd + exponential((double) off);
                    onEnd = next + exponential((double) on);
                }
            }
        }
    }

    /** The gap with the fraction carried: after n datagrams the time is exact. */
    private long constantGap() {
        carried += gapRemainder;
        if (carried >= rate) {
            carried -= rate;
            return gap + 1;
        }
        return gap;
    }

    private long exponential(double mean) {
        return (long) StrictMath.ceil(-StrictMath.log(1 - random.nextDouble()) * mean);
    }
}
