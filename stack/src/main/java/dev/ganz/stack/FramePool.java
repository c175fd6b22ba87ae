package dev.ganz.stack;

/**
 * Frames that wait to be used again, in size classes that are powers of two. For one thread. A frame that is never given back is
 * merely garbage.
 */
public final class FramePool {
    private static final int SMALLEST_BITS = 7;
    private static final int CLASSES = 11; // 128 octets to 128 KiB: the largest IP packet with headroom fits
    /** Octets of idle frames kept in one class; what comes beyond is left to the garbage collector. */
    private static final int KEPT_OCTETS = 16 << 20;

    private final Frame[][] idle = new Frame[CLASSES][16];
    private final int[] counts = new int[CLASSES];

    /** An empty frame with room for {@code capacity} octets; octets are not cleared. */
    public Frame take(int capacity) {
        int sizeClass = sizeClass(capacity + Frame.HEADROOM);
        int count = counts[sizeClass];
        if (count == 0) {
            return new Frame(1 << sizeClass + SMALLEST_BITS);
        }
        counts[sizeClass] = count - 1;
        Frame frame = idle[sizeClass][count - 1];
        frame.reset();
        return frame;
    }

    /** A copy of {@code frame}, with its own octets; what stands in the headroom is copied too. */
    public Frame copy(Frame frame) {
        Frame copy = take(frame.length());
        int before = Math.min(frame.offset(), copy.offset());
        System.arraycopy(
                frame.octets(),
                frame.offset() - before,
                copy.octets(),
                copy.offset() - before,
                before + frame.length());
        return copy.length(frame.length());
    }

    /** Takes a frame back that nobody uses any more. */
    public void give(Frame frame) {
        int sizeClass = sizeClass(frame.octets().length);
        int count = counts[sizeClass];
        if (count == idle[sizeClass].length) {
            if ((count + 1L) * frame.octets().length > KEPT_OCTETS) {
                return;
            }
            idle[sizeClass] = java.util.Arrays.copyOf(idle[sizeClass], count * 2);
        }
        idle[sizeClass][count] = frame;
        counts[sizeClass] = count + 1;
    }

    private static int sizeClass(int octets) {
        int bits = Math.max(SMALLEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(octets - 1));
        if (bits >= SMALLEST_BITS + CLASSES) {
            throw new IllegalArgumentException("a frame of " + octets + " octets is larger than any IP packet");
        }
        return bits - SMALLEST_BITS;
    }
}
