package dev.ganz.host.file;

import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sar}, by its headings: CPUs, disks and the queue. Reports of one time belong together; averages are left out. */
final class SarText implements TextForm {
    private static final Pattern TIMED = Pattern.compile("(\\d\\d:\\d\\d:\\d\\d(?: [AP]M)?)\\s+(.*)");

    @Override
    public boolean isMine(String line) {
        Matcher timed = TIMED.matcher(line);
        return timed.matches()
                && (timed.group(2).startsWith("CPU ") || timed.group(2).startsWith("DEV "));
    }

    /** What is known of one time. */
    private static final class Report {
        final List<CpuTime> cpus = new ArrayList<>();
        final List<DiskLoad> disks = new ArrayList<>();
        Optional<Tasks> tasks = Optional.empty();
    }

    @Override
    public Recording read(String name, List<String> lines) {
        Map<Integer, Report> reports = new TreeMap<>(); // in the order in which times appear first
        Map<String, Integer> order = new TreeMap<>();
        List<String> headings = List.of();
        boolean follows = true;
        for (String line : lines) {
            Matcher timed = TIMED.matcher(line);
            if (!timed.matches()) {
                follows = true; // an empty line ends a table
                continue;
            }
            List<String> words = Row.words(timed.group(2));
            if (follows && words.stream().noneMatch(word -> Row.decimal(word).isPresent())) {
                headings = words;
            } else if (words.size() == headings.size()) {
                int index = order.computeIfAbsent(timed.group(1), _ -> order.size());
                add(reports.computeIfAbsent(index, _ -> new Report()), headings.getFirst(), Row.of(headings, words));
            }
            follows = false;
        }
        List<Sample> samples = new ArrayList<>();
        for (Report report : reports.values()) {
            if (!report.cpus.isEmpty() || !report.disks.isEmpty()) {
                samples.add(Sample.of(0, 0, report.cpus, report.tasks, report.disks));
            }
        }
        return Reports.recording(name, "sar", Banner.machine(lines), samples, false);
    }

    private static void add(Report report, String first, Row row) {
        switch (first) {
            case "CPU" -> {
                String cpu = row.text("CPU");
                report.cpus.add(Sysstat.cpu(row, cpu.equals("all") ? CpuTime.ALL : "cpu" + cpu));
            }
            case "DEV" -> report.disks.add(Sysstat.summed(row, row.text("DEV")));
            case "runq-sz" -> report.tasks = Optional.of(new Tasks(row.number("runq-sz"), row.number("blocked")));
            default -> {
                // a table that tells of something else
            }
        }
    }
}
