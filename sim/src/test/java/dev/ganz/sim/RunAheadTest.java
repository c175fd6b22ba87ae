package dev.ganz.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Lab;
import dev.ganz.lab.file.LabFile;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.Progress;
import dev.ganz.stack.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run that somebody watches does one event after another; one that nobody watches lets nodes run ahead. */
class RunAheadTest {
    private static final int LABS = 60;

    private static final List<String> IMPAIRMENTS = List.of(
            "delay: 2ms",
            "delay: 3ms, rate: 20mbit",
            "delay: 300us, rate: 100mbit",
            "rate: 5mbit",
            "delay: 1ms, jitter: 400us",
            "delay: 1ms, loss: 5%, duplicate: 3%",
            "delay: 2ms, reorder: 10%",
            "delay: 1ms, slot: { min: 1ms, max: 2ms }");

    @Test
    void givesTheSameResultAsOneEventAfterAnother() {
        for (int seed = 0; seed < LABS; seed++) {
            String yaml = lab(new Random(seed));
            List<LabEvent> events = new ArrayList<>();

            RunResult ahead = run(yaml, null);
            RunResult inTurn = run(yaml, events::add);

            assertThat(ahead)
                    .as("lab of seed " + seed + ":\n" + yaml)
                    .usingRecursiveComparison()
                    .isEqualTo(inTurn);
            assertThat(ahead.packetHops()).as("seed " + seed).isGreaterThan(100);
            assertThat(events).isNotEmpty();
        }
    }

    private static RunResult run(String yaml, @Nullable Consumer<LabEvent> events) {
        Lab lab = LabFile.read("random.yaml", yaml).lab();
        return Simulation.run(
                lab,
                new SimulationOptions(
                        OptionalLong.empty(), List.of(), Optional.empty(), Progress.NONE, events, () -> 0));
    }

    /** Routers in a random tree with some links more, traffic between them, and now and then a fault. */
    private static String lab(Random random) {
        int nodes = 3 + random.nextInt(8);
        StringBuilder yaml = new StringBuilder("name: random\ntopology:\n  nodes:\n");
        for (int node = 0; node < nodes; node++) {
            yaml.append("    n").append(node).append(": { kind: router }\n");
        }
        int[] ports = new int[nodes];
        yaml.append("  links:\n");
        for (int node = 1; node < nodes; node++) {
            link(yaml, ports, random.nextInt(node), node, random);
        }
        for (int more = random.nextInt(3); more > 0; more--) {
            int a = random.nextInt(nodes);
            link(yaml, ports, a, (a + 1) % nodes, random);
        }
        yaml.append("traffic:\n");
        for (int flow = 0; flow < 4; flow++) {
            int from = random.nextInt(nodes);
            traffic(yaml, "n" + from, "n" + (from + 1 + random.nextInt(nodes - 1)) % nodes, random);
        }
        faults(yaml, nodes, random);
        return yaml.toString();
    }

    private static void link(StringBuilder yaml, int[] ports, int a, int b, Random random) {
        String impairment = IMPAIRMENTS.get(random.nextInt(IMPAIRMENTS.size()));
        yaml.append(String.format(
                Locale.ROOT, "    - endpoints: [\"n%d:eth%d\", \"n%d:eth%d\"]%n", a, ++ports[a], b, ++ports[b]));
        if (random.nextInt(6) > 0) {
            yaml.append("      impair: { ").append(impairment).append(" }\n");
        }
    }

    private static void traffic(StringBuilder yaml, String from, String to, Random random) {
        String ends = "from: " + from + ", to: " + to + ", start: " + random.nextInt(20) + "ms, ";
        yaml.append("  - ")
                .append(
                        switch (random.nextInt(3)) {
                            case 0 -> "ping: { " + ends + "every: 7ms, count: " + (1 + random.nextInt(30)) + " }";
                            case 1 -> "udp: { " + ends + "rate: 2mbit, size: 300, for: 200ms }";
                            default -> "udp: { " + ends + "rate: 3mbit, size: 700, for: 150ms, pattern: poisson }";
                        })
                .append('\n');
    }

    private static void faults(StringBuilder yaml, int nodes, Random random) {
        yaml.append("faults:\n");
        yaml.append("  - { at: 60ms, for: 30ms, link: \"n0:eth1\", set: { delay: 5ms } }\n");
        String node = "n" + random.nextInt(nodes);
        switch (random.nextInt(4)) {
            case 0 -> yaml.append("  - { at: 41ms, for: 33ms, link: \"n0:eth1\", down: true }\n");
            case 1 -> yaml.append("  - { at: 43ms, node: ").append(node).append(", crash: true, restart: 37ms }\n");
            case 2 -> yaml.append("  - { at: 47ms, for: 31ms, partition: [[n0], [n1, n2]] }\n");
            default -> yaml.append("  - { at: 53ms, link: \"n0:eth1\", set: { loss: 20% } }\n");
        }
    }
}
