package dev.ganz.host.file;

import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.HostException;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code iostat -x}, by its headings. */
final class IostatText implements TextForm {
    @Override
    public boolean isMine(String line) {
        return line.startsWith("avg-cpu:") || line.startsWith("Device") && line.contains("/s");
    }

    @Override
    public Recording read(String name, List<String> lines) {
        List<Sample> samples = new ArrayList<>();
        List<CpuTime> cpus = new ArrayList<>();
        List<DiskLoad> disks = new ArrayList<>();
        List<String> headings = List.of();
        boolean cpu = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<String> words = Row.words(line);
            boolean begins = line.startsWith("avg-cpu:") || line.startsWith("Device") && !disks.isEmpty();
            if (begins && !(cpus.isEmpty() && disks.isEmpty())) {
                samples.add(Sample.of(0, 0, cpus, Optional.empty(), disks));
                cpus.clear();
                disks.clear();
            }
            if (line.startsWith("avg-cpu:") || line.startsWith("Device")) {
                cpu = line.startsWith("avg");
                headings = words.subList(1, words.size());
                if (!cpu && !headings.contains("%util")) {
                    throw HostException.at(
                            name,
                            i + 1,
                            "expected the columns of iostat -x, found those without it; record again with -x");
                }
            } else if (cpu && words.size() == headings.size() && cpus.isEmpty()) {
                cpus.add(Sysstat.cpu(Row.of(headings, words), CpuTime.ALL));
            } else if (!cpu && !headings.isEmpty() && words.size() == headings.size() + 1 && !line.startsWith(" ")) {
                disks.add(Sysstat.extended(Row.of(headings, words), words.getFirst()));
            }
        }
        if (!cpus.isEmpty() || !disks.isEmpty()) {
            samples.add(Sample.of(0, 0, cpus, Optional.empty(), disks));
        }
        return Reports.recording(name, "iostat", Banner.machine(lines), samples, true);
    }
}
