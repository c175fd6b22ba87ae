package dev.ganz.plan.pack;

import java.util.Arrays;
import java.util.Optional;

/**
 * A bin for every item.
 *
 * @param bins the bin of each item, counted from 0
 * @param count bins in use
 */
public record Packing(int[] bins, int count) {

    /** Numbers the bins anew, in the order of their first items, so that none is empty. */
    static Packing of(int[] bins) {
        int[] names = new int[Arrays.stream(bins).max().orElse(-1) + 1];
        int[] renamed = new int[bins.length];
        int count = 0;
        for (int item = 0; item < bins.length; item++) {
            if (names[bins[item]] == 0) {
                names[bins[item]] = ++count;
            }
            renamed[item] = names[bins[item]] - 1;
        }
        return new Packing(renamed, count);
    }

    /** What is wrong with this as an answer to {@code problem}, by its words alone; nothing if it is one. */
    public Optional<String> violation(BinPacking problem) {
        if (bins.length != problem.items()) {
            return Optional.of(bins.length + " items are packed where there are " + problem.items());
        }
        long[] loads = new long[count * problem.dimensions()];
        boolean[] used = new boolean[count];
        for (int item = 0; item < bins.length; item++) {
            if (bins[item] < 0 || bins[item] >= count) {
                return Optional.of("item " + item + " lies in bin " + bins[item] + " of " + count);
            }
            used[bins[item]] = true;
            for (int k = 0; k < problem.dimensions(); k++) {
                loads[bins[item] * problem.dimensions() + k] += problem.size(item, k);
            }
        }
        for (int at = 0; at < loads.length; at++) {
            int bin = at / problem.dimensions();
            int k = at % problem.dimensions();
            if (loads[at] > problem.capacity()[k]) {
                return Optional.of("bin " + bin + " holds " + loads[at] + " in dimension " + k + " and has room for "
                        + problem.capacity()[k]);
            }
            if (!used[bin]) {
                return Optional.of("bin " + bin + " is counted and empty");
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Packing(int[] others, int number) && number == count && Arrays.equals(bins, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bins);
    }

    @Override
    public String toString() {
        return count + " bins " + Arrays.toString(bins);
    }
}
