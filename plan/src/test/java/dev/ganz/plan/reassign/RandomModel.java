package dev.ganz.plan.reassign;

import dev.ganz.plan.reassign.Model.Balance;
import dev.ganz.plan.reassign.Model.Weights;
import dev.ganz.prop.Gen;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small models with every kind of rule, and a placement that is allowed. */
record RandomModel(Model model, int[] initial) {
    private static final int RESOURCES = 3;

    static Gen<RandomModel> models() {
        return (random, size) -> {
            int machines = random.nextInt(2, 8);
            int services = random.nextInt(2, 10);
            int[] initial = new int[services * 3];
            int processes = 0;
            int[] service = new int[initial.length];
            for (int s = 0; s < services; s++) {
                boolean[] runs = new boolean[machines];
                for (int p = random.nextInt(1, 4); p > 0; p--) {
                    int machine = random.nextInt(machines);
                    if (!runs[machine]) {
                        runs[machine] = true;
                        service[processes] = s;
                        initial[processes++] = machine;
                    }
                }
            }
            return of(random, machines, services, Arrays.copyOf(service, processes), Arrays.copyOf(initial, processes));
        };
    }

    private static RandomModel of(RandomGenerator random, int machines, int services, int[] service, int[] initial) {
        int[] locations = numbers(random, machines, 3);
        int[] neighbourhoods = numbers(random, machines, 2);
        long[] need = Arrays.stream(numbers(random, service.length * RESOURCES, 50))
                .asLongStream()
                .toArray();
        Model loose = new Model(
                new boolean[] {true, false, false},
                new long[] {1, 10, 3},
                neighbourhoods,
                locations,
                new long[machines * RESOURCES],
                new long[machines * RESOURCES],
                numbers(random, machines * machines, 9),
                new int[services],
                new int[services][0],
                service,
                need,
                numbers(random, service.length, 20),
                List.of(new Balance(0, 1, 2, 5), new Balance(2, 0, 1, 1)),
                new Weights(1, 10, 100));
        long[] capacity = Cost.usage(loose, initial);
        long[] safety = new long[capacity.length];
        for (int at = 0; at < capacity.length; at++) {
            capacity[at] += random.nextInt(80);
            safety[at] = capacity[at] / 2;
        }
        return new RandomModel(withRules(random, loose, capacity, safety, initial), initial);
    }

    /** Rules that the placement keeps. */
    private static Model withRules(RandomGenerator random, Model loose, long[] capacity, long[] safety, int[] initial) {
        int services = loose.services();
        int[] spread = new int[services];
        int[][] dependencies = new int[services][];
        for (int s = 0; s < services; s++) {
            int own = s;
            spread[s] = (int) Math.min(random.nextInt(3), places(loose, initial, loose.location(), own));
            int needed = random.nextInt(services);
            dependencies[s] = new int[] {needed};
            Model tried = copy(loose, capacity, safety, new int[services], only(services, s, needed));
            if (Cost.violation(tried, initial, initial).isPresent()) {
                dependencies[s] = new int[0];
            }
        }
        return copy(loose, capacity, safety, spread, dependencies);
    }

    private static long places(Model model, int[] initial, int[] part, int service) {
        long places = 0;
        boolean[] seen = new boolean[16];
        for (int p = 0; p < initial.length; p++) {
            if (model.service()[p] == service && !seen[part[initial[p]]]) {
                seen[part[initial[p]]] = true;
                places++;
            }
        }
        return places;
    }

    private static int[][] only(int services, int service, int needed) {
        int[][] dependencies = new int[services][0];
        dependencies[service] = new int[] {needed};
        return dependencies;
    }

    private static Model copy(Model model, long[] capacity, long[] safety, int[] spread, int[][] dependencies) {
        return new Model(
                model.isTransient(),
                model.loadWeight(),
                model.neighbourhood(),
                model.location(),
                capacity,
                safety,
                model.moveCost(),
                spread,
                dependencies,
                model.service(),
                model.need(),
                model.processMoveCost(),
                model.balances(),
                model.weights());
    }

    private static int[] numbers(RandomGenerator random, int count, int below) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, at -> random.nextInt(below));
        return numbers;
    }
}
