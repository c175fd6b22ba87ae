package dev.ganz.host.diagnosis;

import dev.ganz.host.FileSystem;
import dev.ganz.host.RemoteMount;
import dev.ganz.host.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A file system of the network answers slowly, and tasks wait for it. */
final class SlowRemoteStorage implements Rule {
    private static final double LEAST_OPERATIONS = 5;
    private static final Threshold SLOW = new Threshold(0.02, 0.01);
    private static final double CRITICAL = 0.1;
    /** Functions of the kernel in which tasks wait for a server. */
    private static final Pattern SERVER =
            Pattern.compile("rpc_.*|nfs.*|cifs_.*|smb2_.*|ceph_.*|p9_.*|v9fs_.*|request_wait_answer|fuse_.*");

    @Override
    public List<Finding> judge(Situation situation) {
        Set<String> paths = new TreeSet<>();
        situation.samples().forEach(sample -> sample.mounts().forEach(mount -> paths.add(mount.path())));
        List<Finding> findings = new ArrayList<>();
        for (String path : paths) {
            situation.longest(sample -> execution(sample, path), SLOW).ifPresent(episode -> {
                Demand demand = Demand.in(episode);
                if (demand.isThere()) {
                    findings.add(measured(situation, path, episode, demand));
                }
            });
        }
        if (findings.isEmpty()) {
            situation
                    .longest(sample -> isWaitedFor(sample) ? 1 : 0, new Threshold(1, 1))
                    .ifPresent(episode -> findings.add(waited(situation, episode)));
        }
        return findings;
    }

    /** Whether tasks sleep in a function that waits for a server. */
    static boolean isWaitedFor(Episode episode) {
        return episode.samples().stream().anyMatch(SlowRemoteStorage::isWaitedFor);
    }

    /** The same in a sample. */
    static boolean isWaitedFor(Sample sample) {
        return sample.consumers().stream()
                .anyMatch(consumer -> consumer.blocked() > 0
                        && SERVER.matcher(consumer.waitsIn()).matches());
    }

    private static double execution(Sample sample, String path) {
        return mount(sample, path)
                .filter(mount -> mount.operations() >= LEAST_OPERATIONS)
                .map(RemoteMount::execution)
                .orElse(0.0);
    }

    private static Optional<RemoteMount> mount(Sample sample, String path) {
        return sample.mounts().stream()
                .filter(mount -> mount.path().equals(path))
                .findFirst();
    }

    private static Finding measured(Situation situation, String path, Episode episode, Demand demand) {
        double execution = episode.mean(sample -> execution(sample, path));
        double roundTrip = episode.mean(
                sample -> mount(sample, path).map(RemoteMount::roundTrip).orElse(0.0));
        String server = episode.samples().stream()
                .flatMap(sample -> mount(sample, path).stream())
                .map(RemoteMount::source)
                .findFirst()
                .orElse("its server");
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "mount_execution_seconds",
                execution,
                "an operation on " + path + " takes " + Figures.millis(execution) + " (from "
                        + Figures.millis(SLOW.enter()) + " on), " + Figures.millis(roundTrip)
                        + " of them for the server and the network"));
        evidence.addAll(demand.evidence());
        boolean queued = roundTrip < execution / 2;
        return new Finding(
                "slow-remote-storage",
                path,
                execution >= CRITICAL ? Severity.CRITICAL : Severity.WARNING,
                execution / SLOW.enter(),
                server + " answers slowly: " + path + " is the bottleneck",
                situation.since(episode),
                evidence,
                Culprits.in(episode).causes(),
                Culprits.in(episode).sufferers(),
                List.of(new Advice(
                        queued
                                ? "requests wait here: more connections (mount option nconnect), or fewer clients at once"
                                : "look at the server and the network to it: ping, its disks, ganz host check there",
                        "")),
                situation.atMost(Confidence.HIGH),
                "measured by the mount itself, and somebody waits",
                "Ganz's own; Exchange Server asks for 20 ms");
    }

    private static Finding waited(Situation situation, Episode episode) {
        List<String> remote = situation.machine().fileSystems().stream()
                .filter(FileSystem::isRemote)
                .map(FileSystem::path)
                .toList();
        double blocked = episode.mean(sample -> sample.consumers().stream()
                .filter(consumer -> SERVER.matcher(consumer.waitsIn()).matches())
                .mapToInt(dev.ganz.host.Consumer::blocked)
                .sum());
        return new Finding(
                "slow-remote-storage",
                String.join(", ", remote),
                Severity.WARNING,
                1,
                "tasks wait for a file server" + (remote.isEmpty() ? "" : ": one of " + String.join(", ", remote)),
                situation.since(episode),
                List.of(new Evidence(
                        "tasks_blocked", blocked, Figures.number(blocked) + " tasks sleep until a server answers")),
                List.of(),
                Culprits.in(episode).sufferers(),
                List.of(new Advice("look at the server and the network to it", "")),
                situation.atMost(Confidence.MEDIUM),
                "seen where the tasks sleep in the kernel, not measured",
                "Ganz's own");
    }
}
