package dev.ganz.plan.reassign;

import dev.ganz.plan.pack.Budget;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Improves a placement by simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983) over shifts of one process and exchanges of two.
 * Models differ in what they need: some a great heat, so that large processes find new places, some a small one, because what has
 * moved can hardly return. So there are three rounds: a hot and a warm one from the beginning, in which capacities may be exceeded at
 * a price, and one from the best placement so far, in which nothing may be exceeded.
 */
public final class Annealing {
    private static final int SAMPLES = 2000;
    /** Steps between two questions to the budget. */
    private static final int ROUND = 1000;
    /** What a temperature sinks to. */
    private static final double COOLED = 1e-5;

    private static final double HOT = 20;
    private static final double WARM = 1;
    private static final double COOL = 0.1;
    /** When the second and the third round begin. */
    private static final double SECOND = 0.35;

    private static final double THIRD = 0.7;

    private final Model model;
    private final RandomGenerator random;
    private int[] best;
    private long least;

    private Annealing(Model model, int[] initial, RandomGenerator random) {
        this.model = model;
        this.random = random;
        this.best = initial.clone();
        this.least = Cost.of(model, initial, initial).total();
    }

    /**
     * The best placement found.
     *
     * @param initial a placement that is allowed
     * @param budget asked once for every thousand steps
     */
    public static int[] improve(Model model, int[] initial, RandomGenerator random, Budget budget) {
        if (model.machines() < 2) {
            return initial.clone();
        }
        Annealing annealing = new Annealing(model, initial, random);
        annealing.anneal(new Placement(model, initial, initial, false), HOT, 0, SECOND, budget);
        annealing.anneal(new Placement(model, initial, initial, false), WARM, SECOND, THIRD, budget);
        annealing.anneal(new Placement(model, initial, annealing.best, true), COOL, THIRD, 1, budget);
        return annealing.best;
    }

    /** One round, from one share of the budget to another. */
    private void anneal(Placement placement, double heat, double from, double to, Budget budget) {
        double hot = Math.max(1, heat * usualIncrease(placement));
        double cold = Math.max(1, hot * COOLED);
        for (double spent = budget.spent(); spent < to; spent = budget.spent()) {
            double temperature = hot * StrictMath.pow(cold / hot, Math.clamp((spent - from) / (to - from), 0, 1));
            for (int step = 0; step < ROUND; step++) {
                step(placement, temperature);
            }
        }
    }

    private void step(Placement placement, double temperature) {
        // Uphill by at most what the temperature allows this time, decided before the cost is known.
        long most = (long) (-StrictMath.log(1 - random.nextDouble()) * temperature);
        int process = random.nextInt(model.processes());
        boolean changed = random.nextBoolean()
                ? placement.shift(process, random.nextInt(model.machines()), most)
                : placement.swap(process, random.nextInt(model.processes()), most);
        if (changed && placement.cost() < least && placement.isAllowed()) {
            least = placement.cost();
            best = placement.machines();
        }
    }

    /** What a shift that makes it worse costs in the middle. */
    private double usualIncrease(Placement placement) {
        double[] increases = new double[SAMPLES];
        int count = 0;
        for (int tries = 0; tries < 50 * SAMPLES && count < SAMPLES; tries++) {
            int process = random.nextInt(model.processes());
            int home = placement.machineOf(process);
            long before = placement.cost();
            if (placement.shift(process, random.nextInt(model.machines()), Placement.NEVER / 2)) {
                if (placement.cost() > before) {
                    increases[count++] = placement.cost() - before;
                }
                if (!placement.shift(process, home, Placement.NEVER / 2)) {
                    throw new IllegalStateException("process " + process + " cannot return to machine " + home);
                }
            }
        }
        Arrays.sort(increases, 0, count);
        return count == 0 ? 1 : increases[count / 2];
    }
}
