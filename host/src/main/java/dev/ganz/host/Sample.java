package dev.ganz.host;

import java.util.List;
import java.util.Optional;

/**
 * What a machine did in an interval. A list is empty and an {@link Optional} is absent where the source says nothing of it.
 *
 * @param time milliseconds since 1970-01-01T00:00Z at the end of the interval; 0 where the source does not say
 * @param seconds length of the interval; 0 where the source does not say
 * @param cpus the first is {@link CpuTime#ALL}
 */
public record Sample(
        long time,
        double seconds,
        List<CpuTime> cpus,
        Optional<Tasks> tasks,
        Pressure pressure,
        Optional<Memory> memory,
        List<DiskLoad> disks,
        List<NetworkLoad> networks,
        List<RemoteMount> mounts,
        List<RaidArray> arrays,
        List<Consumer> consumers) {
    public Sample {
        cpus = List.copyOf(cpus);
        disks = List.copyOf(disks);
        networks = List.copyOf(networks);
        mounts = List.copyOf(mounts);
        arrays = List.copyOf(arrays);
        consumers = List.copyOf(consumers);
    }

    /** One of which nothing is known but CPUs, tasks and disks. */
    public static Sample of(
            long time, double seconds, List<CpuTime> cpus, Optional<Tasks> tasks, List<DiskLoad> disks) {
        return new Sample(
                time,
                seconds,
                cpus,
                tasks,
                Pressure.UNKNOWN,
                Optional.empty(),
                disks,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** All CPUs together. */
    public Optional<CpuTime> cpu() {
        return cpus.isEmpty() ? Optional.empty() : Optional.of(cpus.getFirst());
    }

    public Optional<DiskLoad> disk(String name) {
        return disks.stream().filter(disk -> disk.name().equals(name)).findFirst();
    }

    public Sample withMemory(Optional<Memory> known) {
        return new Sample(time, seconds, cpus, tasks, pressure, known, disks, networks, mounts, arrays, consumers);
    }

    public Sample withPressure(Pressure known) {
        return new Sample(time, seconds, cpus, tasks, known, memory, disks, networks, mounts, arrays, consumers);
    }
}
