package dev.ganz.plan.pack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * First packings, in the time of a glance. First fit decreasing looks at one item after the other; the two that look at one bin
 * after the other (Panigrahy, Talwar, Uyeda and Wieder, <i>Heuristics for Vector Bin Packing</i>, 2011) choose for it the item that
 * lies best along what is left of the bin, by dot product or by distance.
 */
final class Greedy {
    private final Grid grid;
    private final int dimensions;
    private final int items;
    /** What a dimension counts: the scarcer it is, the more. */
    private final double[] weights;
    /** The same for products of two sizes. */
    private final double[] scale;

    Greedy(Grid grid) {
        this.grid = grid;
        this.dimensions = grid.dimensions();
        this.items = grid.items();
        this.weights = new double[dimensions];
        for (int at = 0; at < grid.sizes().length; at++) {
            int k = at % dimensions;
            weights[k] += (double) grid.sizes()[at] / Math.max(1, grid.capacity()[k]) / items;
        }
        this.scale = new double[dimensions];
        for (int k = 0; k < dimensions; k++) {
            scale[k] = weights[k] / Math.max(1, (double) grid.capacity()[k] * grid.capacity()[k]);
        }
    }

    /** The best of all for which there is time; at least one. */
    int[] best(Budget budget) {
        int[] best = firstFit(budget);
        for (boolean byDotProduct : new boolean[] {true, false}) {
            int[] other = binByBin(byDotProduct, count(best), budget);
            if (count(other) > 0 && count(other) < count(best)) {
                best = other;
            }
        }
        return best;
    }

    static int count(int[] bins) {
        return Arrays.stream(bins).max().orElse(-1) + 1;
    }

    /** Items in the order of their weighted sums, each into the first bin that has room; the last bin alone is looked at when time is up. */
    int[] firstFit(Budget budget) {
        double[] keys = new double[items];
        for (int item = 0; item < items; item++) {
            for (int k = 0; k < dimensions; k++) {
                keys[item] += weights[k] * grid.sizes()[item * dimensions + k] / Math.max(1, grid.capacity()[k]);
            }
        }
        int[] order = IntStream.range(0, items)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -keys[item])
                        .thenComparing(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] bins = new int[items];
        int[][] left = new int[items][];
        int opened = 0;
        for (int item : order) {
            int bin = budget.isSpent() ? Math.max(0, opened - 1) : 0;
            while (bin < opened && !fits(left[bin], item)) {
                bin++;
            }
            if (bin == opened) {
                left[opened++] = grid.capacity().clone();
            }
            bins[item] = bin;
            take(left[bin], item);
        }
        return bins;
    }

    /** One bin after the other is filled with the best of what is left, until nothing fits; empty if it takes too many or too long. */
    int[] binByBin(boolean byDotProduct, int most, Budget budget) {
        int[] bins = new int[items];
        int[] rest = IntStream.range(0, items).toArray();
        int remaining = items;
        for (int bin = 0; remaining > 0; bin++) {
            if (bin == most || budget.isSpent()) {
                return new int[0];
            }
            int[] left = grid.capacity().clone();
            int best = bestFor(left, rest, remaining, byDotProduct);
            while (best >= 0) {
                bins[rest[best]] = bin;
                take(left, rest[best]);
                rest[best] = rest[--remaining];
                best = bestFor(left, rest, remaining, byDotProduct);
            }
        }
        return bins;
    }

    private int bestFor(int[] left, int[] rest, int remaining, boolean byDotProduct) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < remaining; at++) {
            if (!fits(left, rest[at])) {
                continue;
            }
            int from = rest[at] * dimensions;
            double score = 0;
            for (int k = 0; k < dimensions; k++) {
                double size = grid.sizes()[from + k];
                score += byDotProduct ? scale[k] * size * left[k] : -scale[k] * (left[k] - size) * (left[k] - size);
            }
            if (score > highest) {
                highest = score;
                best = at;
            }
        }
        return best;
    }

    private boolean fits(int[] left, int item) {
        int from = item * dimensions;
        for (int k = 0; k < dimensions; k++) {
            if (grid.sizes()[from + k] > left[k]) {
                return false;
            }
        }
        return true;
    }

    private void take(int[] left, int item) {
        for (int k = 0; k < dimensions; k++) {
            left[k] -= grid.sizes()[item * dimensions + k];
        }
    }
}
