package dev.ganz.bench;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.graph.Generators;
import dev.ganz.sim.Simulation;
import dev.ganz.sim.SimulationOptions;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds a large network and shows that it works: time since the JVM began, and memory. */
public final class RandomTree {
    private static final int PAIRS = 10;
    private static final long SEED = 1;

    private RandomTree() {}

    /** Takes the number of routers. */
    public static void main(String[] arguments) throws IOException {
        int routers = Integer.parseInt(arguments[0]);
        Lab lab = withPings(Generators.randomTree(routers, SEED));
        double[] built = new double[1];
        RunResult result = Simulation.run(lab, watched(built));
        print(System.out, routers, built[0], uptime(), result);
    }

    private static void print(PrintStream out, int routers, double built, double done, RunResult result)
            throws IOException {
        out.printf(
                Locale.ROOT,
                "%,d routers built in %.2f s since the JVM began; %d of %d pairs answered by %.2f s, over %,d hops%n",
                routers,
                built,
                result.pingSummary().received(),
                PAIRS,
                done,
                result.packetHops());
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM")) {
                out.println(
                        "most memory: " + line.substring(line.indexOf(':') + 1).strip());
            }
        }
    }

    /** From the first routers to the last: up and down most of the tree. */
    private static Lab withPings(Lab tree) {
        int count = tree.nodes().size();
        List<Traffic> pings = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            String from = tree.nodes().get(i).name();
            String to = tree.nodes().get(count - 1 - i).name();
            pings.add(new Traffic.Ping("ping " + i, from, to, Traffic.Family.IPV4, 0, 1_000_000, 1, 56));
        }
        return new Lab(
                tree.name(),
                tree.seed(),
                tree.duration(),
                tree.automaticAddresses(),
                tree.nodes(),
                tree.links(),
                pings,
                List.of(),
                List.of());
    }

    /** Notes when the first event of the run is told: the network stands then. */
    private static SimulationOptions watched(double[] built) {
        SimulationOptions standard = SimulationOptions.DEFAULT;
        return new SimulationOptions(
                standard.until(),
                standard.captures(),
                standard.record(),
                standard.progress(),
                event -> built[0] = event.kind() == LabEvent.Kind.NOTE ? uptime() : built[0],
                standard.clock());
    }

    private static double uptime() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    }
}
