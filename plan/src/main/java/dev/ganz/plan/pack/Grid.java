package dev.ganz.plan.pack;

/**
 * Sizes and capacities as the searches compute with them: in {@code int}, and with capacities of about the same number in all
 * dimensions, so that an overload counts alike in each. Where numbers are too large for that, sizes are rounded up and capacities
 * down: what fits here fits there.
 *
 * @param sizes item after item
 */
record Grid(int dimensions, int[] capacity, int[] sizes) {
    /** All items in one bin must not overflow. */
    private static final long LARGEST_SUM = Integer.MAX_VALUE / 2;

    static Grid of(BinPacking problem) {
        int dimensions = problem.dimensions();
        long[] totals = problem.totals();
        long largest = 1;
        for (int k = 0; k < dimensions; k++) {
            largest = Math.max(largest, totals[k] <= LARGEST_SUM ? problem.capacity()[k] : 1);
        }
        int[] capacity = new int[dimensions];
        int[] sizes = new int[problem.sizes().length];
        for (int k = 0; k < dimensions; k++) {
            long room = problem.capacity()[k];
            long factor = room == 0 || totals[k] == 0
                    ? 1
                    : Math.max(1, Math.min((largest + room / 2) / room, LARGEST_SUM / totals[k]));
            int shift = 0;
            while ((totals[k] >> shift) + problem.items() > LARGEST_SUM) {
                shift++;
            }
            capacity[k] = Math.toIntExact(Math.min((room >> shift) * factor, LARGEST_SUM));
            for (int item = 0; item < problem.items(); item++) {
                long rounded = problem.size(item, k) + (1L << shift) - 1 >> shift;
                sizes[item * dimensions + k] = Math.toIntExact(rounded * factor);
            }
        }
        return new Grid(dimensions, capacity, sizes);
    }

    int items() {
        return sizes.length / dimensions;
    }

    /** What so many bins have room for, bin after bin. */
    int[] limits(int bins) {
        int[] limits = new int[bins * dimensions];
        for (int at = 0; at < limits.length; at++) {
            limits[at] = capacity[at % dimensions];
        }
        return limits;
    }
}
