package dev.ganz.host.diagnosis;

import dev.ganz.host.NetworkLoad;
import dev.ganz.host.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A network interface carries as much as it can. */
final class SaturatedNetwork implements Rule {
    private static final Threshold BUSY = new Threshold(0.9, 0.75);

    @Override
    public List<Finding> judge(Situation situation) {
        Set<String> names = new TreeSet<>();
        situation.samples().forEach(sample -> sample.networks().forEach(network -> names.add(network.name())));
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            situation.longest(sample -> share(sample, name), BUSY).ifPresent(episode -> {
                double share = episode.mean(sample -> share(sample, name));
                double lost = episode.mean(sample -> sample.networks().stream()
                        .filter(network -> network.name().equals(name))
                        .mapToDouble(NetworkLoad::lost)
                        .sum());
                findings.add(new Finding(
                        "saturated-network",
                        name,
                        Severity.WARNING,
                        share,
                        name + " carries as much as it can",
                        situation.since(episode),
                        List.of(
                                new Evidence(
                                        "network_busy_share",
                                        share,
                                        Figures.percent(share) + " of its speed in one direction (from 90 % on)"),
                                new Evidence("network_lost_per_second", lost, Figures.number(lost) + " frames/s lost")),
                        List.of(),
                        List.of(),
                        List.of(new Advice("spread guests over interfaces, or take a faster one", "")),
                        situation.atMost(Confidence.HIGH),
                        "by the speed that the interface says it has",
                        "Ganz's own"));
            });
        }
        return findings;
    }

    private static double share(Sample sample, String name) {
        return sample.networks().stream()
                .filter(network -> network.name().equals(name) && network.speed() > 0)
                .mapToDouble(network -> Math.max(network.received(), network.sent()) * 8 / network.speed())
                .max()
                .orElse(0);
    }
}
