package dev.ganz.plan.demand;

import dev.ganz.plan.pack.BinPacking;
import dev.ganz.plan.pack.BinPackingSolver;
import dev.ganz.plan.pack.BinPackingSolver.Answer;
import dev.ganz.plan.pack.Budget;
import dev.ganz.plan.pack.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which host each server goes to.
 *
 * @param placed servers that have a host, in the order of {@code packing}
 * @param unfit servers that are larger than a host, with the reason: they stay where they are
 * @param lowerBound no plan for the placed servers has fewer hosts
 */
public record Consolidation(Sizing sizing, List<Workload> placed, List<Unfit> unfit, Packing packing, int lowerBound) {
    /** Capacity of a host in the units of the packing; demands are rounded up by at most a millionth of a host. */
    private static final long SCALE = 1_000_000;

    public Consolidation {
        placed = List.copyOf(placed);
        unfit = List.copyOf(unfit);
    }

    /**
     * A server that no host can hold.
     *
     * @param demand the most that it asks for in {@code dimension}
     * @param usable what a host has of it
     */
    public record Unfit(Workload workload, Dimension dimension, double demand, double usable) {}

    public static Consolidation plan(
            List<Workload> workloads, HostType host, Sizing sizing, RandomGenerator random, Budget budget) {
        List<Workload> placed = new ArrayList<>();
        List<Unfit> unfit = new ArrayList<>();
        List<long[]> demands = new ArrayList<>();
        for (Workload workload : workloads) {
            double[] demand = sizing.demand(workload);
            Dimension shortage = shortage(demand, host);
            if (shortage == null) {
                placed.add(workload);
                demands.add(scaled(demand, host));
            } else {
                unfit.add(new Unfit(workload, shortage, most(demand, shortage), host.usable(shortage.place())));
            }
        }
        int dimensions = sizing.slots() * Dimension.COUNT;
        long[] capacity = new long[dimensions];
        java.util.Arrays.fill(capacity, SCALE);
        long[] sizes = new long[demands.size() * dimensions];
        for (int item = 0; item < demands.size(); item++) {
            System.arraycopy(demands.get(item), 0, sizes, item * dimensions, dimensions);
        }
        Answer answer = BinPackingSolver.solve(new BinPacking(capacity, sizes), random, budget);
        return new Consolidation(sizing, placed, unfit, answer.packing(), answer.lowerBound());
    }

    private static @org.jspecify.annotations.Nullable Dimension shortage(double[] demand, HostType host) {
        for (int at = 0; at < demand.length; at++) {
            int k = at % Dimension.COUNT;
            if (demand[at] > host.usable(k)) {
                return Dimension.ALL.get(k);
            }
        }
        return null;
    }

    private static double most(double[] demand, Dimension dimension) {
        double most = 0;
        for (int at = dimension.place(); at < demand.length; at += Dimension.COUNT) {
            most = Math.max(most, demand[at]);
        }
        return most;
    }

    private static long[] scaled(double[] demand, HostType host) {
        long[] scaled = new long[demand.length];
        for (int at = 0; at < demand.length; at++) {
            scaled[at] = Math.min(SCALE, (long) Math.ceil(SCALE * (demand[at] / host.usable(at % Dimension.COUNT))));
        }
        return scaled;
    }
}
