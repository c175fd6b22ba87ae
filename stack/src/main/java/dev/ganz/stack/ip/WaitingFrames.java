package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait for a neighbour's MAC address, bounded as in Linux ({@code unres_qlen} 101, {@code unres_qlen_bytes} 212,992):
 * the oldest goes when there are too many.
 */
final class WaitingFrames {
    private static final int LARGEST_COUNT = 101;
    private static final int LARGEST_OCTETS = 212_992;

    private final ArrayDeque<Frame> frames = new ArrayDeque<>(4);
    private int octets;

    void add(Frame frame) {
        frames.add(frame);
        octets += frame.length();
    }

    boolean tooMany() {
        return frames.size() > LARGEST_COUNT || octets > LARGEST_OCTETS && frames.size() > 1;
    }

    @Nullable
    Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            octets -= frame.length();
        }
        return frame;
    }
}
