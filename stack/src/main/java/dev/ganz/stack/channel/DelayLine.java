package dev.ganz.stack.channel;

import dev.ganz.stack.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames under way, each due at a time; frames due at the same time come out as they went in.
 *
 * <p>While no frame overtakes, this is a ring in which the frames are sorted as they come. The first that overtakes turns it
 * into a binary heap over time and sequence, which a sorted ring that begins at index 0 is already; once empty, it is a ring
 * again.
 */
final class DelayLine {
    private static final int FIRST_CAPACITY = 8;
    private static final @Nullable Frame[] NO_FRAMES = {};
    private static final long[] NO_TIMES = {};

    private @Nullable Frame[] frames = NO_FRAMES; // capacity is a power of two
    private long[] dues = NO_TIMES;
    private long[] sequences = NO_TIMES; // of the heap only
    private int head; // 0 in the heap
    private int count;
    private boolean heap;
    private long sequence; // of the next frame

    private long next = Channel.NEVER;
    private long latest = Long.MIN_VALUE;

    /** When the first frame is due; {@link Channel#NEVER} if there is none. */
    long next() {
        return next;
    }

    /** The latest time at which a frame is due in here; the least of all times if there is none. */
    long latest() {
        return count == 0 ? Long.MIN_VALUE : latest;
    }

    int count() {
        return count;
    }

    void push(Frame frame, long due) {
        if (heap || due < latest) {
            pushOutOfOrder(frame, due);
            return;
        }
        latest = due;
        int size = count;
        if (size == frames.length) {
            grow();
        }
        int at = head + size & frames.length - 1;
        frames[at] = frame;
        dues[at] = due;
        count = size + 1;
        sequence++;
        if (size == 0) {
            next = due;
        }
    }

    /** Takes the first frame out. There must be one. */
    Frame take() {
        if (heap) {
            return takeFromHeap();
        }
        int at = head;
        Frame frame = frame(at);
        frames[at] = null;
        head = at + 1 & frames.length - 1;
        next = --count == 0 ? Channel.NEVER : dues[head];
        return frame;
    }

    /** Takes the {@code last.length} frames back that were pushed last, in the order of pushing. They must be in here still. */
    void takeBack(Frame[] last) {
        long from = sequence - last.length;
        if (heap) {
            takeBackFromHeap(last, from);
        } else {
            count -= last.length;
            for (int i = 0; i < last.length; i++) {
                int at = head + count + i & frames.length - 1;
                last[i] = frame(at);
                frames[at] = null;
            }
            latest = count == 0 ? Long.MIN_VALUE : dues[head + count - 1 & frames.length - 1];
            next = count == 0 ? Channel.NEVER : dues[head];
        }
        sequence = from;
    }

    private Frame frame(int at) {
        Frame frame = frames[at];
        if (frame == null) {
            throw new IllegalStateException("no frame is under way");
        }
        return frame;
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, frames.length * 2);
        dues = Arrays.copyOf(unwrapped(dues), capacity);
        @Nullable Frame[] larger = new Frame[capacity];
        System.arraycopy(frames, head, larger, 0, frames.length - head);
        System.arraycopy(frames, 0, larger, frames.length - head, head);
        frames = larger;
        head = 0;
        if (heap) {
            sequences = Arrays.copyOf(sequences, capacity);
        }
    }

    private long[] unwrapped(long[] ring) {
        long[] straight = new long[ring.length];
        System.arraycopy(ring, head, straight, 0, ring.length - head);
        System.arraycopy(ring, 0, straight, ring.length - head, head);
        return straight;
    }

    private void pushOutOfOrder(Frame frame, long due) {
        if (count == 0) {
            heap = false;
            latest = Long.MIN_VALUE;
            push(frame, due);
            return;
        }
        if (count == frames.length) {
            grow();
        }
        if (!heap) {
            toHeap();
        }
        latest = Math.max(latest, due);
        siftUp(count++, frame, due, sequence++);
        next = dues[0];
    }

    private void toHeap() {
        if (head != 0) {
            dues = unwrapped(dues);
            @Nullable Frame[] straight = new Frame[frames.length];
            System.arraycopy(frames, head, straight, 0, frames.length - head);
            System.arraycopy(frames, 0, straight, frames.length - head, head);
            frames = straight;
            head = 0;
        }
        if (sequences.length < frames.length) {
            sequences = new long[frames.length];
        }
        for (int i = 0; i < count; i++) {
            sequences[i] = sequence - count + i;
        }
        heap = true;
    }

    private Frame takeFromHeap() {
        Frame frame = frame(0);
        int last = --count;
        Frame moved = frame(last);
        frames[last] = null;
        if (last == 0) {
            heap = false;
            next = Channel.NEVER;
        } else {
            siftDown(0, moved, dues[last], sequences[last]);
            next = dues[0];
        }
        return frame;
    }

    private void takeBackFromHeap(Frame[] last, long from) {
        int kept = 0;
        latest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            Frame frame = frame(i);
            frames[i] = null;
            if (sequences[i] >= from) {
                last[(int) (sequences[i] - from)] = frame;
            } else {
                // what was checked before stays a heap: it goes to an index no higher than its own
                latest = Math.max(latest, dues[i]);
                siftUp(kept++, frame, dues[i], sequences[i]);
            }
        }
        count = kept;
        heap = kept > 0;
        next = kept == 0 ? Channel.NEVER : dues[0];
    }

    private void siftUp(int from, Frame frame, long due, long number) {
        int at = from;
        while (at > 0) {
            int parent = at - 1 >>> 1;
            if (!before(due, number, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, frame, due, number);
    }

    private void siftDown(int from, Frame frame, long due, long number) {
        int at = from;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && before(dues[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (before(due, number, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, frame, due, number);
    }

    private boolean before(long due, long number, int other) {
        return due < dues[other] || due == dues[other] && number < sequences[other];
    }

    private void move(int from, int to) {
        put(to, frame(from), dues[from], sequences[from]);
    }

    private void put(int at, Frame frame, long due, long number) {
        frames[at] = frame;
        dues[at] = due;
        sequences[at] = number;
    }
}
