package dev.ganz.plan.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What can be packed without a choice: an item that fits with no other has a bin of its own, and an item that fits with one other
 * alone shares a bin with it, since no packing is worse for that. What is left is smaller, often much.
 *
 * @param fixed items of the bins that are settled
 * @param rest the other items
 */
record Reduction(List<int[]> fixed, int[] rest) {
    /** Comparing all pairs of more items takes longer than it saves. */
    private static final int MOST_ITEMS = 1500;

    static Reduction of(BinPacking problem) {
        int items = problem.items();
        boolean[] gone = new boolean[items];
        List<int[]> fixed = new ArrayList<>();
        if (items <= MOST_ITEMS) {
            BitSet[] partners = partners(problem);
            boolean again = true;
            while (again) {
                again = false;
                for (int item = 0; item < items; item++) {
                    if (!gone[item] && partners[item].cardinality() <= 1) {
                        int partner = partners[item].nextSetBit(0);
                        fixed.add(partner < 0 ? new int[] {item} : new int[] {item, partner});
                        remove(item, partners, gone);
                        if (partner >= 0) {
                            remove(partner, partners, gone);
                        }
                        again = true;
                    }
                }
            }
        }
        int[] rest = new int[items];
        int count = 0;
        for (int item = 0; item < items; item++) {
            if (!gone[item]) {
                rest[count++] = item;
            }
        }
        return new Reduction(fixed, Arrays.copyOf(rest, count));
    }

    /** The items that fit into a bin with each item. */
    static BitSet[] partners(BinPacking problem) {
        BitSet[] partners = new BitSet[problem.items()];
        for (int item = 0; item < partners.length; item++) {
            partners[item] = new BitSet(partners.length);
            for (int other = 0; other < item; other++) {
                if (fit(problem, item, other)) {
                    partners[item].set(other);
                    partners[other].set(item);
                }
            }
        }
        return partners;
    }

    private static boolean fit(BinPacking problem, int item, int other) {
        for (int k = 0; k < problem.dimensions(); k++) {
            if (problem.size(item, k) + problem.size(other, k) > problem.capacity()[k]) {
                return false;
            }
        }
        return true;
    }

    private static void remove(int item, BitSet[] partners, boolean[] gone) {
        gone[item] = true;
        BitSet own = partners[item];
        for (int other = own.nextSetBit(0); other >= 0; other = own.nextSetBit(other + 1)) {
            partners[other].clear(item);
        }
        partners[item] = new BitSet();
    }

    /** The problem that is left. */
    BinPacking problem(BinPacking whole) {
        int dimensions = whole.dimensions();
        long[] sizes = new long[rest.length * dimensions];
        for (int at = 0; at < rest.length; at++) {
            System.arraycopy(whole.sizes(), rest[at] * dimensions, sizes, at * dimensions, dimensions);
        }
        return new BinPacking(whole.capacity(), sizes);
    }

    /** The settled bins and those of a packing of what is left. */
    int[] merge(int[] bins) {
        int[] merged =
                new int[rest.length + fixed.stream().mapToInt(bin -> bin.length).sum()];
        for (int at = 0; at < rest.length; at++) {
            merged[rest[at]] = fixed.size() + bins[at];
        }
        for (int bin = 0; bin < fixed.size(); bin++) {
            for (int item : fixed.get(bin)) {
                merged[item] = bin;
            }
        }
        return merged;
    }
}
