package dev.ganz.host.file;

import dev.ganz.host.CpuTime;
import dev.ganz.host.Machine;
import dev.ganz.host.Memory;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code top -b}: of procps 3.2 ({@code Cpu0  :  0.0%us, … 96.2%wa}), of procps-ng 3.3 ({@code %Cpu0  :  0.0 us, …}) and 4, which writes two
 * CPUs on a line. Tasks in state D and R are counted where the list of tasks is there.
 */
final class TopText implements TextForm {
    private static final Pattern CPU =
            Pattern.compile("%?Cpu(\\(s\\)|\\d+)\\s*:((?:\\s*[\\d.,]+?\\s*%?\\s*(?:us|sy|ni|id|wa|hi|si|st),?)+)");
    private static final Pattern SHARE = Pattern.compile("([\\d]+(?:[.,]\\d+)?)\\s*%?\\s*(us|sy|ni|id|wa|hi|si|st)");
    private static final Pattern MEMORY = Pattern.compile("(?:([KMGT])iB )?(Mem|Swap)\\s*:\\s*(.*)");
    private static final Pattern AMOUNT =
            Pattern.compile("([\\d.]+)([kKmMgG]?)(?:\\+|\\s)\\s*(total|free|used|avail Mem)");

    @Override
    public boolean isMine(String line) {
        return line.startsWith("top - ") || CPU.matcher(line).find();
    }

    @Override
    public Recording read(String name, List<String> lines) {
        List<Sample> samples = new ArrayList<>();
        List<String> frame = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("top - ") && !frame.isEmpty()) {
                frame(frame).ifPresent(samples::add);
                frame.clear();
            }
            frame.add(line);
        }
        frame(frame).ifPresent(samples::add);
        int cpus = samples.isEmpty()
                ? 0
                : (int) samples.getLast().cpus().stream()
                        .filter(cpu -> !cpu.name().equals(CpuTime.ALL))
                        .count();
        // The first frame is not an interval like the others.
        return Reports.recording(name, "top", Machine.named("", "", cpus), samples, true);
    }

    private static Optional<Sample> frame(List<String> lines) {
        List<CpuTime> cpus = new ArrayList<>();
        for (String line : lines) {
            for (Matcher cpu = CPU.matcher(line); cpu.find(); ) {
                cpus.add(cpu(cpu.group(1), cpu.group(2)));
            }
        }
        if (cpus.isEmpty()) {
            return Optional.empty();
        }
        if (cpus.stream().noneMatch(cpu -> cpu.name().equals(CpuTime.ALL))) {
            cpus.add(mean(cpus));
        }
        cpus.sort(Comparator.comparingInt((CpuTime cpu) -> cpu.name().equals(CpuTime.ALL) ? 0 : 1)
                .thenComparingInt(cpu -> cpu.name().length())
                .thenComparing(CpuTime::name));
        return Optional.of(Sample.of(0, 0, cpus, tasks(lines), List.of()).withMemory(memory(lines)));
    }

    private static CpuTime cpu(String label, String text) {
        Map<String, Double> shares = new HashMap<>();
        for (Matcher share = SHARE.matcher(text); share.find(); ) {
            shares.put(share.group(2), Row.decimal(share.group(1)).orElse(0.0) / 100);
        }
        return new CpuTime(
                label.startsWith("(") ? CpuTime.ALL : "cpu" + label,
                shares.getOrDefault("us", 0.0),
                shares.getOrDefault("ni", 0.0),
                shares.getOrDefault("sy", 0.0),
                shares.getOrDefault("id", 0.0),
                shares.getOrDefault("wa", 0.0),
                shares.getOrDefault("hi", 0.0) + shares.getOrDefault("si", 0.0),
                shares.getOrDefault("st", 0.0));
    }

    private static CpuTime mean(List<CpuTime> cpus) {
        return new CpuTime(
                CpuTime.ALL,
                cpus.stream().mapToDouble(CpuTime::user).average().orElse(0),
                cpus.stream().mapToDouble(CpuTime::nice).average().orElse(0),
                cpus.stream().mapToDouble(CpuTime::system).average().orElse(0),
                cpus.stream().mapToDouble(CpuTime::idle).average().orElse(0),
                cpus.stream().mapToDouble(CpuTime::iowait).average().orElse(0),
                cpus.stream().mapToDouble(CpuTime::irq).average().orElse(0),
                cpus.stream().mapToDouble(CpuTime::steal).average().orElse(0));
    }

    /** The list of tasks, if there is one, by its column S. */
    private static Optional<Tasks> tasks(List<String> lines) {
        int column = -1;
        int running = 0;
        int blocked = 0;
        for (String line : lines) {
            List<String> words = Row.words(line);
            if (words.contains("PID") && words.contains("COMMAND")) {
                column = words.indexOf("S");
            } else if (column >= 0 && words.size() > column) {
                running += words.get(column).equals("R") ? 1 : 0;
                blocked += words.get(column).equals("D") ? 1 : 0;
            }
        }
        return running + blocked > 0 ? Optional.of(new Tasks(running, blocked)) : Optional.empty();
    }

    private static Optional<Memory> memory(List<String> lines) {
        Map<String, Double> octets = new HashMap<>();
        for (String line : lines) {
            Matcher memory = MEMORY.matcher(line);
            if (memory.find()) {
                String rest = memory.group(3);
                int swap = rest.indexOf("Swap:"); // procps 4 puts both on a line where it is wide
                amounts(memory.group(2), memory.group(1), swap < 0 ? rest : rest.substring(0, swap), octets);
                if (swap >= 0) {
                    amounts("Swap", memory.group(1), rest.substring(swap), octets);
                }
            }
        }
        double total = octets.getOrDefault("Mem total", 0.0);
        double swap = octets.getOrDefault("Swap total", 0.0);
        double available = octets.getOrDefault("Swap avail Mem", octets.getOrDefault("Mem free", 0.0));
        return total == 0
                ? Optional.empty()
                : Optional.of(new Memory(
                        (long) total,
                        (long) available,
                        (long) swap,
                        (long) (double) octets.getOrDefault("Swap used", 0.0),
                        0,
                        0,
                        0,
                        0));
    }

    private static void amounts(String kind, String unit, String text, Map<String, Double> octets) {
        for (Matcher amount = AMOUNT.matcher(text); amount.find(); ) {
            String own = amount.group(2).isEmpty() ? String.valueOf(unit) : amount.group(2);
            int shift = switch (own.toUpperCase(java.util.Locale.ROOT)) {
                case "M" -> 20;
                case "G" -> 30;
                case "T" -> 40;
                default -> 10;
            };
            octets.put(
                    kind + " " + amount.group(3), Row.decimal(amount.group(1)).orElse(0.0) * (1L << shift));
        }
    }
}
