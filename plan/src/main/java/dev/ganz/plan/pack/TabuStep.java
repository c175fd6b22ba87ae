package dev.ganz.plan.pack;

import java.util.random.RandomGenerator;

/**
 * One step of a tabu search (Glover, <i>Tabu Search</i>, 1989): of one overloaded bin, the best of all shifts of an item to another bin
 * and of all swaps of an item with one elsewhere. What was moved may not come back for some steps, unless that gives the smallest
 * overload so far.
 */
final class TabuStep {
    private static final int SHORTEST_TABU = 6;
    private static final int TABU_SPREAD = 12;
    /** Entries of the tabu list; where there are more pairs of items and bins, some share one. */
    private static final int LONGEST_LIST = 1 << 20;
    /** Dimensions that are added up before it is asked whether a swap is lost already. */
    private static final int BLOCK = 16;

    private final Assignment state;
    private final RandomGenerator random;
    private final int[] with;
    private final int[] without;

    /** Step from which an item may be in a bin again. */
    private final int[] tabuUntil;

    private int step;
    private long least;

    private long bestDelta;
    private int bestItem;
    private int bestOther;
    private int bestBin;
    private int ties;

    TabuStep(Assignment state, RandomGenerator random) {
        this.state = state;
        this.random = random;
        this.with = new int[state.dimensions];
        this.without = new int[state.dimensions];
        long pairs = (long) state.items * state.bins;
        this.tabuUntil = new int[(int) Math.min(LONGEST_LIST, Long.highestOneBit(2 * pairs))];
        this.least = state.total();
    }

    void run() {
        step++;
        int bin = state.overloaded[random.nextInt(state.overloadedCount)];
        bestDelta = Long.MAX_VALUE;
        ties = 0;
        for (int at = 0; at < state.memberCount[bin]; at++) {
            lookAround(state.members[bin][at], bin);
        }
        if (bestDelta == Long.MAX_VALUE) {
            return; // all is tabu: time will tell
        }
        int tenure = SHORTEST_TABU + random.nextInt(TABU_SPREAD);
        tabuUntil[entry(bestItem, bin)] = step + tenure;
        state.move(bestItem, bin, bestBin);
        if (bestOther >= 0) {
            tabuUntil[entry(bestOther, bestBin)] = step + tenure;
            state.move(bestOther, bestBin, bin);
        }
        state.weigh(bin);
        state.weigh(bestBin);
        least = Math.min(least, state.total());
    }

    /** The smallest overload so far. */
    long least() {
        return least;
    }

    /** Forgets what was reached. */
    void restart() {
        least = state.total();
    }

    /** What other moves have reached counts too. */
    void reached(long total) {
        least = Math.min(least, total);
    }

    private int entry(int item, int bin) {
        return item * state.bins + bin & tabuUntil.length - 1;
    }

    private boolean isTabu(int item, int bin) {
        return tabuUntil[entry(item, bin)] > step;
    }

    /** All that can be done with one item. */
    private void lookAround(int item, int bin) {
        int from = item * state.dimensions;
        int own = bin * state.dimensions;
        long left = 0;
        for (int k = 0; k < state.dimensions; k++) {
            without[k] = state.loads[own + k] - state.limits[own + k] - state.sizes[from + k];
            left += Math.max(0, without[k]);
        }
        long gain = left - state.overloads[bin];
        for (int other = 0; other < state.bins; other++) {
            if (other == bin) {
                continue;
            }
            int to = other * state.dimensions;
            long there = -state.overloads[other];
            for (int k = 0; k < state.dimensions; k++) {
                with[k] = state.loads[to + k] - state.limits[to + k] + state.sizes[from + k];
                there += Math.max(0, with[k]);
            }
            boolean tabu = isTabu(item, other);
            offer(gain + there, item, -1, other, tabu);
            if (there > 0 || tabu) {
                lookAtSwaps(item, bin, other, tabu);
            }
        }
    }

    private void lookAtSwaps(int item, int bin, int other, boolean itemIsTabu) {
        int[] candidates = state.members[other];
        int count = state.memberCount[other];
        for (int at = 0; at < count; at++) {
            int from = candidates[at] * state.dimensions;
            long here = -state.overloads[bin];
            for (int block = 0;
                    block < state.dimensions && here - state.overloads[other] <= bestDelta;
                    block += BLOCK) {
                for (int k = block; k < Math.min(block + BLOCK, state.dimensions); k++) {
                    here += Math.max(0, without[k] + state.sizes[from + k]);
                }
            }
            if (here - state.overloads[other] > bestDelta) {
                continue;
            }
            long there = -state.overloads[other];
            for (int block = 0; block < state.dimensions && here + there <= bestDelta; block += BLOCK) {
                for (int k = block; k < Math.min(block + BLOCK, state.dimensions); k++) {
                    there += Math.max(0, with[k] - state.sizes[from + k]);
                }
            }
            if (here + there <= bestDelta) {
                offer(here + there, item, candidates[at], other, itemIsTabu || isTabu(candidates[at], bin));
            }
        }
    }

    private void offer(long delta, int item, int swapped, int other, boolean tabu) {
        if (delta > bestDelta || tabu && state.total() + delta >= least) {
            return;
        }
        ties = delta < bestDelta ? 1 : ties + 1;
        if (ties > 1 && random.nextInt(ties) != 0) {
            return;
        }
        bestDelta = delta;
        bestItem = item;
        bestOther = swapped;
        bestBin = other;
    }
}
