package dev.ganz.plan.pack;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Packs items into as few bins as it can: greedy packings first, then one bin less again and again, until the lower bound is reached
 * or the budget is spent.
 */
public final class BinPackingSolver {
    private final Grid grid;
    private final RandomGenerator random;
    private final Budget budget;

    private BinPackingSolver(Grid grid, RandomGenerator random, Budget budget) {
        this.grid = grid;
        this.random = random;
        this.budget = budget;
    }

    /**
     * A packing and what proves how good it is.
     *
     * @param lowerBound no packing has fewer bins
     */
    public record Answer(Packing packing, int lowerBound) {
        /** Whether there is no better one. */
        public boolean isOptimal() {
            return packing.count() == lowerBound;
        }
    }

    /** The same problem, random numbers and number of steps give the same answer. */
    public static Answer solve(BinPacking problem, RandomGenerator random, Budget budget) {
        BinPacking essential = Essence.of(problem);
        Reduction reduction = Reduction.of(essential);
        BinPacking rest = reduction.problem(essential);
        int bound = LowerBound.of(rest);
        int[] bins = new BinPackingSolver(Grid.of(rest), random, budget).pack(bound);
        Packing packing = Packing.of(reduction.merge(bins));
        packing.violation(problem).ifPresent(wrong -> {
            throw new IllegalStateException(wrong);
        });
        return new Answer(packing, reduction.fixed().size() + bound);
    }

    private int[] pack(int bound) {
        int[] best = new Greedy(grid).best(budget);
        int count = Greedy.count(best);
        while (count > bound && !budget.isSpent()) {
            int fewer = count - 1;
            OverloadSearch search = new OverloadSearch(
                    grid.dimensions(), grid.sizes(), grid.limits(fewer), dissolve(best, count), random);
            if (!search.run(budget)) {
                break;
            }
            best = search.bins();
            count = fewer;
        }
        return best;
    }

    /** Empties the bin that holds the least; each of its items goes where the overload is least. */
    private int[] dissolve(int[] bins, int count) {
        Assignment state = new Assignment(grid.dimensions(), grid.sizes(), grid.limits(count), bins);
        int lightest = lightest(state);
        int[] evicted = Arrays.copyOf(state.members[lightest], state.memberCount[lightest]);
        for (int item : evicted) {
            int to = -1;
            long least = Long.MAX_VALUE;
            for (int bin = 0; bin < count; bin++) {
                long added = state.overloadWith(bin, item, Long.MAX_VALUE) - state.overloads[bin];
                if (bin != lightest && added < least) {
                    least = added;
                    to = bin;
                }
            }
            state.move(item, lightest, to);
            state.weigh(to);
        }
        int[] fewer = state.binOfItems();
        for (int item = 0; item < fewer.length; item++) {
            if (fewer[item] == count - 1) {
                fewer[item] = lightest; // the last number is free for the bin that is gone
            }
        }
        return fewer;
    }

    private static int lightest(Assignment state) {
        int lightest = -1;
        long least = Long.MAX_VALUE;
        for (int bin = 0; bin < state.bins; bin++) {
            long load = 0;
            for (int k = 0; k < state.dimensions; k++) {
                load += state.loads[bin * state.dimensions + k];
            }
            if (load < least) {
                least = load;
                lightest = bin;
            }
        }
        return lightest;
    }
}
