package dev.ganz.host.diagnosis;

import dev.ganz.host.DiskLoad;
import dev.ganz.host.Machine;
import dev.ganz.host.Sample;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CPUs wait for I/O while every disk is idle. Since Linux 6.1 a thread that waits in io_uring counts as waiting for a device, whatever it
 * waits for (axboe/liburing#943); without figures of disks the wait names none.
 */
final class QuietWait implements Rule {
    static final Threshold WAITING = new Threshold(0.4, 0.2);
    private static final double QUIET_QUEUE = 0.5;
    private static final double QUIET_BUSY = 0.3;
    private static final String SOURCE = "netdata, 10min_cpu_iowait: from 40 %, until 20 %";

    @Override
    public List<Finding> judge(Situation situation) {
        Optional<Episode> episode = situation.longest(
                sample -> isQuiet(sample) && !HeldBackIo.isHeldBack(sample)
                        ? Math.max(Demand.highestIowait(sample), Demand.some(sample))
                        : 0,
                WAITING);
        if (episode.isEmpty() || SlowRemoteStorage.isWaitedFor(episode.get())) {
            return List.of();
        }
        boolean disks = episode.get().samples().stream()
                .anyMatch(sample -> !sample.disks().isEmpty());
        return List.of(disks ? artefact(situation, episode.get()) : unknown(situation, episode.get()));
    }

    /** Whether no disk has much to do. */
    static boolean isQuiet(Sample sample) {
        return sample.disks().stream().allMatch(disk -> disk.queue() < QUIET_QUEUE && disk.utilisation() < QUIET_BUSY);
    }

    private static Finding artefact(Situation situation, Episode episode) {
        Machine machine = situation.machine();
        List<String> users = machine.ringUsers().stream().map(Object::toString).toList();
        double blocked =
                episode.mean(sample -> sample.tasks().map(Tasks::blocked).orElse(0.0));
        List<Evidence> evidence = evidence(episode);
        double busiest = busiest(episode);
        evidence.add(
                new Evidence("disk_busy_share", busiest, "no disk is busy for more than " + Figures.percent(busiest)));
        String what = users.isEmpty()
                ? "CPUs seem to wait for I/O, and no disk has any: an idle io_uring, or storage on the network"
                : "the waiting is no trouble: " + String.join(", ", users)
                        + " waits in io_uring, which the kernel counts as I/O";
        return new Finding(
                "quiet-wait",
                machine.name(),
                Severity.NOTE,
                0,
                what,
                situation.since(episode),
                evidence,
                users,
                List.of(),
                List.of(new Advice(
                        users.isEmpty()
                                ? "run ganz host check as root: it sees who has an io_uring open"
                                : "leave it; Linux 6.15 lets programs switch the counting off",
                        "")),
                situation.atMost(users.isEmpty() ? Confidence.LOW : blocked < 1 ? Confidence.HIGH : Confidence.MEDIUM),
                users.isEmpty() ? "nothing here says who waits" : "io_uring is open and every disk is idle",
                SOURCE);
    }

    /** The greatest share of an interval in which a disk had something to do. */
    static double busiest(Episode episode) {
        return episode.peak(sample ->
                sample.disks().stream().mapToDouble(DiskLoad::utilisation).max().orElse(0));
    }

    private static Finding unknown(Situation situation, Episode episode) {
        return new Finding(
                "quiet-wait",
                situation.machine().name(),
                Severity.NOTE,
                1,
                "a CPU waits for I/O most of the time; " + situation.recording().form()
                        + " does not say which device it waits for",
                situation.since(episode),
                evidence(episode),
                List.of(),
                List.of(),
                List.of(new Advice("run ganz host check there, or give it the output of iostat -x 1 10", "")),
                Confidence.LOW,
                "no evidence of a device: a disk, the network or an idle io_uring can be the reason",
                SOURCE);
    }

    private static List<Evidence> evidence(Episode episode) {
        List<Evidence> evidence = new ArrayList<>();
        double iowait = episode.mean(Demand::highestIowait);
        double some = episode.mean(Demand::some);
        evidence.add(new Evidence(
                "cpu_iowait_share", iowait, "a CPU idle for I/O " + Figures.percent(iowait) + " of the time"));
        if (some > 0) {
            evidence.add(new Evidence(
                    "pressure_io_some_share",
                    some,
                    "tasks stalled on I/O " + Figures.percent(some) + " of the time (PSI)"));
        }
        return evidence;
    }
}
