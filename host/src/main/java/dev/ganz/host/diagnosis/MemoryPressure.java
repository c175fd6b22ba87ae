package dev.ganz.host.diagnosis;

import dev.ganz.host.Memory;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Saturation of memory: pages go to swap space and come back, which makes I/O of its own. */
final class MemoryPressure implements Rule {
    /** Pages a second. */
    private static final Threshold SWAPPING = new Threshold(5, 1);

    private static final double STALLED = 0.05;
    private static final double EVERYBODY = 0.1;
    private static final double SHORT = 0.1;

    @Override
    public List<Finding> judge(Situation situation) {
        Optional<Episode> found = situation.longest(MemoryPressure::swapped, SWAPPING);
        if (found.isEmpty()) {
            return List.of();
        }
        Episode episode = found.get();
        boolean told = episode.samples().stream()
                .anyMatch(sample -> sample.pressure().memory().isPresent());
        double some = episode.mean(
                sample -> sample.pressure().memory().map(Stall::some).orElse(0.0));
        double full = episode.mean(
                sample -> sample.pressure().memory().map(Stall::full).orElse(0.0));
        double left = episode.mean(MemoryPressure::availableShare);
        // Pages that nobody misses may go to swap space slowly while all is well.
        if (told ? some < STALLED : left > SHORT) {
            return List.of();
        }
        double swapped = episode.mean(MemoryPressure::swapped);
        return List.of(new Finding(
                "memory-pressure",
                situation.machine().name(),
                full >= EVERYBODY || swapped >= 1000 ? Severity.CRITICAL : Severity.WARNING,
                1000, // it is the reason of what disks show
                "memory is short, and swapping causes I/O",
                situation.since(episode),
                evidence(swapped, told, some, left),
                List.of(),
                Culprits.in(episode).sufferers(),
                List.of(
                        new Advice("give guests less memory, move one away, or add memory", ""),
                        new Advice("let the kernel prefer to drop caches: vm.swappiness 10 (ganz host tune)", "")),
                situation.atMost(told ? Confidence.HIGH : Confidence.MEDIUM),
                told
                        ? "pages move and tasks are known to wait for them"
                        : "pages move; the source does not say whether tasks wait",
                "PCP pmieconf memory.exhausted: 5 pages/s swapped out"));
    }

    private static List<Evidence> evidence(double swapped, boolean told, double some, double left) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "swapped_pages_per_second",
                swapped,
                Figures.number(swapped) + " pages/s to and from swap space (from 5 on)"));
        if (told) {
            evidence.add(new Evidence(
                    "pressure_memory_some_share",
                    some,
                    "tasks stalled on memory " + Figures.percent(some) + " of the time (PSI; from "
                            + Figures.percent(STALLED) + " on)"));
        }
        if (left > 0) {
            evidence.add(new Evidence(
                    "memory_available_share", left, Figures.percent(left) + " of the memory is available"));
        }
        return evidence;
    }

    private static double swapped(Sample sample) {
        return sample.memory()
                .map(memory -> memory.swappedIn() + memory.swappedOut())
                .orElse(0.0);
    }

    private static double availableShare(Sample sample) {
        Optional<Memory> memory = sample.memory().filter(each -> each.total() > 0);
        // Where nobody says how much there is, swapping itself is the sign.
        return memory.map(each -> each.available() / (double) each.total()).orElse(0.0);
    }
}
