package dev.ganz.plan.reassign;

import dev.ganz.lab.InvalidInput;
import dev.ganz.plan.reassign.Model.Balance;
import dev.ganz.plan.reassign.Model.Weights;
import dev.ganz.plan.text.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of the challenge: a model, and an assignment, which is the machine of every process. */
public final class ModelFile {
    /** Capacities and needs; their sums stay below 2<sup>63</sup> with every weight and target. */
    private static final long MOST = 1L << 32;

    private static final int MOST_RESOURCES = 100;
    private static final int MOST_MACHINES = 10_000;
    private static final int MOST_PROCESSES = 1_000_000;
    private static final int MOST_WEIGHT = 1000;
    private static final int MOST_MOVE_COST = 1 << 20;

    private final NumberText text;

    private ModelFile(NumberText text) {
        this.text = text;
    }

    /**
     * Reads a model.
     *
     * @throws InvalidInput if the text is none
     */
    public static Model model(NumberText text) {
        return new ModelFile(text).model();
    }

    /**
     * Reads the machine of every process.
     *
     * @throws InvalidInput if the text is no assignment of the model's processes
     */
    public static int[] assignment(NumberText text, Model model) {
        int[] machines = new int[model.processes()];
        for (int p = 0; p < machines.length; p++) {
            machines[p] = text.next("the machine of process " + p, 0, model.machines() - 1);
        }
        text.end("the machine of the last process");
        return machines;
    }

    private Model model() {
        int resources = text.next("the number of resources", 1, MOST_RESOURCES);
        boolean[] isTransient = new boolean[resources];
        long[] loadWeight = new long[resources];
        for (int r = 0; r < resources; r++) {
            isTransient[r] = text.next("0 or 1, whether resource " + r + " is transient", 0, 1) == 1;
            loadWeight[r] = text.next("the weight of the load of resource " + r, MOST_WEIGHT);
        }
        Machines machines = machines(resources);
        int[] spreadMin = new int[text.next("the number of services", 1, most(2))];
        int[][] dependencies = new int[spreadMin.length][];
        for (int s = 0; s < spreadMin.length; s++) {
            spreadMin[s] = text.next("the least number of locations of service " + s, 0, machines.location().length);
            dependencies[s] = new int[text.next("the number of dependencies of service " + s, 0, spreadMin.length)];
            for (int at = 0; at < dependencies[s].length; at++) {
                dependencies[s][at] = text.next("a service that service " + s + " depends on", 0, spreadMin.length - 1);
            }
        }
        Processes processes = processes(resources, spreadMin.length);
        List<Balance> balances = balances(resources);
        Weights weights = new Weights(
                text.next("the weight of process moves", MOST_WEIGHT),
                text.next("the weight of service moves", MOST_WEIGHT),
                text.next("the weight of machine moves", MOST_WEIGHT));
        text.end("the weight of machine moves");
        return new Model(
                isTransient,
                loadWeight,
                machines.neighbourhood(),
                machines.location(),
                machines.capacity(),
                machines.safety(),
                machines.moveCost(),
                spreadMin,
                dependencies,
                processes.service(),
                processes.need(),
                processes.moveCost(),
                balances,
                weights);
    }

    private record Machines(int[] neighbourhood, int[] location, long[] capacity, long[] safety, int[] moveCost) {}

    private Machines machines(int resources) {
        int machines = text.next("the number of machines", 1, Math.min(MOST_MACHINES, most(1 + resources)));
        requireRest(machines, 2 + 2 * resources + machines, "machines");
        Machines all = new Machines(
                new int[machines],
                new int[machines],
                new long[machines * resources],
                new long[machines * resources],
                new int[machines * machines]);
        for (int m = 0; m < machines; m++) {
            all.neighbourhood()[m] = text.next("the neighbourhood of machine " + m, 0, machines - 1);
            all.location()[m] = text.next("the location of machine " + m, 0, machines - 1);
            row("a capacity of machine " + m, all.capacity(), m, resources);
            row("a safety capacity of machine " + m, all.safety(), m, resources);
            for (int other = 0; other < machines; other++) {
                all.moveCost()[m * machines + other] =
                        text.next("the cost of a move from machine " + m, 0, MOST_MOVE_COST);
            }
        }
        return all;
    }

    private record Processes(int[] service, long[] need, int[] moveCost) {}

    private Processes processes(int resources, int services) {
        int processes = text.next("the number of processes", 1, Math.min(MOST_PROCESSES, most(2 + resources)));
        Processes all = new Processes(new int[processes], new long[processes * resources], new int[processes]);
        for (int p = 0; p < processes; p++) {
            all.service()[p] = text.next("the service of process " + p, 0, services - 1);
            row("a need of process " + p, all.need(), p, resources);
            all.moveCost()[p] = text.next("the cost of moving process " + p, 0, MOST_MOVE_COST);
        }
        return all;
    }

    private List<Balance> balances(int resources) {
        int count = text.next("the number of balances", 0, most(4));
        List<Balance> balances = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            balances.add(new Balance(
                    text.next("the first resource of balance " + b, 0, resources - 1),
                    text.next("the second resource of balance " + b, 0, resources - 1),
                    text.next("the target of balance " + b, MOST_WEIGHT),
                    text.next("the weight of balance " + b, MOST_WEIGHT)));
        }
        return balances;
    }

    private void row(String what, long[] matrix, int row, int columns) {
        for (int column = 0; column < columns; column++) {
            matrix[row * columns + column] = text.next(what, MOST);
        }
    }

    /** Records of so many numbers that the rest of the file can hold; a number and a blank take two octets. */
    private int most(int numbers) {
        return (text.remaining() + 1) / 2 / numbers + 1;
    }

    private void requireRest(long records, long numbers, String what) {
        if (records * numbers > (text.remaining() + 1L) / 2) {
            throw text.error("expected a file that holds " + records + " " + what + " of " + numbers
                    + " numbers each, found a shorter one");
        }
    }
}
