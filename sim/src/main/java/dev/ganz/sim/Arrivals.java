package dev.ganz.sim;

/**
 * Which numbered datagrams have arrived: tells duplicates and reordering (RFC 4737, section 3: one is reordered that comes after one
 * with a higher number). Remembers the latest 65,536 numbers; what is older counts as new.
 */
final class Arrivals {
    private static final int WINDOW = 1 << 16;

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private long highest = -1;
    private long duplicates;
    private long reordered;

    /** Notes an arrival; false if it is a duplicate. */
    boolean add(long number) {
        if (number > highest) {
            forget(number);
            highest = number;
        } else if (number > highest - WINDOW) {
            if (isSeen(number)) {
                duplicates++;
                return false;
            }
            reordered++;
        } else {
            reordered++;
            return true;
        }
        seen[slot(number)] |= 1L << number;
        return true;
    }

    long duplicates() {
        return duplicates;
    }

    long reordered() {
        return reordered;
    }

    /** Clears the places of numbers that were skipped. */
    private void forget(long number) {
        for (long skipped = Math.max(highest + 1, number - WINDOW + 1); skipped <= number; skipped++) {
            seen[slot(skipped)] &= ~(1L << skipped);
        }
    }

    private boolean isSeen(long number) {
        return (seen[slot(number)] & 1L << number) != 0;
    }

    private static int slot(long number) {
        return (int) (number % WINDOW) / Long.SIZE;
    }
}
