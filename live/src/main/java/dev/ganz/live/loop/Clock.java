package dev.ganz.live.loop;

import java.time.Instant;

/**
 * Time since a loop began, and the arrival of frames on it. The kernel notes arrivals by the wall clock, so the two are compared every
 * second; a frame that would have come in the future, or long ago, came now. For one thread.
 */
final class Clock {
    private static final long SECOND = 1_000_000_000;
    /** A frame that waited longer for this thread is none: the wall clock was set. */
    private static final long LONGEST_WAIT = 100_000_000;

    private static final int COMPARISONS = 5;

    private final long begun = System.nanoTime();
    private long compared = -SECOND;
    private long ahead;

    /** Nanoseconds since the beginning. */
    long now() {
        return System.nanoTime() - begun;
    }

    /**
     * When a frame came in.
     *
     * @param wall nanoseconds since 1970
     */
    long arrival(long wall) {
        long now = now();
        if (now - compared >= SECOND) {
            compare(now);
        }
        long arrival = wall - ahead;
        return arrival > now || arrival < now - LONGEST_WAIT ? now : arrival;
    }

    /** The best of some comparisons: one that nothing came between. */
    private void compare(long now) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < COMPARISONS; i++) {
            long before = now();
            Instant instant = Instant.now();
            long after = now();
            if (after - before < best) {
                best = after - before;
                ahead = instant.getEpochSecond() * SECOND + instant.getNano() - (before + after) / 2;
            }
        }
        compared = now;
    }
}
