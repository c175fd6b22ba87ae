package dev.ganz.stack.routing;

import java.util.Arrays;

/**
 * Prefixes of one address family, numbered from 0 in the order in which they are added, looked up by longest match: one hash probe
 * for every prefix length in use. An IPv4 address is the top 32 bits of {@code high}.
 */
final class PrefixIndex {
    private static final int ABSENT = -1;

    private long[] highs = new long[16];
    private long[] lows = new long[16];
    private byte[] lengths = new byte[16];
    private int[] slots = new int[32];
    private int size;
    /** Prefix lengths in use, longest first. */
    private int[] lengthsInUse = {};

    PrefixIndex() {
        Arrays.fill(slots, ABSENT);
    }

    /** The number of the prefix, new or known; bits behind the prefix are ignored. */
    int add(long high, long low, int length) {
        long maskedHigh = high & highMask(length);
        long maskedLow = low & lowMask(length);
        int slot = slotOf(maskedHigh, maskedLow, length);
        if (slots[slot] != ABSENT) {
            return slots[slot];
        }
        if (size == highs.length) {
            grow();
            slot = slotOf(maskedHigh, maskedLow, length);
        }
        highs[size] = maskedHigh;
        lows[size] = maskedLow;
        lengths[size] = (byte) length;
        slots[slot] = size;
        use(length);
        return size++;
    }

    /** The number of the longest prefix that holds the address, or -1. */
    int longestMatch(long high, long low) {
        for (int length : lengthsInUse) {
            int found = slots[slotOf(high & highMask(length), low & lowMask(length), length)];
            if (found != ABSENT) {
                return found;
            }
        }
        return ABSENT;
    }

    int length(int prefix) {
        return lengths[prefix] & 0xff;
    }

    long high(int prefix) {
        return highs[prefix];
    }

    long low(int prefix) {
        return lows[prefix];
    }

    int size() {
        return size;
    }

    private void use(int length) {
        for (int known : lengthsInUse) {
            if (known == length) {
                return;
            }
        }
        int[] more = Arrays.copyOf(lengthsInUse, lengthsInUse.length + 1);
        more[lengthsInUse.length] = length;
        Arrays.sort(more);
        for (int i = 0; i < more.length / 2; i++) {
            int swapped = more[i];
            more[i] = more[more.length - 1 - i];
            more[more.length - 1 - i] = swapped;
        }
        lengthsInUse = more;
    }

    private void grow() {
        highs = Arrays.copyOf(highs, 2 * size);
        lows = Arrays.copyOf(lows, 2 * size);
        lengths = Arrays.copyOf(lengths, 2 * size);
        slots = new int[4 * size];
        Arrays.fill(slots, ABSENT);
        for (int i = 0; i < size; i++) {
            slots[slotOf(highs[i], lows[i], length(i))] = i;
        }
    }

    /** The slot of the prefix, or the empty one where it would go. */
    private int slotOf(long high, long low, int length) {
        long hash = (high ^ Long.rotateLeft(low, 32) ^ length) * 0x9e3779b97f4a7c15L;
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != ABSENT) {
            int at = slots[slot];
            if (highs[at] == high && lows[at] == low && length(at) == length) {
                break;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long highMask(int length) {
        return length == 0 ? 0 : -1L << 64 - Math.min(length, 64);
    }

    private static long lowMask(int length) {
        return length <= 64 ? 0 : -1L << 128 - length;
    }
}
