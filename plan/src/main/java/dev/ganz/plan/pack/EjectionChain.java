package dev.ganz.plan.pack;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Relieves one overloaded bin by a chain of moves: its item takes the place of an item in a second bin, that one the place of another
 * in a third, until one finds room. Each bin offers one item, drawn by lot; of all chains over these the one that leaves the least
 * overload is a shortest path (Dijkstra), because no cost is negative where only bins without overload take part. Swaps alone hardly
 * find such chains where bins hold two or three items each.
 */
final class EjectionChain {
    private final Assignment state;
    private final RandomGenerator random;
    /** The item that each bin offers, or -1. */
    private final int[] offered;
    /** Bin whose item takes the place in this bin. */
    private final int[] before;
    /** Overload of the bins of the best chain that ends by ejecting this bin's item. */
    private final long[] distance;

    private final boolean[] settled;

    private long best;
    private int last;
    private int target;

    EjectionChain(Assignment state, RandomGenerator random) {
        this.state = state;
        this.random = random;
        this.offered = new int[state.bins];
        this.before = new int[state.bins];
        this.distance = new long[state.bins];
        this.settled = new boolean[state.bins];
    }

    /** Makes the best chain if that leaves less overload in all than {@code most}. */
    void run(long most) {
        int start = state.overloaded[random.nextInt(state.overloadedCount)];
        best = state.overloads[start] - (state.total() - most);
        if (best <= 0) {
            return;
        }
        Arrays.fill(distance, Long.MAX_VALUE);
        for (int bin = 0; bin < state.bins; bin++) {
            int count = state.memberCount[bin];
            offered[bin] = count == 0 ? -1 : state.members[bin][random.nextInt(count)];
            settled[bin] = state.overloads[bin] > 0 || count == 0;
        }
        target = -1;
        distance[start] = 0;
        long alone = state.overloadWithout(start, offered[start]);
        for (int bin = start; bin >= 0; bin = nearest()) {
            settled[bin] = true;
            extend(bin, start, alone);
        }
        if (target >= 0 && !isOnPath(target, start)) {
            follow(start);
        }
    }

    /**
     * Looks for a place for the item that a bin ejects.
     *
     * @param alone overload of the first bin if nothing comes in return
     */
    private void extend(int bin, int start, long alone) {
        int item = offered[bin];
        long so = distance[bin];
        for (int other = 0; other < state.bins; other++) {
            if (other == bin || state.overloads[other] > 0) {
                continue;
            }
            if (so + alone < best) {
                end(so + alone + state.overloadWith(other, item, best), bin, other);
            }
            if (!settled[other] && so < distance[other]) {
                long far = so + state.overloadInstead(other, offered[other], item, best);
                if (far < best && (far < distance[other] || far == distance[other] && random.nextBoolean())) {
                    distance[other] = far;
                    before[other] = bin;
                }
            }
        }
        if (bin != start) {
            end(so + state.overloadInstead(start, offered[start], item, best), bin, start);
        }
    }

    private void end(long overload, int bin, int other) {
        if (overload < best) {
            best = overload;
            last = bin;
            target = other;
        }
    }

    private int nearest() {
        int nearest = -1;
        long least = best;
        for (int bin = 0; bin < state.bins; bin++) {
            if (!settled[bin] && distance[bin] < least) {
                least = distance[bin];
                nearest = bin;
            }
        }
        return nearest;
    }

    /** A bin that ejects its own item counted with it when the end was chosen; the first bin is the end of a ring. */
    private boolean isOnPath(int bin, int start) {
        for (int at = last; at != start; at = before[at]) {
            if (at == bin) {
                return true;
            }
        }
        return false;
    }

    private void follow(int start) {
        int to = target;
        for (int bin = last; bin != start; bin = before[bin]) {
            state.move(offered[bin], bin, to);
            to = bin;
        }
        state.move(offered[start], start, to);
        state.weigh(target);
        for (int bin = last; bin != start; bin = before[bin]) {
            state.weigh(bin);
        }
        state.weigh(start);
    }
}
