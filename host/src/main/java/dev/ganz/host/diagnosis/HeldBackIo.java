package dev.ganz.host.diagnosis;

import dev.ganz.host.Sample;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tasks wait for a disk of this machine, and every disk is idle: requests are held back on their way, as by a limit of a control group
 * (io.max, blkio.throttle), which acts before the device counts them.
 */
final class HeldBackIo implements Rule {
    private static final Threshold WAITING = new Threshold(1, 1);

    @Override
    public List<Finding> judge(Situation situation) {
        Optional<Episode> found = situation.longest(sample -> isHeldBack(sample) ? 1 : 0, WAITING);
        return found.map(episode -> finding(situation, episode)).stream().toList();
    }

    /** Blocked tasks that wait for no server; a task that waits in io_uring is not blocked. */
    static boolean isHeldBack(Sample sample) {
        return QuietWait.isQuiet(sample)
                && !sample.disks().isEmpty()
                && Demand.some(sample) >= QuietWait.WAITING.leave()
                && sample.tasks().map(Tasks::blocked).orElse(0.0) >= 1
                && !SlowRemoteStorage.isWaitedFor(sample);
    }

    private static Finding finding(Situation situation, Episode episode) {
        Culprits culprits = Culprits.in(episode);
        double blocked =
                episode.mean(sample -> sample.tasks().map(Tasks::blocked).orElse(0.0));
        List<Evidence> evidence = new ArrayList<>(Demand.in(episode).evidence());
        double busiest = QuietWait.busiest(episode);
        evidence.add(
                new Evidence("disk_busy_share", busiest, "no disk is busy for more than " + Figures.percent(busiest)));
        return new Finding(
                "held-back-io",
                situation.machine().name(),
                Severity.WARNING,
                blocked,
                "requests are held back before they reach a disk: a limit on somebody's I/O",
                situation.since(episode),
                evidence,
                culprits.causes(),
                culprits.sufferers(),
                List.of(new Advice(
                        "look for the limit: io.max and blkio.throttle.* of the control groups, IOWriteBandwidthMax of systemd's"
                                + " units, iotune of libvirt's guests",
                        "the disks have room: they are busy " + Figures.percent(busiest) + " of the time at most")),
                situation.atMost(Confidence.MEDIUM),
                "tasks are blocked, every disk is idle, and no server is waited for",
                "Ganz's own");
    }
}
