package dev.ganz.plan.pack;

/** How long a search may go on. It is asked before every step, so it must be quick; the search itself reads no clock. */
@FunctionalInterface
public interface Budget {
    /** The share that is spent: 0 at the beginning, 1 or more at the end. */
    double spent();

    default boolean isSpent() {
        return spent() >= 1;
    }

    /** So many questions, that is steps: the same result on every machine. */
    static Budget steps(long steps) {
        return new Budget() {
            private long asked;

            @Override
            public double spent() {
                return (double) asked++ / steps;
            }
        };
    }
}
