package dev.ganz.plan.demand;

import java.util.Arrays;

/**
 * How much of its samples a server is given: one number for all time, or one for each hour of a weekday and of a day at the weekend
 * (UTC). Memory is the same in all slots, the most that was ever used in any of them by the same measure: a guest that has once
 * touched memory does not give it back.
 *
 * @param percentile of the samples of a slot, 0 to 1, by nearest rank; the peak is always all of them
 * @param growth what demands are multiplied by, 1.1 for ten percent more
 */
public record Sizing(Mode mode, double percentile, double growth) {
    /** Hours of a weekday, then of a day at the weekend. */
    public static final int SLOTS = 48;

    private static final int HOUR = 3600;
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    /** What is taken of the samples. */
    public enum Mode {
        /** Their mean: what most of the time is too little at night and too much by day. */
        AVERAGE,
        /** A percentile in every slot: what hosts need that know the hours. */
        SLOTS,
        /** The most of all time: what hosts need that know nothing of the hours. */
        PEAK
    }

    int slots() {
        return mode == Mode.SLOTS ? SLOTS : 1;
    }

    /** The slot of a time. 1 January 1970 was a Thursday. */
    static int slotOf(long second) {
        int hour = Math.floorMod(Math.floorDiv(second, HOUR), HOURS);
        int day = Math.floorMod(Math.floorDiv(second, (long) HOURS * HOUR), DAYS);
        return (day == 2 || day == 3 ? HOURS : 0) + hour;
    }

    /** The demand of a server, by slot and {@link Dimension}; a slot without samples takes the most of the others. */
    double[] demand(Workload workload) {
        int slots = slots();
        double[] demand = new double[slots * Dimension.COUNT];
        for (int k = 0; k < Dimension.COUNT; k++) {
            double most = 0;
            double[] bySlot = new double[slots];
            for (int slot = 0; slot < slots; slot++) {
                bySlot[slot] = ofSlot(workload, k, slot);
                most = bySlot[slot] > most ? bySlot[slot] : most; // an empty slot is NaN
            }
            for (int slot = 0; slot < slots; slot++) {
                boolean steady = k == Dimension.MEMORY.place() || Double.isNaN(bySlot[slot]);
                demand[slot * Dimension.COUNT + k] = growth * (steady ? most : bySlot[slot]);
            }
        }
        return demand;
    }

    private double ofSlot(Workload workload, int dimension, int slot) {
        double[] values = new double[workload.samples()];
        int count = 0;
        for (int sample = 0; sample < values.length; sample++) {
            if (mode != Mode.SLOTS || slotOf(workload.seconds()[sample]) == slot) {
                values[count++] =
                        mode == Mode.AVERAGE ? workload.mean(sample, dimension) : workload.peak(sample, dimension);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        if (mode == Mode.AVERAGE) {
            return Arrays.stream(values, 0, count).sum() / count;
        }
        Arrays.sort(values, 0, count);
        int rank = (int) Math.ceil((mode == Mode.PEAK ? 1 : percentile) * count);
        return values[Math.clamp(rank - 1L, 0, count - 1)];
    }
}
