package dev.ganz.host.diagnosis;

import dev.ganz.host.CpuTime;
import dev.ganz.host.Pressure;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether anybody waits for devices: I/O pressure, blocked tasks, or iowait, which is none where CPUs are busy all the time.
 *
 * @param evidence of those that say yes
 * @param known whether the source can say at all
 * @param full share of time in which everybody waited
 * @param blocked tasks, mean
 */
record Demand(List<Evidence> evidence, boolean known, double full, double blocked) {
    private static final double STALLED = 0.1;
    private static final double BLOCKED = 1;
    private static final double IOWAIT = 0.2;
    private static final double IDLE = 0.05;

    boolean isThere() {
        return !evidence.isEmpty();
    }

    static Demand in(Episode episode) {
        List<Evidence> evidence = new ArrayList<>();
        double some = episode.mean(Demand::some);
        double full =
                episode.mean(sample -> sample.pressure().io().map(Stall::full).orElse(0.0));
        double blocked =
                episode.mean(sample -> sample.tasks().map(Tasks::blocked).orElse(0.0));
        double iowait = episode.mean(Demand::highestIowait);
        if (some >= STALLED) {
            evidence.add(new Evidence(
                    "pressure_io_some_share",
                    some,
                    "tasks stalled on I/O " + Figures.percent(some) + " of the time (PSI; from "
                            + Figures.percent(STALLED) + " on)"));
        }
        if (blocked >= BLOCKED) {
            evidence.add(new Evidence(
                    "tasks_blocked", blocked, Figures.number(blocked) + " tasks blocked on devices (from 1 on)"));
        }
        if (iowait >= IOWAIT) {
            evidence.add(new Evidence(
                    "cpu_iowait_share",
                    iowait,
                    "a CPU idle for I/O " + Figures.percent(iowait) + " of the time (from " + Figures.percent(IOWAIT)
                            + " on)"));
        }
        return new Demand(evidence, episode.samples().stream().anyMatch(Demand::tells), full, blocked);
    }

    private static boolean tells(Sample sample) {
        Pressure pressure = sample.pressure();
        boolean idle =
                sample.cpu().map(cpu -> cpu.idle() + cpu.iowait() >= IDLE).orElse(false);
        return pressure.io().isPresent() || sample.tasks().isPresent() || idle;
    }

    static double some(Sample sample) {
        return sample.pressure().io().map(Stall::some).orElse(0.0);
    }

    /** The waiters of a disk are charged to one CPU often: the mean over all hides them. */
    static double highestIowait(Sample sample) {
        return sample.cpus().stream().mapToDouble(CpuTime::iowait).max().orElse(0);
    }
}
