package dev.ganz.sim.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Guesses the first octets of a frame from frames before, so that a record has to tell only what differs: the link-layer header is
 * guessed to be that of the last frame at the same port, the rest that of the last frame with the same inner content, which is as
 * a rule the same packet one hop before. A hop then costs the octets of TTL and checksum. Recorder and reader keep the same memory.
 */
final class FrameMemory {
    /** Numbers of places for content, a power of two. */
    static final int SLOTS = 1 << 15;

    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEPT = RecordFormat.KEPT;
    private static final int LINK_HEADER = 14;
    /**
     * Where a frame's octets begin to stay the same from hop to hop: behind TTL and checksum of IPv4, also with one 802.1Q tag in
     * front, and behind the hop limit of IPv6.
     */
    private static final int INNER = 30;

    private static final int LINK_SLOT = 16;
    private static final long ONE_BIT_A_BYTE = 0x0101_0101_0101_0101L;
    /** Moves the lowest bit of byte i to bit 56 + i. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private final byte[] linkHeaders = new byte[SLOTS * LINK_SLOT];
    private final byte[] contents = new byte[SLOTS * KEPT];
    private final byte[] frame = new byte[KEPT];
    private final byte[] guess = new byte[KEPT];

    /** The frame that is being told, filled up with zeros; there is only one such array. */
    byte[] frame() {
        return frame;
    }

    /** Takes the first octets of a frame; returns the slot of its content. */
    int take(byte[] octets, int offset, int kept) {
        System.arraycopy(octets, offset, frame, 0, kept);
        Arrays.fill(frame, kept, KEPT, (byte) 0);
        long hash = 0;
        for (int at = INNER; at < KEPT - 8; at += 8) {
            hash = (hash ^ (long) I64.get(frame, at)) * 0x9e37_79b9_7f4a_7c15L;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ (long) I64.get(frame, KEPT - 8)) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (hash >>> 40) & SLOTS - 1;
    }

    /** Guesses the frame at a port with content of a slot. */
    void guess(int node, int port, int slot) {
        System.arraycopy(contents, slot * KEPT, guess, 0, KEPT);
        System.arraycopy(linkHeaders, portSlot(node, port) * LINK_SLOT, guess, 0, LINK_HEADER);
    }

    /** Which octets of the frame were guessed wrongly: bit i for octet i. */
    long wrong() {
        long wrong = 0;
        for (int at = 0; at < KEPT; at += 8) {
            long difference = (long) I64.get(frame, at) ^ (long) I64.get(guess, at);
            long any = difference | difference >>> 4;
            any |= any >>> 2;
            any |= any >>> 1;
            wrong |= ((any & ONE_BIT_A_BYTE) * GATHER >>> 56) << at;
        }
        return wrong;
    }

    /** Makes the guess the frame but for the octets that were wrong, which {@code source} tells in their order. */
    void correct(long wrong, BlockSource source) {
        System.arraycopy(guess, 0, frame, 0, KEPT);
        for (long rest = wrong; rest != 0; rest &= rest - 1) {
            frame[Long.numberOfTrailingZeros(rest)] = (byte) source.get8();
        }
    }

    /** Keeps the frame for guesses to come. */
    void remember(int node, int port, int slot) {
        System.arraycopy(frame, 0, contents, slot * KEPT, KEPT);
        System.arraycopy(frame, 0, linkHeaders, portSlot(node, port) * LINK_SLOT, LINK_HEADER);
    }

    private static int portSlot(int node, int port) {
        return node * 31 + port & SLOTS - 1;
    }
}
