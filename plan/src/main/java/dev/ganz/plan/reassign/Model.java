package dev.ganz.plan.reassign;

import java.util.List;

/**
 * A problem of machine reassignment, in the words of the challenge. Everything is counted from 0; matrices are flat, row after row.
 *
 * @param isTransient by resource: whether a process that moves needs it on both machines while it does
 * @param loadWeight by resource
 * @param neighbourhood by machine
 * @param location by machine
 * @param capacity by machine and resource
 * @param safetyCapacity by machine and resource: more than this costs
 * @param moveCost by machine and machine
 * @param spreadMin by service: at least this many locations
 * @param dependencies by service: each of its processes needs one of every service of these in its neighbourhood
 * @param service by process
 * @param need by process and resource
 * @param processMoveCost by process
 */
public record Model(
        boolean[] isTransient,
        long[] loadWeight,
        int[] neighbourhood,
        int[] location,
        long[] capacity,
        long[] safetyCapacity,
        int[] moveCost,
        int[] spreadMin,
        int[][] dependencies,
        int[] service,
        long[] need,
        int[] processMoveCost,
        List<Balance> balances,
        Weights weights) {

    public Model {
        balances = List.copyOf(balances);
    }

    /** Of what is free on a machine there should be {@code target} of resource {@code second} for each one of {@code first}. */
    public record Balance(int first, int second, long target, long weight) {}

    /** What moves count. */
    public record Weights(long processMove, long serviceMove, long machineMove) {}

    public int resources() {
        return loadWeight.length;
    }

    public int machines() {
        return location.length;
    }

    public int services() {
        return spreadMin.length;
    }

    public int processes() {
        return service.length;
    }
}
