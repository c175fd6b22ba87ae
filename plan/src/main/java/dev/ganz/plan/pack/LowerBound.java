package dev.ganz.plan.pack;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What no packing can go below. Each dimension alone is a problem of one dimension, and so is each sum of two or of all: what fits in
 * all dimensions fits in their sum. For these there is L2 (Martello and Toth, <i>Knapsack Problems</i>, 1990, section 8.3.3) and the
 * count of items that one bin can hold at most. Besides, items of which no two fit together need a bin each.
 */
final class LowerBound {
    /** Sums of two dimensions are looked at up to this number of dimensions. */
    private static final int MOST_PAIRED = 16;

    private static final int MOST_COMPARED = 1500;

    private final BinPacking problem;
    private final int dimensions;

    private LowerBound(BinPacking problem) {
        this.problem = problem;
        this.dimensions = problem.dimensions();
    }

    static int of(BinPacking problem) {
        return problem.items() == 0 ? 0 : new LowerBound(problem).bound();
    }

    private int bound() {
        long bound = 1;
        long[] weights = new long[dimensions];
        long[] evenly = evenWeights();
        for (int k = 0; k < dimensions; k++) {
            Arrays.fill(weights, 0);
            weights[k] = 1;
            bound = Math.max(bound, ofSum(weights));
            for (int other = k + 1; other < dimensions && dimensions <= MOST_PAIRED; other++) {
                weights[k] = evenly[k];
                weights[other] = evenly[other];
                bound = Math.max(bound, ofSum(weights));
                weights[other] = 0;
            }
        }
        bound = Math.max(bound, ofSum(evenly));
        if (problem.items() <= MOST_COMPARED) {
            bound = Math.max(bound, clique());
        }
        return Math.toIntExact(bound);
    }

    /** Weights that make all capacities about alike. */
    private long[] evenWeights() {
        long largest = Math.max(1, Arrays.stream(problem.capacity()).max().orElse(1));
        long[] weights = new long[dimensions];
        for (int k = 0; k < dimensions; k++) {
            long room = problem.capacity()[k];
            weights[k] = room == 0 ? 0 : Math.max(1, largest / room);
        }
        return weights;
    }

    /** The bound of the problem of one dimension that a weighted sum of dimensions is. */
    private long ofSum(long[] weights) {
        long[] sizes = new long[problem.items()];
        long room = 0;
        for (int k = 0; k < dimensions; k++) {
            room += weights[k] * problem.capacity()[k];
            for (int item = 0; item < sizes.length && weights[k] > 0; item++) {
                sizes[item] += weights[k] * problem.size(item, k);
            }
        }
        Arrays.sort(sizes);
        return room == 0 ? 0 : Math.max(martelloToth(sizes, room), byCount(sizes, room));
    }

    /** As many of the smallest as fit are the most that a bin can hold. */
    private static long byCount(long[] sorted, long room) {
        long sum = 0;
        int most = 0;
        while (most < sorted.length && sum + sorted[most] <= room) {
            sum += sorted[most++];
        }
        return (sorted.length + most - 1L) / most;
    }

    /**
     * L2: for a threshold t, items above room - t share a bin with nothing that is at least t, items above room / 2 share none with
     * each other, and those from t to room / 2 go beside the latter or into bins of their own.
     */
    static long martelloToth(long[] sorted, long room) {
        int items = sorted.length;
        long[] sums = new long[items + 1];
        for (int at = 0; at < items; at++) {
            sums[at + 1] = sums[at] + sorted[at];
        }
        int half = firstAbove(sorted, room / 2);
        long bound = 0;
        for (int from = 0; from <= half; from++) {
            if (from > 0 && from < half && sorted[from] == sorted[from - 1]) {
                continue;
            }
            long threshold = from < half ? sorted[from] : room / 2 + 1;
            int large = Math.max(half, firstAbove(sorted, room - threshold));
            long small = sums[half] - sums[from];
            long beside = (large - half) * room - (sums[large] - sums[half]);
            long own = Math.max(0, small - beside);
            bound = Math.max(bound, items - half + (own + room - 1) / room);
        }
        return bound;
    }

    private static int firstAbove(long[] sorted, long size) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] > size) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** A set of items of which no two fit together, grown by the item that leaves the most candidates. */
    private int clique() {
        BitSet[] partners = Reduction.partners(problem);
        BitSet candidates = new BitSet(problem.items());
        candidates.set(0, problem.items());
        int size = 0;
        while (!candidates.isEmpty()) {
            int best = -1;
            int fewest = Integer.MAX_VALUE;
            for (int item = candidates.nextSetBit(0); item >= 0; item = candidates.nextSetBit(item + 1)) {
                BitSet lost = (BitSet) partners[item].clone();
                lost.and(candidates);
                int count = lost.cardinality();
                if (count < fewest) {
                    fewest = count;
                    best = item;
                }
            }
            candidates.clear(best);
            candidates.andNot(partners[best]);
            size++;
        }
        return size;
    }
}
