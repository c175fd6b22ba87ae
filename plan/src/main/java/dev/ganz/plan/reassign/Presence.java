package dev.ganz.plan.reassign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the processes of each service run, and whether a change keeps the rules of conflict, spread and dependency. */
final class Presence {
    private final Model model;
    private final int locations;
    private final int neighbourhoods;
    private final int[] inLocation;
    private final int[] inNeighbourhood;
    private final int[] spread;
    private final int[][] dependants;
    /** A bit for each service and machine. */
    private final long[] runs;

    Presence(Model model, int[] machines) {
        this.model = model;
        this.locations = Arrays.stream(model.location()).max().orElse(0) + 1;
        this.neighbourhoods = Arrays.stream(model.neighbourhood()).max().orElse(0) + 1;
        this.inLocation = new int[Math.multiplyExact(model.services(), locations)];
        this.inNeighbourhood = new int[Math.multiplyExact(model.services(), neighbourhoods)];
        this.spread = new int[model.services()];
        this.runs = new long[Math.toIntExact(((long) model.services() * model.machines() >> 6) + 1)];
        this.dependants = dependants(model);
        for (int p = 0; p < machines.length; p++) {
            arrive(model.service()[p], machines[p]);
        }
    }

    private static int[][] dependants(Model model) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int s = 0; s < model.services(); s++) {
            lists.add(new ArrayList<>());
        }
        for (int s = 0; s < model.services(); s++) {
            for (int needed : model.dependencies()[s]) {
                lists.get(needed).add(s);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    boolean runs(int service, int machine) {
        long bit = (long) service * model.machines() + machine;
        return (runs[(int) (bit >> 6)] >> bit & 1) != 0;
    }

    private void flip(int service, int machine) {
        long bit = (long) service * model.machines() + machine;
        runs[(int) (bit >> 6)] ^= 1L << bit;
    }

    void move(int service, int from, int to) {
        leave(service, from);
        arrive(service, to);
    }

    private void arrive(int service, int machine) {
        flip(service, machine);
        if (inLocation[service * locations + model.location()[machine]]++ == 0) {
            spread[service]++;
        }
        inNeighbourhood[service * neighbourhoods + model.neighbourhood()[machine]]++;
    }

    private void leave(int service, int machine) {
        flip(service, machine);
        if (--inLocation[service * locations + model.location()[machine]] == 0) {
            spread[service]--;
        }
        inNeighbourhood[service * neighbourhoods + model.neighbourhood()[machine]]--;
    }

    /** Whether a move that was made has left the rules of spread and dependency kept. */
    boolean keepsRules(int service, int from, int to) {
        if (spread[service] < model.spreadMin()[service]) {
            return false;
        }
        int left = model.neighbourhood()[from];
        int entered = model.neighbourhood()[to];
        if (left == entered) {
            return true;
        }
        for (int needed : model.dependencies()[service]) {
            if (inNeighbourhood[needed * neighbourhoods + entered] == 0) {
                return false;
            }
        }
        if (inNeighbourhood[service * neighbourhoods + left] == 0) {
            for (int dependant : dependants[service]) {
                if (inNeighbourhood[dependant * neighbourhoods + left] > 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
