package dev.ganz.plan.pack;

import java.util.Arrays;

/**
 * Vector bin packing: put every item into a bin so that no bin overflows in any dimension, and use as few bins as can be. All bins
 * are alike.
 *
 * @param capacity of a bin, by dimension; not negative
 * @param sizes of the items, item after item, each with its dimensions; no item is larger than a bin
 */
public record BinPacking(long[] capacity, long[] sizes) {
    /** Above this the sum of a dimension could overflow. */
    public static final long LARGEST = 1L << 36;

    /** Sizes of the largest problem, items times dimensions: their sum is at most 2<sup>62</sup>. */
    public static final int MOST_SIZES = 1 << 26;

    /** @throws IllegalArgumentException if there is no packing at all */
    public BinPacking {
        if (capacity.length == 0 || sizes.length % capacity.length != 0 || sizes.length > MOST_SIZES) {
            throw new IllegalArgumentException(sizes.length + " sizes in " + capacity.length + " dimensions");
        }
        for (int at = 0; at < sizes.length; at++) {
            long room = capacity[at % capacity.length];
            if (room > LARGEST || sizes[at] < 0 || sizes[at] > room) {
                throw new IllegalArgumentException(
                        "item " + at / capacity.length + ": size " + sizes[at] + " where a bin has " + room);
            }
        }
    }

    public int dimensions() {
        return capacity.length;
    }

    public int items() {
        return sizes.length / capacity.length;
    }

    public long size(int item, int dimension) {
        return sizes[item * capacity.length + dimension];
    }

    /** Sums of all sizes, by dimension. */
    public long[] totals() {
        long[] totals = new long[capacity.length];
        for (int at = 0; at < sizes.length; at++) {
            totals[at % capacity.length] += sizes[at];
        }
        return totals;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof BinPacking(long[] bins, long[] items)
                && Arrays.equals(capacity, bins)
                && Arrays.equals(sizes, items);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(capacity) + Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return items() + " items in " + dimensions() + " dimensions";
    }
}
