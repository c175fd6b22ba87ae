package dev.ganz.host.diagnosis;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.advice.Advised;
import dev.ganz.host.advice.SchedulerChoice;
import java.util.ArrayList;
import java.util.List;

/** The I/O scheduler of a disk in use is none that fits it. */
final class UnfitScheduler implements Rule {
    @Override
    public List<Finding> judge(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (BlockDevice device : situation.machine().devices()) {
            boolean used = situation.samples().stream()
                    .anyMatch(sample ->
                            sample.disk(device.name()).map(DiskLoad::requests).orElse(0.0) > 0);
            if (used && !SchedulerChoice.fits(device)) {
                findings.add(finding(device, SchedulerChoice.of(device).orElseThrow()));
            }
        }
        return findings;
    }

    private static Finding finding(BlockDevice device, Advised advised) {
        return new Finding(
                "unfit-scheduler",
                device.name(),
                Severity.NOTE,
                0.5,
                "the I/O scheduler " + device.scheduler() + " does not fit " + device.name() + ", a "
                        + device.kind().words(),
                "as it is set",
                List.of(),
                List.of(),
                List.of(),
                List.of(new Advice("set " + advised.value() + ": ganz host tune", advised.why())),
                Confidence.MEDIUM,
                "by the kind of the device, not by a measurement",
                "RHEL 9, Setting the disk scheduler");
    }
}
