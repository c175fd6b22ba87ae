package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;

/**
 * The clock of a line: when it has sent the frames it was given. Exact, in integers: the end of the last frame is kept as whole
 * nanoseconds and a rest in units of 1/rate nanoseconds, which goes over to the next frame.
 *
 * <p>Times given out are rounded up: the first nanosecond at which the last bit is through. A new rate takes over at such a nanosecond.
 * A time beyond {@link #HORIZON} is {@code HORIZON}.
 */
final class Serialiser {
    /** 146 years. The sum of two such times is still a time. */
    static final long HORIZON = (1L << 62) - 1;

    private static final long NANOSECONDS = 1_000_000_000;
    /** A frame counts as no longer than this, 1 GiB, whatever overhead and cells make of it. */
    private static final long LONGEST = (1 << 30) - 1;

    private long rate;
    private int overhead;
    private int cell;
    private int cellOverhead;

    private long end;
    private long rest;
    private long free;

    private long begin; // of the time without a pause that ends at free
    private long busyBefore;

    private int lastLength = -1;
    private long lastTime;
    private long lastRest;

    Serialiser(Impairment impairment, long now) {
        change(impairment);
        pause(now);
    }

    void change(Impairment to) {
        rate = to.rate();
        overhead = to.overhead();
        cell = to.cell();
        cellOverhead = to.cellOverhead();
        lastLength = -1;
        end = free;
        rest = 0;
    }

    /** Whether frames take another time with {@code to} than with {@code from}. */
    static boolean differ(Impairment from, Impairment to) {
        return from.rate() != to.rate()
                || from.overhead() != to.overhead()
                || from.cell() != to.cell()
                || from.cellOverhead() != to.cellOverhead();
    }

    /** From when on the line is free. */
    long free() {
        return free;
    }

    /** Says that the line did nothing from {@link #free} until {@code now}. */
    void pause(long now) {
        busyBefore += free - begin;
        begin = now;
        end = now;
        rest = 0;
        free = now;
    }

    /** Sends a frame of {@code length} octets as soon as the line is free. Returns when it is through. */
    long send(int length) {
        if (length != lastLength) {
            measure(length);
        }
        long until = end + lastTime;
        long missing = rate - rest;
        if (lastRest < missing) {
            rest += lastRest;
        } else if (rate > 0) {
            rest = lastRest - missing;
            until++;
        }
        if (until >= HORIZON) {
            until = HORIZON;
            rest = 0;
        }
        end = until;
        free = rest == 0 ? until : until + 1;
        return free;
    }

    /** Forgets what it was given to send from {@code time} on, which is not after {@link #free}. */
    void stop(long time) {
        free = time;
        end = time;
        rest = 0;
    }

    /** Nanoseconds until {@code now} during which the line was sending. */
    long busy(long now) {
        return busyBefore + Math.max(0, Math.min(now, free) - begin);
    }

    private void measure(int length) {
        lastLength = length;
        if (rate == 0) {
            lastTime = 0;
            lastRest = 0;
            return;
        }
        long work = timedOctets(length) * 8 * NANOSECONDS;
        lastTime = Math.min(work / rate, HORIZON);
        lastRest = work % rate;
    }

    /** Octets that a frame takes on the line: with overhead (not below zero), in whole cells. */
    private long timedOctets(int length) {
        long octets = Math.max(0, (long) length + overhead);
        if (cell > 0) {
            octets = (octets + cell - 1) / cell * Math.max(0, (long) cell + cellOverhead);
        }
        return Math.min(octets, LONGEST);
    }
}
