package dev.ganz.host.file;

import dev.ganz.host.CpuTime;
import dev.ganz.host.Machine;
import dev.ganz.host.Memory;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code vmstat 1}, by its headings; swap in KiB/s as it is without {@code -S}. Its disks are not told apart. */
final class VmstatText implements TextForm {
    /** vmstat counts KiB, the model pages: of 4 KiB, as on nearly every machine. */
    private static final double KIB_PER_PAGE = 4;

    private static final long KIB = 1024;

    @Override
    public boolean isMine(String line) {
        return line.startsWith("procs -") || line.startsWith("--procs-");
    }

    @Override
    public Recording read(String name, List<String> lines) {
        List<Sample> samples = new ArrayList<>();
        List<String> headings = List.of();
        for (String line : lines) {
            List<String> words = Row.words(line);
            if (words.contains("swpd") && words.contains("wa")) {
                headings = words;
            } else if (!headings.isEmpty()
                    && words.size() >= headings.size()
                    && Row.decimal(words.getFirst()).isPresent()) {
                // A time stamp of -t stands behind the columns that it has headings for.
                List<String> numbers = words.subList(0, headings.size());
                samples.add(sample(Row.of(headings, numbers)));
            }
        }
        return Reports.recording(name, "vmstat", Machine.named("", "", 0), samples, true);
    }

    private static Sample sample(Row row) {
        CpuTime cpu = new CpuTime(
                CpuTime.ALL,
                row.number("us") / 100,
                0,
                row.number("sy") / 100,
                row.number("id") / 100,
                row.number("wa") / 100,
                0,
                row.number("st") / 100);
        Memory memory = new Memory(
                0,
                (long) ((row.number("free") + row.number("cache")) * KIB),
                0,
                (long) (row.number("swpd") * KIB),
                row.number("si") / KIB_PER_PAGE,
                row.number("so") / KIB_PER_PAGE,
                0,
                0);
        return Sample.of(0, 0, List.of(cpu), Optional.of(new Tasks(row.number("r"), row.number("b"))), List.of())
                .withMemory(Optional.of(memory));
    }
}
