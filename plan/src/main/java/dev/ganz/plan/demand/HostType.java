package dev.ganz.plan.demand;

/**
 * A host that can be had in any number.
 *
 * @param capacity by {@link Dimension}; infinite where nothing is known
 * @param limit by {@link Dimension}: the share that may be used, 0 to 1
 */
public record HostType(double[] capacity, double[] limit) {

    /** What may be used. */
    double usable(int dimension) {
        return capacity[dimension] * limit[dimension];
    }
}
