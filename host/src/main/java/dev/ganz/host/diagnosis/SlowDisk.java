package dev.ganz.host.diagnosis;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.DeviceClass;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.Sample;
import dev.ganz.host.advice.Advised;
import dev.ganz.host.advice.ClosedQueue;
import dev.ganz.host.advice.SchedulerChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Saturation of a disk: requests stand in line and take longer than they may, and somebody waits for them. */
final class SlowDisk implements Rule {
    private static final Threshold SLOW = new Threshold(1, 0.7);
    private static final double EVERYBODY = 0.1;

    @Override
    public List<Finding> judge(Situation situation) {
        Set<String> names = new TreeSet<>();
        situation.samples().forEach(sample -> sample.disks().forEach(disk -> names.add(disk.name())));
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            BlockDevice device = situation.machine().device(name);
            // A stacked device waits for those that it is made of: they are the ones to look at.
            boolean counted = device.kind() == DeviceClass.STACKED
                            && device.members().stream().anyMatch(names::contains)
                    || device.kind() == DeviceClass.MEMORY;
            if (!counted) {
                ToDoubleFunction<Sample> excess = sample -> isExplained(sample, name) ? 0 : excess(device, sample);
                situation.longest(excess, SLOW).ifPresent(episode -> findings.add(finding(situation, device, episode)));
            }
        }
        return findings;
    }

    /** While an array checks itself its members are busy on purpose. */
    private static boolean isExplained(Sample sample, String name) {
        return sample.arrays().stream()
                .anyMatch(array -> array.isBusy()
                        && (array.name().equals(name)
                                || array.members().stream().anyMatch(member -> isPart(member, name))));
    }

    /** {@code sda1} and {@code nvme0n1p2} are parts of {@code sda} and {@code nvme0n1}. */
    private static boolean isPart(String member, String disk) {
        return member.equals(disk)
                || member.startsWith(disk) && member.substring(disk.length()).matches("p?\\d+");
    }

    private static double excess(BlockDevice device, Sample sample) {
        return sample.disk(device.name())
                .map(DiskLimits.of(device.kind())::excess)
                .orElse(0.0);
    }

    private static Finding finding(Situation situation, BlockDevice device, Episode episode) {
        Demand demand = Demand.in(episode);
        Culprits culprits = Culprits.in(episode);
        DiskLimits limits = DiskLimits.of(device.kind());
        DiskLoad mean = mean(device.name(), episode);
        List<Evidence> evidence = new ArrayList<>(evidence(device, mean, limits));
        evidence.addAll(demand.evidence());
        String subject = device.name() + " (" + device.kind().words() + ")";
        if (!demand.isThere()) {
            return new Finding(
                    "slow-disk",
                    device.name(),
                    Severity.NOTE,
                    excess(device, episode),
                    subject + " is slow, and "
                            + (demand.known()
                                    ? "nobody waits for it"
                                    : "nothing here says whether anybody waits for it"),
                    situation.since(episode),
                    evidence,
                    culprits.causes(),
                    List.of(),
                    List.of(new Advice("look again while somebody complains: ganz host check", "")),
                    Confidence.LOW,
                    "evidence of the device alone",
                    limits.source());
        }
        boolean critical = mean.await() >= limits.critical() + mean.requestOctets() / limits.rate()
                && (demand.full() >= EVERYBODY
                        || demand.blocked() >= Math.max(2, situation.machine().cpus()));
        return new Finding(
                "slow-disk",
                device.name(),
                critical ? Severity.CRITICAL : Severity.WARNING,
                excess(device, episode),
                subject + " is the bottleneck" + (culprits.causes().isEmpty() ? "" : " for " + names(culprits)),
                situation.since(episode),
                evidence,
                culprits.causes(),
                culprits.sufferers(),
                advice(device, mean, culprits),
                situation.atMost(demand.evidence().size() > 1 ? Confidence.HIGH : Confidence.MEDIUM),
                "the device is slow and " + demand.evidence().size() + " of 3 signals say that somebody waits",
                limits.source());
    }

    private static double excess(BlockDevice device, Episode episode) {
        return episode.mean(sample -> excess(device, sample));
    }

    /** Those that were seen waiting; those that moved most if none was. */
    private static String names(Culprits culprits) {
        List<String> named = culprits.sufferers().isEmpty() ? culprits.causes() : culprits.sufferers();
        return String.join(
                ", ",
                named.stream().map(each -> each.replaceFirst(" \\(.*", "")).toList());
    }

    private static DiskLoad mean(String name, Episode episode) {
        return new DiskLoad(
                name,
                mean(name, episode, DiskLoad::reads),
                mean(name, episode, DiskLoad::writes),
                mean(name, episode, DiskLoad::readOctets),
                mean(name, episode, DiskLoad::writtenOctets),
                mean(name, episode, DiskLoad::readAwait),
                mean(name, episode, DiskLoad::writeAwait),
                mean(name, episode, DiskLoad::queue),
                mean(name, episode, DiskLoad::utilisation));
    }

    private static double mean(String name, Episode episode, ToDoubleFunction<DiskLoad> part) {
        return episode.mean(sample -> sample.disk(name).map(part::applyAsDouble).orElse(0.0));
    }

    private static List<Evidence> evidence(BlockDevice device, DiskLoad mean, DiskLimits limits) {
        return List.of(
                new Evidence(
                        "disk_await_seconds",
                        mean.await(),
                        device.name() + " takes " + Figures.millis(mean.await()) + " a request (from "
                                + Figures.millis(limits.allowed(mean)) + " on)"),
                new Evidence(
                        "disk_queue",
                        mean.queue(),
                        Figures.number(mean.queue()) + " requests under way (from " + Figures.number(limits.queue())
                                + " on)"),
                new Evidence(
                        "disk_requests_per_second",
                        mean.requests(),
                        Figures.number(mean.requests()) + " requests/s of " + Figures.octets(mean.requestOctets())
                                + ", " + Figures.octets(mean.octets()) + "/s, busy "
                                + Figures.percent(mean.utilisation())));
    }

    private static List<Advice> advice(BlockDevice device, DiskLoad mean, Culprits culprits) {
        List<Advice> advice = new ArrayList<>();
        Optional<Advised> scheduler = SchedulerChoice.of(device);
        if (scheduler.isPresent() && !SchedulerChoice.fits(device)) {
            advice.add(new Advice(
                    "set the I/O scheduler " + scheduler.get().value() + " instead of " + device.scheduler()
                            + ": ganz host tune",
                    scheduler.get().why()));
        }
        ClosedQueue queue = ClosedQueue.of(mean.queue(), Math.max(DiskLimits.LEAST_REQUESTS, mean.requests()));
        double share = culprits.firstShare();
        if (share >= 0.2) {
            advice.add(new Advice(
                    "move or throttle " + culprits.owners().getFirst().owner(),
                    "requests of the others: about " + Figures.millis(queue.without(share)) + " instead of "
                            + Figures.millis(mean.await()) + " (closed queueing model)"));
        }
        if (device.kind() == DeviceClass.VIRTUAL) {
            advice.add(new Advice("look at the host: what is below this virtual disk is not seen here", ""));
        } else {
            advice.add(new Advice(
                    "spread the load over a second disk (RAID 1 for reads, RAID 10, or some guests there)",
                    "about " + Figures.millis(queue.over(2)) + " instead of " + Figures.millis(mean.await())
                            + " (closed queueing model)"));
        }
        return advice;
    }
}
