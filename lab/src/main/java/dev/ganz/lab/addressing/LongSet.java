package dev.ganz.lab.addressing;

/** Numbers other than 0, so many at most: a hundred thousand of them without a hundred thousand objects. */
final class LongSet {
    private final long[] slots;

    LongSet(int most) {
        slots = new long[Integer.highestOneBit(Math.max(1, most)) << 2];
    }

    /** False if the number was there. */
    boolean add(long number) {
        int at = (int) (number ^ number >>> 32) & slots.length - 1;
        while (slots[at] != 0) {
            if (slots[at] == number) {
                return false;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = number;
        return true;
    }
}
