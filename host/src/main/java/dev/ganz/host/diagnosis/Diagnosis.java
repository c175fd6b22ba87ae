package dev.ganz.host.diagnosis;

import dev.ganz.host.Recording;
import java.util.ArrayList;
import java.util.List;

/** All rules, and what they found in a recording. */
public final class Diagnosis {
    private static final List<Rule> RULES = List.of(
            new SlowDisk(),
            new SlowRemoteStorage(),
            new HeldBackIo(),
            new QuietWait(),
            new MemoryPressure(),
            new DirtyPages(),
            new StolenTime(),
            new SaturatedCpu(),
            new SaturatedNetwork(),
            new SmallSharedMemory(),
            new FullFileSystem(),
            new RaidState(),
            new UnfitScheduler());

    private Diagnosis() {}

    /** Findings, the worst first; none if all is well. */
    public static List<Finding> of(Recording recording) {
        Situation situation = new Situation(recording);
        List<Finding> findings = new ArrayList<>();
        RULES.forEach(rule -> findings.addAll(rule.judge(situation)));
        findings.sort(Finding.ORDER);
        return List.copyOf(findings);
    }
}
