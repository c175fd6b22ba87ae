package dev.ganz.plan.pack;

import java.util.random.RandomGenerator;

/**
 * Looks for a way to fit items into given bins: all items lie in bins, some bins are overloaded, and the sum of overloads is made
 * smaller until it is zero.
 */
final class OverloadSearch {
    /** Steps without a smaller overload, before and for each item, after which a valley is left. */
    private static final int LEAST_PATIENCE = 300;

    private static final int PATIENCE = 5;
    /** What part of the items is moved then, in turns. */
    private static final double[] SHARES = {0.05, 0.2, 0.5, 1};

    private final Assignment state;
    private final RandomGenerator random;
    private final TabuStep tabu;
    private final EjectionChain chain;

    /** @see Assignment */
    OverloadSearch(int dimensions, int[] sizes, int[] limits, int[] start, RandomGenerator random) {
        this.state = new Assignment(dimensions, sizes, limits, start);
        this.random = random;
        this.tabu = new TabuStep(state, random);
        this.chain = new EjectionChain(state, random);
    }

    /**
     * Searches until everything fits or the budget is spent; true if everything fits. Chains that only keep the overload where it is
     * help where there are many bins, and hinder tabu search where there are few and no room: every other attempt takes those alone
     * that reach a new low.
     */
    boolean run(Budget budget) {
        // A step looks at items²/bins pairs, a chain at bins²: as much time goes to each.
        double worth = Math.max(1.0, (double) state.bins * state.bins * state.bins / state.items / state.items);
        double saved = 0;
        long inVain = 0;
        for (int shakes = 0; state.total() > 0 && !budget.isSpent(); ) {
            long least = tabu.least();
            tabu.run();
            saved++;
            if (saved >= worth && state.overloadedCount > 0) {
                saved -= worth;
                chain.run(shakes % 2 == 0 ? state.total() + 1 : tabu.least());
                tabu.reached(state.total());
            }
            inVain = tabu.least() < least ? 0 : inVain + 1;
            if (inVain > LEAST_PATIENCE + (long) PATIENCE * state.items) {
                shake(SHARES[shakes++ % SHARES.length]);
                inVain = 0;
            }
        }
        return state.total() == 0;
    }

    /** Moves some of the items anywhere: a valley in which nothing is found for long is left. */
    private void shake(double share) {
        for (int item = 0; item < state.items; item++) {
            if (random.nextDouble() < share) {
                state.moveTo(item, random.nextInt(state.bins));
            }
        }
        tabu.restart();
    }

    /** The bin of each item. */
    int[] bins() {
        return state.binOfItems();
    }
}
