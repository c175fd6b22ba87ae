package dev.ganz.stack.channel;

import dev.ganz.stack.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames under way that overtake each other: a radix heap (Ahuja, Mehlhorn, Orlin and Tarjan, 1990) over the time at which they are due.
 * It fits since nothing is pushed that is due before what was taken: time does not go back. Frames due at the same time come out as
 * they went in.
 *
 * <p>Bucket {@code b} holds, as a linked list in the order of pushing, the frames whose time first differs from {@code passed} in bit
 * {@code b-1}; bucket 0 those due at {@code passed}. The first frame is always in the lowest bucket. When it is taken, the bucket is
 * dealt out to lower ones. A frame goes down at most 63 times; here, where dues are spread over some milliseconds, some ten times.
 */
final class OvertakingLine {
    private static final int NONE = -1;

    private @Nullable Frame[] frames;
    private long[] dues;
    private long[] sequences;
    private int[] links; // to the next frame of the bucket, or the next free place
    private int firstFree;
    private int count;
    private long sequence;

    private final int[] firsts = new int[Long.SIZE];
    private final int[] lasts = new int[Long.SIZE];
    private final long[] earliest = new long[Long.SIZE]; // of a bucket that is not empty
    private long filled; // a bit for each bucket that is not empty
    private long passed; // nothing is due before
    private long next = Channel.NEVER;
    private long latest;

    /** With room for {@code capacity} frames at first. */
    OvertakingLine(int capacity) {
        frames = new Frame[capacity];
        dues = new long[capacity];
        sequences = new long[capacity];
        links = new int[capacity];
        free(0);
    }

    int count() {
        return count;
    }

    long next() {
        return next;
    }

    /** The latest time at which a frame is due that is or was in here. */
    long latest() {
        return latest;
    }

    void push(Frame frame, long due) {
        if (firstFree == NONE) {
            grow();
        }
        if (count == 0) {
            passed = 0;
            latest = due;
        }
        int at = firstFree;
        firstFree = links[at];
        frames[at] = frame;
        dues[at] = due;
        sequences[at] = sequence++;
        count++;
        append(at);
        next = Math.min(next, due);
        latest = Math.max(latest, due);
    }

    /** Takes the first frame out. There must be one. */
    Frame take() {
        if ((filled & 1) == 0) {
            dealOut();
        }
        int at = firsts[0];
        firsts[0] = links[at];
        if (firsts[0] == NONE) {
            filled &= ~1;
        }
        count--;
        next = earliest();
        return release(at);
    }

    /** Takes the frames back that were pushed last, in the order of pushing. They must be in here still. */
    void takeBack(Frame[] last) {
        long from = sequence - last.length;
        long buckets = filled;
        filled = 0;
        latest = Long.MIN_VALUE;
        for (; buckets != 0; buckets &= buckets - 1) {
            int at = firsts[Long.numberOfTrailingZeros(buckets)];
            while (at != NONE) {
                int following = links[at];
                if (sequences[at] < from) {
                    latest = Math.max(latest, dues[at]);
                    append(at); // where it was
                } else {
                    last[(int) (sequences[at] - from)] = release(at);
                }
                at = following;
            }
        }
        count -= last.length;
        sequence = from;
        next = earliest();
    }

    private void append(int at) {
        long due = dues[at];
        int bucket = Long.SIZE - Long.numberOfLeadingZeros(due ^ passed);
        links[at] = NONE;
        if ((filled >>> bucket & 1) == 0) {
            filled |= 1L << bucket;
            firsts[bucket] = at;
            earliest[bucket] = due;
        } else {
            links[lasts[bucket]] = at;
            earliest[bucket] = Math.min(earliest[bucket], due);
        }
        lasts[bucket] = at;
    }

    private void dealOut() {
        int lowest = Long.numberOfTrailingZeros(filled);
        filled &= filled - 1;
        passed = earliest[lowest];
        int at = firsts[lowest];
        while (at != NONE) {
            int following = links[at];
            append(at);
            at = following;
        }
    }

    private long earliest() {
        return filled == 0 ? Channel.NEVER : earliest[Long.numberOfTrailingZeros(filled)];
    }

    private Frame release(int at) {
        Frame frame = frames[at];
        if (frame == null) {
            throw new IllegalStateException("no frame is under way");
        }
        frames[at] = null;
        links[at] = firstFree;
        firstFree = at;
        return frame;
    }

    private void grow() {
        int before = frames.length;
        frames = Arrays.copyOf(frames, before * 2);
        dues = Arrays.copyOf(dues, before * 2);
        sequences = Arrays.copyOf(sequences, before * 2);
        links = Arrays.copyOf(links, before * 2);
        free(before);
    }

    /** Puts all places from {@code first} on into the list of free ones. */
    private void free(int first) {
        for (int i = first; i < links.length; i++) {
            links[i] = i + 1 == links.length ? NONE : i + 1;
        }
        firstFree = first;
    }
}
