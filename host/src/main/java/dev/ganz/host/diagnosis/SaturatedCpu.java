package dev.ganz.host.diagnosis;

import dev.ganz.host.CpuTime;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every CPU is busy, and tasks stand in line. */
final class SaturatedCpu implements Rule {
    private static final Threshold BUSY = new Threshold(0.95, 0.85);
    private static final double STALLED = 0.6;
    private static final int LINE = 3;

    @Override
    public List<Finding> judge(Situation situation) {
        Optional<Episode> found = situation.longest(SaturatedCpu::busy, BUSY);
        if (found.isEmpty()) {
            return List.of();
        }
        Episode episode = found.get();
        int cpus = Math.max(1, situation.machine().cpus());
        double some =
                episode.mean(sample -> sample.pressure().cpu().map(Stall::some).orElse(0.0));
        double running =
                episode.mean(sample -> sample.tasks().map(Tasks::running).orElse(0.0));
        List<Evidence> evidence = new ArrayList<>();
        double busy = episode.mean(SaturatedCpu::busy);
        evidence.add(new Evidence(
                "cpu_busy_share", busy, "the CPUs are busy " + Figures.percent(busy) + " of the time (from 95 % on)"));
        if (some >= STALLED) {
            evidence.add(new Evidence(
                    "pressure_cpu_some_share",
                    some,
                    "tasks wait for a CPU " + Figures.percent(some) + " of the time (PSI; from 60 % on)"));
        }
        if (running > LINE * cpus && running > 4) {
            evidence.add(new Evidence(
                    "tasks_running",
                    running,
                    Figures.number(running) + " tasks want a CPU of " + cpus + " (from " + LINE + " for each on)"));
        }
        if (evidence.size() < 2) {
            return List.of();
        }
        return List.of(new Finding(
                "saturated-cpu",
                situation.machine().name(),
                Severity.WARNING,
                busy,
                "the CPUs are saturated",
                situation.since(episode),
                evidence,
                List.of(),
                List.of(),
                List.of(new Advice("move a guest away, or look which programs run: top", "")),
                situation.atMost(Confidence.HIGH),
                "busy, and tasks are known to wait",
                "PCP pmieconf cpu.load_average: more than 3 tasks a CPU; pressure: Ganz's own"));
    }

    private static double busy(Sample sample) {
        return sample.cpu().map(CpuTime::busy).orElse(0.0);
    }
}
