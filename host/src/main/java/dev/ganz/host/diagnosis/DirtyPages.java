package dev.ganz.host.diagnosis;

import dev.ganz.host.Memory;
import dev.ganz.host.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** So much waits to be written that whoever writes must wait for it. */
final class DirtyPages implements Rule {
    private static final Threshold FULL = new Threshold(0.9, 0.7);

    @Override
    public List<Finding> judge(Situation situation) {
        Optional<Episode> found = situation.longest(DirtyPages::share, FULL);
        if (found.isEmpty()) {
            return List.of();
        }
        Episode episode = found.get();
        Demand demand = Demand.in(episode);
        if (!demand.isThere()) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        double share = episode.mean(DirtyPages::share);
        evidence.add(new Evidence(
                "dirty_share",
                share,
                "dirty pages are at " + Figures.percent(share)
                        + " of the amount from which writers wait (from 90 % on)"));
        evidence.addAll(demand.evidence());
        return List.of(new Finding(
                "dirty-pages",
                situation.machine().name(),
                Severity.WARNING,
                share,
                "dirty pages stall writers",
                situation.since(episode),
                evidence,
                Culprits.in(episode).causes(),
                Culprits.in(episode).sufferers(),
                List.of(
                        new Advice(
                                "begin to write earlier and keep less: vm.dirty_background_bytes and vm.dirty_bytes (ganz host tune)",
                                "stalls of seconds instead of minutes; the disk becomes no faster"),
                        new Advice("open disk images with cache=none, which makes no dirty pages here", "")),
                situation.atMost(Confidence.HIGH),
                "the kernel's own limit is reached and somebody waits",
                "Documentation/admin-guide/sysctl/vm.rst, dirty_ratio; the share: Ganz's own"));
    }

    private static double share(Sample sample) {
        return sample.memory().map(Memory::dirtyShare).orElse(0.0);
    }
}
