package dev.ganz.plan.pack;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Leaves out dimensions that decide nothing: those in which all items fit into one bin together, and those in which every item takes no
 * more of a bin than in another dimension. Hours of a week are mostly such dimensions. Those that
 * are left stand in the order of how scarce they are, so that sums are soon too large.
 */
final class Essence {
    private final BinPacking problem;
    private final boolean[] gone;

    private Essence(BinPacking problem) {
        this.problem = problem;
        this.gone = new boolean[problem.dimensions()];
    }

    /** A problem with the same packings. */
    static BinPacking of(BinPacking problem) {
        return new Essence(problem).reduced();
    }

    private BinPacking reduced() {
        int dimensions = problem.dimensions();
        int left = dimensions;
        long[] totals = problem.totals();
        for (int k = 0; k < dimensions && left > 1; k++) {
            gone[k] = totals[k] <= problem.capacity()[k] || isCovered(k);
            left -= gone[k] ? 1 : 0;
        }
        int[] kept = IntStream.range(0, dimensions)
                .filter(k -> !gone[k])
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -(double) totals[k] / Math.max(1, problem.capacity()[k])))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] capacity = new long[kept.length];
        long[] sizes = new long[kept.length * problem.items()];
        for (int at = 0; at < kept.length; at++) {
            capacity[at] = problem.capacity()[kept[at]];
            for (int item = 0; item < problem.items(); item++) {
                sizes[item * kept.length + at] = problem.size(item, kept[at]);
            }
        }
        return new BinPacking(capacity, sizes);
    }

    private boolean isCovered(int dimension) {
        for (int other = 0; other < problem.dimensions(); other++) {
            if (other != dimension && !gone[other] && covers(other, dimension)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every item takes at least as great a share of a bin in {@code more} as in {@code less}. */
    private boolean covers(int more, int less) {
        long roomOfMore = problem.capacity()[more];
        long roomOfLess = problem.capacity()[less];
        for (int item = 0; item < problem.items(); item++) {
            long high = Math.multiplyHigh(problem.size(item, more), roomOfLess);
            long low = Math.multiplyHigh(problem.size(item, less), roomOfMore);
            if (high < low
                    || high == low
                            && Long.compareUnsigned(
                                            problem.size(item, more) * roomOfLess,
                                            problem.size(item, less) * roomOfMore)
                                    < 0) {
                return false;
            }
        }
        return true;
    }
}
