package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;

/**
 * How long a frame is under way. What is random about it is drawn when the frame is offered and kept with it while it waits, so
 * that a change of the delay can be applied to it.
 */
final class Jitter {
    /** In place of a draw: the mean delay. */
    static final double STEADY = -1;

    /** In place of a draw: no delay, ahead of the frames under way. */
    static final double SKIPS = -2;

    /** Longer delays are this long: 18 years. */
    static final long LONGEST = Serialiser.HORIZON / 8;

    private final Draws draws;
    private final Draws reorderDraws;
    private long mean;
    private long deviation;
    private short[] table = {};
    private double reorder;
    private int gap;
    private int delayed; // frames since the last one that skipped

    Jitter(Impairment impairment, Streams streams) {
        draws = new Draws(streams.of("jitter"), impairment.correlation());
        reorderDraws = new Draws(streams.of("reorder"), impairment.reorder().correlation());
        change(impairment);
    }

    static boolean varies(Impairment impairment) {
        return impairment.jitter() > 0 || impairment.reorder().probability() > 0;
    }

    /** Whether a frame takes another time with {@code to} than with {@code from}. */
    static boolean differ(Impairment from, Impairment to) {
        return from.delay() != to.delay()
                || from.jitter() != to.jitter()
                || from.distribution() != to.distribution()
                || from.ordered() != to.ordered();
    }

    void reseed(Streams streams) {
        draws.restart(streams.of("jitter"));
        reorderDraws.restart(streams.of("reorder"));
    }

    void change(Impairment to) {
        mean = Math.min(to.delay(), LONGEST);
        deviation = Math.min(to.jitter(), LONGEST);
        table = JitterTable.of(to.distribution());
        reorder = to.reorder().probability();
        gap = to.gap();
        draws.correlation(to.correlation());
        reorderDraws.correlation(to.reorder().correlation());
    }

    double draw() {
        return deviation == 0 ? STEADY : draws.next();
    }

    /**
     * Whether this frame skips the delay: with the chance of {@code reorder} once {@code gap - 1} frames were delayed since the last
     * that did, as netem counts.
     */
    boolean skips() {
        if (reorder <= 0) {
            return false;
        }
        if (delayed >= gap - 1 && reorderDraws.happens(reorder)) {
            delayed = 0;
            return true;
        }
        delayed = Math.min(delayed, Integer.MAX_VALUE - 1) + 1;
        return false;
    }

    /** Nanoseconds under way, not negative. */
    long delay(double draw) {
        if (draw < 0) {
            return draw == SKIPS ? 0 : mean;
        }
        return Math.max(0, JitterTable.delay(table, mean, deviation, draw));
    }
}
