package dev.ganz.bench;

import com.sun.management.ThreadMXBean;
import dev.ganz.lab.Lab;
import dev.ganz.lab.file.LabFile;
import dev.ganz.sim.Simulation;
import dev.ganz.sim.SimulationOptions;
import dev.ganz.stack.result.RunResult;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a run allocates for a hop once it is under way: octets of a run over those of one half as long, so that the building of the
 * network is in neither.
 */
public final class Allocation {
    private static final long SECOND = 1_000_000_000;

    private Allocation() {}

    private record Run(long octets, long hops) {}

    /** Takes a lab file and seconds of virtual time. */
    public static void main(String[] arguments) {
        Lab lab = LabFile.read(Path.of(arguments[0])).lab();
        long time = Long.parseLong(arguments[1]) * SECOND;
        run(lab, time / 10); // classes are loaded
        Run half = run(lab, time);
        Run whole = run(lab, 2 * time);
        long octets = whole.octets - half.octets;
        long hops = whole.hops - half.hops;
        print(System.out, octets, hops);
    }

    private static void print(PrintStream out, long octets, long hops) {
        // Rounded as a whole number first: what a run allocates besides differs by some octets, less ones too.
        double ofHop = Math.round(100.0 * octets / hops) / 100.0;
        out.printf(
                Locale.ROOT,
                "%.2f octets allocated a packet-hop: %,d octets more in a run that has %,d hops more%n",
                ofHop,
                octets,
                hops);
    }

    private static Run run(Lab lab, long until) {
        SimulationOptions standard = SimulationOptions.DEFAULT;
        SimulationOptions options = new SimulationOptions(
                OptionalLong.of(until),
                standard.captures(),
                standard.record(),
                standard.progress(),
                standard.events(),
                standard.clock());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        RunResult result = Simulation.run(lab, options);
        return new Run(threads.getCurrentThreadAllocatedBytes() - before, result.packetHops());
    }
}
