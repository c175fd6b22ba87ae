package dev.ganz.host.proc;

import dev.ganz.host.Pressure;
import dev.ganz.host.RaidArray;
import dev.ganz.host.Sample;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The counters of a machine at a moment; two of them make a {@link Sample}.
 *
 * @param nanos on a clock that only goes forward
 * @param time milliseconds since 1970-01-01T00:00Z
 */
record Counters(
        long nanos,
        long time,
        List<CpuCounters> cpus,
        Optional<Tasks> tasks,
        Optional<PressureCounters> cpuPressure,
        Optional<PressureCounters> ioPressure,
        Optional<PressureCounters> memoryPressure,
        MemoryCounters memory,
        Map<String, DiskCounters> disks,
        Map<String, NetworkCounters> networks,
        Map<String, MountCounters> mounts,
        List<RaidArray> arrays) {

    static Counters read(Tree tree, long nanos, long time) {
        List<String> stat = tree.lines("/proc/stat");
        NamedNumbers named = NamedNumbers.parse(stat);
        Map<String, DiskCounters> disks = DiskCounters.parse(tree.lines("/proc/diskstats"));
        disks.values().removeIf(disk -> !disk.isUsed() || !Devices.isWhole(tree, disk.name()));
        return new Counters(
                nanos,
                time,
                CpuCounters.parse(stat),
                named.has("procs_running")
                        ? Optional.of(new Tasks(named.number("procs_running"), named.number("procs_blocked")))
                        : Optional.empty(),
                PressureCounters.read(tree, "cpu"),
                PressureCounters.read(tree, "io"),
                PressureCounters.read(tree, "memory"),
                MemoryCounters.read(tree),
                disks,
                NetworkCounters.parse(tree.lines("/proc/net/dev")),
                MountCounters.parse(tree.lines("/proc/self/mountstats")),
                RaidArrays.parse(tree.lines("/proc/mdstat")));
    }

    /** What happened since an earlier look, with no word of who did it. */
    Sample since(Counters before, Tree tree) {
        double seconds = Math.max(1e-9, (nanos - before.nanos) / 1e9);
        return new Sample(
                time,
                seconds,
                common(byName(before.cpus), byName(cpus), CpuCounters::since),
                tasks,
                new Pressure(
                        PressureCounters.between(before.cpuPressure, cpuPressure, seconds),
                        PressureCounters.between(before.ioPressure, ioPressure, seconds),
                        PressureCounters.between(before.memoryPressure, memoryPressure, seconds)),
                memory.since(before.memory, seconds),
                common(before.disks, disks, (now, then) -> now.since(then, seconds)),
                common(before.networks, networks, (now, then) -> now.since(then, seconds, tree)),
                common(before.mounts, mounts, (now, then) -> now.since(then, seconds)),
                arrays,
                List.of());
    }

    private static Map<String, CpuCounters> byName(List<CpuCounters> cpus) {
        Map<String, CpuCounters> named = new java.util.LinkedHashMap<>();
        cpus.forEach(cpu -> named.put(cpu.name(), cpu));
        return named;
    }

    /** What can be said of those that were there both times. */
    private static <C, L> List<L> common(
            Map<String, C> before, Map<String, C> now, BiFunction<C, C, Optional<L>> since) {
        List<L> loads = new ArrayList<>();
        now.forEach((name, counters) -> {
            C then = before.get(name);
            if (then != null) {
                since.apply(counters, then).ifPresent(loads::add);
            }
        });
        return loads;
    }
}
