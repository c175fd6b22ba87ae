package dev.ganz.plan.demand;

import java.util.TreeMap;

/**
 * What the samples would have done on the hosts of a plan: everything that was measured of the servers of one host in the same five
 * minutes is added, and compared with what the host has.
 *
 * @param intervals hosts times intervals in which something was measured
 * @param overLimit the share of them in which more was used than the limit of a dimension
 * @param overCapacity the share of them in which more was used than there is of a dimension
 * @param worst the greatest use of a capacity, 1 is all of it
 * @param worstDimension the dimension of that
 */
public record Replay(long intervals, double overLimit, double overCapacity, double worst, Dimension worstDimension) {
    private static final int INTERVAL = 300;

    public static Replay of(Consolidation plan, HostType host) {
        long intervals = 0;
        long overLimit = 0;
        long overCapacity = 0;
        double worst = 0;
        int worstAt = 0;
        for (int bin = 0; bin < plan.packing().count(); bin++) {
            for (double[] use : uses(plan, bin).values()) {
                intervals++;
                boolean isOverLimit = false;
                boolean isOver = false;
                for (int k = 0; k < Dimension.COUNT; k++) {
                    double share = use[k] / host.capacity()[k];
                    isOverLimit |= share > host.limit()[k];
                    isOver |= share > 1;
                    worstAt = share > worst ? k : worstAt;
                    worst = Math.max(worst, share);
                }
                overLimit += isOverLimit ? 1 : 0;
                overCapacity += isOver ? 1 : 0;
            }
        }
        double all = Math.max(1, intervals);
        return new Replay(intervals, overLimit / all, overCapacity / all, worst, Dimension.ALL.get(worstAt));
    }

    /** What the servers of a host used together, by interval. */
    private static TreeMap<Long, double[]> uses(Consolidation plan, int bin) {
        TreeMap<Long, double[]> uses = new TreeMap<>();
        for (int item = 0; item < plan.placed().size(); item++) {
            if (plan.packing().bins()[item] != bin) {
                continue;
            }
            Workload workload = plan.placed().get(item);
            for (int sample = 0; sample < workload.samples(); sample++) {
                double[] use =
                        uses.computeIfAbsent(workload.seconds()[sample] / INTERVAL, at -> new double[Dimension.COUNT]);
                for (int k = 0; k < Dimension.COUNT; k++) {
                    use[k] += workload.mean(sample, k);
                }
            }
        }
        return uses;
    }
}
