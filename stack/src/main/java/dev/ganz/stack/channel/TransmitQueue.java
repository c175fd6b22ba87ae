package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment.QueueLimit;

/**
 * The frames that wait for the line, oldest first: when each will begin to be sent, its octets, and its draw for the delay. The
 * frames themselves are in the {@link DelayLine} already, since with drop-tail all is known when they are offered.
 *
 * <p>A frame leaves by the passing of time: nothing is done for it but to move an index on and to sum up its wait, at
 * {@link #advance}.
 */
final class TransmitQueue {
    private static final int FIRST_CAPACITY = 8;
    private static final long[] NO_TIMES = {};
    private static final int[] NO_LENGTHS = {};
    private static final double[] NO_DRAWS = {};

    private int mostPackets;
    private long mostOctets;

    private long[] arrivals = NO_TIMES;
    private long[] starts = NO_TIMES;
    private int[] lengths = NO_LENGTHS;
    private double[] draws = NO_DRAWS;
    private int head;
    private int count;
    private long octets;

    private double frameTime; // frames times nanoseconds of those that left
    private double octetTime;
    private int peakFrames;
    private long peakOctets;

    void limit(QueueLimit limit) {
        mostPackets = limit.packets();
        mostOctets = limit.octets();
    }

    int count() {
        return count;
    }

    long octets() {
        return octets;
    }

    int peakFrames() {
        return peakFrames;
    }

    long peakOctets() {
        return peakOctets;
    }

    /** Whether a frame of {@code length} octets may wait. */
    boolean admits(int length, long now) {
        advance(now);
        return count < mostPackets && octets + length <= mostOctets;
    }

    void add(int length, double draw, long start, long now) {
        if (count == starts.length) {
            grow();
        }
        int at = index(count);
        arrivals[at] = now;
        starts[at] = start;
        lengths[at] = length;
        draws[at] = draw;
        count++;
        octets += length;
        peakFrames = Math.max(peakFrames, count);
        peakOctets = Math.max(peakOctets, octets);
    }

    /** Lets those go that begin to be sent at {@code now} at the latest. */
    void advance(long now) {
        while (count > 0 && starts[head] <= now) {
            leave(starts[head]);
        }
    }

    /** When the {@code i}-th waiting frame begins to be sent; {@code free} for the one behind the last. */
    long start(int i, long free) {
        return i == count ? free : starts[index(i)];
    }

    int length(int i) {
        return lengths[index(i)];
    }

    double draw(int i) {
        return draws[index(i)];
    }

    void restart(int i, long start) {
        starts[index(i)] = start;
    }

    /** Lets all go. */
    void clear(long now) {
        while (count > 0) {
            leave(now);
        }
    }

    /** Frames times nanoseconds spent in here until {@code now}, after {@link #advance}. */
    double frameTime(long now) {
        double sum = frameTime;
        for (int i = 0; i < count; i++) {
            sum += now - arrivals[index(i)];
        }
        return sum;
    }

    /** Octets times nanoseconds spent in here until {@code now}, after {@link #advance}. */
    double octetTime(long now) {
        double sum = octetTime;
        for (int i = 0; i < count; i++) {
            sum += (double) (now - arrivals[index(i)]) * lengths[index(i)];
        }
        return sum;
    }

    private void leave(long time) {
        double wait = time - arrivals[head];
        int length = lengths[head];
        frameTime += wait;
        octetTime += wait * length;
        octets -= length;
        head = index(1);
        count--;
    }

    private int index(int i) {
        return head + i & starts.length - 1;
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, count * 2);
        arrivals = unwrapped(arrivals, capacity);
        starts = unwrapped(starts, capacity);
        int[] moreLengths = new int[capacity];
        double[] moreDraws = new double[capacity];
        for (int i = 0; i < count; i++) {
            moreLengths[i] = lengths[head + i & count - 1];
            moreDraws[i] = draws[head + i & count - 1];
        }
        lengths = moreLengths;
        draws = moreDraws;
        head = 0;
    }

    private long[] unwrapped(long[] ring, int capacity) {
        long[] straight = new long[capacity];
        System.arraycopy(ring, head, straight, 0, count - head);
        System.arraycopy(ring, 0, straight, count - head, head);
        return straight;
    }
}
