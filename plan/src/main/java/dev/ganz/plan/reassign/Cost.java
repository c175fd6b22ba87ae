package dev.ganz.plan.reassign;

import dev.ganz.plan.reassign.Model.Balance;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a placement costs, computed from the model alone and part by part: the judge of every search.
 *
 * @param load over safety capacities
 * @param balance what is free in the wrong proportion
 * @param processMoves of processes that have moved
 * @param serviceMoves of the service of which the most have moved
 * @param machineMoves between machines
 */
public record Cost(long load, long balance, long processMoves, long serviceMoves, long machineMoves) {

    public static Cost of(Model model, int[] initial, int[] machines) {
        long processMoves = 0;
        long machineMoves = 0;
        int[] moved = new int[model.services()];
        for (int p = 0; p < machines.length; p++) {
            if (machines[p] != initial[p]) {
                processMoves += model.processMoveCost()[p];
                machineMoves += model.moveCost()[initial[p] * model.machines() + machines[p]];
                moved[model.service()[p]]++;
            }
        }
        long[] usage = usage(model, machines);
        long load = 0;
        long balance = 0;
        for (int m = 0; m < model.machines(); m++) {
            load += load(model, usage, m);
            balance += balance(model, usage, m);
        }
        return new Cost(
                load,
                balance,
                processMoves * model.weights().processMove(),
                Arrays.stream(moved).max().orElse(0) * model.weights().serviceMove(),
                machineMoves * model.weights().machineMove());
    }

    public long total() {
        return load + balance + processMoves + serviceMoves + machineMoves;
    }

    /** No placement costs less: all machines are taken for one, and nothing moves. */
    public static long lowerBound(Model model) {
        int resources = model.resources();
        long[] need = sums(model.need(), resources);
        long[] safety = sums(model.safetyCapacity(), resources);
        long[] free = sums(model.capacity(), resources);
        long bound = 0;
        for (int r = 0; r < resources; r++) {
            bound += model.loadWeight()[r] * Math.max(0, need[r] - safety[r]);
            free[r] -= need[r];
        }
        for (Balance balance : model.balances()) {
            bound += balance.weight() * Math.max(0, balance.target() * free[balance.first()] - free[balance.second()]);
        }
        return bound;
    }

    private static long[] sums(long[] matrix, int columns) {
        long[] sums = new long[columns];
        for (int at = 0; at < matrix.length; at++) {
            sums[at % columns] += matrix[at];
        }
        return sums;
    }

    static long[] usage(Model model, int[] machines) {
        int resources = model.resources();
        long[] usage = new long[model.machines() * resources];
        for (int p = 0; p < machines.length; p++) {
            for (int r = 0; r < resources; r++) {
                usage[machines[p] * resources + r] += model.need()[p * resources + r];
            }
        }
        return usage;
    }

    static long load(Model model, long[] usage, int machine) {
        long cost = 0;
        for (int r = 0; r < model.resources(); r++) {
            int at = machine * model.resources() + r;
            cost += model.loadWeight()[r] * Math.max(0, usage[at] - model.safetyCapacity()[at]);
        }
        return cost;
    }

    static long balance(Model model, long[] usage, int machine) {
        long cost = 0;
        for (Balance balance : model.balances()) {
            int first = machine * model.resources() + balance.first();
            int second = machine * model.resources() + balance.second();
            long missing = balance.target() * (model.capacity()[first] - usage[first])
                    - (model.capacity()[second] - usage[second]);
            cost += balance.weight() * Math.max(0, missing);
        }
        return cost;
    }

    /** The first rule that a placement breaks, in words; nothing if it is allowed. */
    public static Optional<String> violation(Model model, int[] initial, int[] machines) {
        return overCapacity(model, initial, machines)
                .or(() -> conflict(model, machines))
                .or(() -> spread(model, machines))
                .or(() -> dependency(model, machines));
    }

    private static Optional<String> overCapacity(Model model, int[] initial, int[] machines) {
        int resources = model.resources();
        long[] usage = usage(model, machines);
        for (int p = 0; p < machines.length; p++) {
            for (int r = 0; r < resources && machines[p] != initial[p]; r++) {
                if (model.isTransient()[r]) {
                    usage[initial[p] * resources + r] += model.need()[p * resources + r];
                }
            }
        }
        for (int at = 0; at < usage.length; at++) {
            if (usage[at] > model.capacity()[at]) {
                return Optional.of("machine " + at / resources + " has " + model.capacity()[at] + " of resource "
                        + at % resources + " and is asked for " + usage[at]);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> conflict(Model model, int[] machines) {
        Set<Long> runs = HashSet.newHashSet(machines.length);
        for (int p = 0; p < machines.length; p++) {
            int s = model.service()[p];
            if (!runs.add((long) s * model.machines() + machines[p])) {
                return Optional.of("machine " + machines[p] + " runs two processes of service " + s);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> spread(Model model, int[] machines) {
        boolean[][] reached = reached(model, machines, model.location());
        for (int s = 0; s < reached.length; s++) {
            int locations = 0;
            for (boolean there : reached[s]) {
                locations += there ? 1 : 0;
            }
            if (locations < model.spreadMin()[s]) {
                return Optional.of(
                        "service " + s + " runs in " + locations + " locations and needs " + model.spreadMin()[s]);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dependency(Model model, int[] machines) {
        boolean[][] reached = reached(model, machines, model.neighbourhood());
        for (int s = 0; s < reached.length; s++) {
            for (int needed : model.dependencies()[s]) {
                for (int n = 0; n < reached[s].length; n++) {
                    if (reached[s][n] && !reached[needed][n]) {
                        return Optional.of("service " + s + " runs in neighbourhood " + n + " without service " + needed
                                + ", which it depends on");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** By service and part of the site: whether the service runs there. */
    private static boolean[][] reached(Model model, int[] machines, int[] part) {
        boolean[][] reached =
                new boolean[model.services()][Arrays.stream(part).max().orElse(0) + 1];
        for (int p = 0; p < machines.length; p++) {
            reached[model.service()[p]][part[machines[p]]] = true;
        }
        return reached;
    }
}
