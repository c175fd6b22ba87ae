package dev.ganz.host.diagnosis;

import dev.ganz.host.CpuTime;
import java.util.List;
import java.util.Optional;

/** The hypervisor gives the CPUs of this machine to others while it wants them. */
final class StolenTime implements Rule {
    private static final Threshold STOLEN = new Threshold(0.1, 0.05);
    private static final double CRITICAL = 0.3;

    @Override
    public List<Finding> judge(Situation situation) {
        Optional<Episode> found =
                situation.longest(sample -> sample.cpu().map(CpuTime::steal).orElse(0.0), STOLEN);
        return found.map(episode -> finding(situation, episode)).stream().toList();
    }

    private static Finding finding(Situation situation, Episode episode) {
        double steal = episode.mean(sample -> sample.cpu().map(CpuTime::steal).orElse(0.0));
        return new Finding(
                "stolen-time",
                situation.machine().name(),
                steal >= CRITICAL ? Severity.CRITICAL : Severity.WARNING,
                steal * 10,
                "the hypervisor is over-committed: it gives this machine's CPUs to others",
                situation.since(episode),
                List.of(new Evidence(
                        "cpu_steal_share",
                        steal,
                        Figures.percent(steal) + " of the CPUs' time was stolen (from 10 % on)")),
                List.of("other guests of the same host"),
                List.of("all of this machine"),
                List.of(new Advice("move this machine to a less loaded host, or give its guests fewer CPUs there", "")),
                situation.atMost(Confidence.HIGH),
                "counted by the hypervisor itself",
                "netdata, 20min_steal_cpu: from 10 %, until 5 %");
    }
}
