package dev.ganz.host.diagnosis;

import dev.ganz.host.RaidArray;
import java.util.ArrayList;
import java.util.List;

/** An array that lacks a member, or that keeps its members busy itself. */
final class RaidState implements Rule {
    @Override
    public List<Finding> judge(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (RaidArray array : situation.samples().getLast().arrays()) {
            if (array.missing() > 0) {
                findings.add(finding(
                        array,
                        "degraded-raid",
                        Severity.CRITICAL,
                        array.name() + " lacks " + (array.missing() == 1 ? "a member" : array.missing() + " members")
                                + ": the next disk that fails may take the data with it",
                        "replace the disk: mdadm --detail /dev/" + array.name() + " names it"));
            }
            if (array.isBusy()) {
                findings.add(finding(
                        array,
                        "busy-raid",
                        Severity.NOTE,
                        array.name() + " is busy with its " + array.activity() + ", and so are its members",
                        "let it end; /proc/sys/dev/raid/speed_limit_max slows it down where guests suffer"));
            }
        }
        return findings;
    }

    private static Finding finding(RaidArray array, String rule, Severity severity, String what, String advice) {
        return new Finding(
                rule,
                array.name(),
                severity,
                1500,
                what,
                "as it is now",
                List.of(new Evidence(
                        "raid_missing_members",
                        array.missing(),
                        "/proc/mdstat: " + array.members().size() + " members, " + array.missing() + " missing, "
                                + array.activity())),
                List.of(),
                List.of(),
                List.of(new Advice(advice, "")),
                Confidence.HIGH,
                "said by md",
                "md(4)");
    }
}
