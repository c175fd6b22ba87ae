package dev.ganz.stack.channel;

import dev.ganz.stack.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames under way, each due at a time; frames due at the same time come out as they went in.
 *
 * <p>While no frame overtakes, this is a ring in which the frames are sorted as they come. The first that overtakes moves all into
 * an {@link OvertakingLine}, until it is empty.
 */
final class DelayLine {
    private static final int FIRST_CAPACITY = 8;
    private static final @Nullable Frame[] NO_FRAMES = {};
    private static final long[] NO_TIMES = {};

    private @Nullable Frame[] frames = NO_FRAMES; // capacity is a power of two
    private long[] dues = NO_TIMES;
    private int head;
    private int count; // in the ring
    private long next = Channel.NEVER;
    private long latest = Long.MIN_VALUE; // of the ring

    private @Nullable OvertakingLine others; // made when it is needed first
    private boolean overtaking; // all frames are in there

    /** When the first frame is due; {@link Channel#NEVER} if there is none. */
    long next() {
        return next;
    }

    int count() {
        return overtaking ? others().count() : count;
    }

    /** The latest time at which a frame is due in here; the least of all times if there is none. */
    long latest() {
        if (overtaking) {
            return others().latest();
        }
        return count == 0 ? Long.MIN_VALUE : latest;
    }

    void push(Frame frame, long due) {
        if (overtaking || due < latest) {
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
        if (size == 0) {
            next = due;
        }
    }

    /** Takes the first frame out. There must be one. */
    Frame take() {
        if (overtaking) {
            Frame frame = others().take();
            next = others().next();
            overtaking = others().count() > 0;
            return frame;
        }
        Frame frame = takeFromRing(head);
        head = head + 1 & frames.length - 1;
        next = --count == 0 ? Channel.NEVER : dues[head];
        return frame;
    }

    /** Takes the {@code last.length} frames back that were pushed last, in the order of pushing. They must be in here still. */
    void takeBack(Frame[] last) {
        if (overtaking) {
            others().takeBack(last);
            next = others().next();
            overtaking = others().count() > 0;
            return;
        }
        count -= last.length;
        for (int i = 0; i < last.length; i++) {
            last[i] = takeFromRing(head + count + i & frames.length - 1);
        }
        latest = count == 0 ? Long.MIN_VALUE : dues[head + count - 1 & frames.length - 1];
        next = count == 0 ? Channel.NEVER : dues[head];
    }

    private Frame takeFromRing(int at) {
        Frame frame = frames[at];
        if (frame == null) {
            throw new IllegalStateException("no frame is under way");
        }
        frames[at] = null;
        return frame;
    }

    private void pushOutOfOrder(Frame frame, long due) {
        if (count > 0) {
            toOthers();
        }
        if (overtaking) {
            others().push(frame, due);
            next = others().next();
        } else {
            latest = Long.MIN_VALUE; // of frames that are gone
            push(frame, due);
        }
    }

    private void toOthers() {
        if (others == null) {
            others = new OvertakingLine(frames.length);
        }
        overtaking = true;
        latest = Long.MIN_VALUE;
        for (; count > 0; count--) {
            others.push(takeFromRing(head), dues[head]);
            head = head + 1 & frames.length - 1;
        }
    }

    private OvertakingLine others() {
        return Objects.requireNonNull(others);
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, count * 2);
        @Nullable Frame[] moreFrames = new Frame[capacity];
        long[] moreDues = new long[capacity];
        int first = count - head;
        System.arraycopy(frames, head, moreFrames, 0, first);
        System.arraycopy(frames, 0, moreFrames, first, head);
        System.arraycopy(dues, head, moreDues, 0, first);
        System.arraycopy(dues, 0, moreDues, first, head);
        frames = moreFrames;
        dues = moreDues;
        head = 0;
    }
}
