package dev.ganz.host.diagnosis;

import dev.ganz.host.FileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Errors and space of file systems: to be put right before any setting is. */
final class FullFileSystem implements Rule {
    private static final double WARNING = 0.95;
    private static final double CRITICAL = 0.99;

    @Override
    public List<Finding> judge(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new TreeSet<>(); // one file system may be mounted at many places
        for (FileSystem each : situation.machine().fileSystems()) {
            if (each.octets() == 0 || each.type().equals("tmpfs") || !seen.add(each.source())) {
                continue;
            }
            double used = 1 - each.available() / (double) each.octets();
            if (used >= WARNING) {
                findings.add(finding(
                        "full-file-system",
                        each,
                        used >= CRITICAL ? Severity.CRITICAL : Severity.WARNING,
                        each.path() + " is full",
                        new Evidence(
                                "file_system_used_share",
                                used,
                                String.format(Locale.ROOT, "%.1f", used * 100) + " % of "
                                        + Figures.octets(each.octets()) + " are in use (from 95 % on)"),
                        "make room: a full file system scatters what is written, and guests on thin images stop"));
            }
            if (each.errors() > 0) {
                findings.add(finding(
                        "file-system-errors",
                        each,
                        Severity.CRITICAL,
                        each.path() + " has errors",
                        new Evidence(
                                "file_system_errors",
                                each.errors(),
                                each.errors() + " errors counted by " + each.type()),
                        "save what is on it, look at the disk (dmesg, smartctl -a), then repair it with fsck"));
            }
        }
        return findings;
    }

    private static Finding finding(
            String rule, FileSystem where, Severity severity, String what, Evidence evidence, String advice) {
        return new Finding(
                rule,
                where.path(),
                severity,
                2000,
                what,
                "as it is now",
                List.of(evidence),
                List.of(),
                List.of(),
                List.of(new Advice(advice, "")),
                Confidence.HIGH,
                "counted by the file system",
                "Ganz's own");
    }
}
