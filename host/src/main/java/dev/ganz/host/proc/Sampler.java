package dev.ganz.host.proc;

import dev.ganz.host.Consumer;
import dev.ganz.host.Machine;
import dev.ganz.host.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Looks at a machine again and again. The sweep over processes is dear and made seldom, but each time while tasks wait for devices.
 * For one thread.
 */
public final class Sampler {
    /** The share of stalled time from which it matters who waits. */
    private static final double STALLED = 0.1;

    private final Tree tree;
    private final LongSupplier nanos;
    private final LongSupplier time;
    private final long sweepEvery;
    private final Processes processes;

    private Counters counters;
    private Map<String, ProcessCounters> swept;
    private long sweptAt;

    /**
     * Takes the first look.
     *
     * @param root {@code /}, or a directory with the files of another machine
     * @param nanos a clock that only goes forward
     * @param time milliseconds since 1970-01-01T00:00Z
     * @param sweepEvery nanoseconds between two sweeps over processes
     */
    public Sampler(Path root, LongSupplier nanos, LongSupplier time, long sweepEvery) {
        this.tree = new Tree(root);
        this.nanos = nanos;
        this.time = time;
        this.sweepEvery = sweepEvery;
        this.processes = new Processes(tree);
        this.swept = processes.sweep();
        this.sweptAt = nanos.getAsLong();
        this.counters = Counters.read(tree, sweptAt, time.getAsLong());
    }

    /** What the machine is, by the latest sweep. */
    public Machine machine() {
        return MachineReader.read(tree, processes);
    }

    /** What happened since the last call, or since the first look. */
    public Sample next() {
        Counters now = Counters.read(tree, nanos.getAsLong(), time.getAsLong());
        Sample sample = now.since(counters, tree);
        counters = now;
        boolean stalled = sample.pressure().io().isPresent()
                ? sample.pressure().io().get().some() >= STALLED
                : sample.tasks().isPresent() && sample.tasks().get().blocked() > 0;
        if (!stalled && now.nanos() - sweptAt < sweepEvery) {
            return sample;
        }
        Map<String, ProcessCounters> before = swept;
        long beforeAt = sweptAt;
        swept = processes.sweep();
        sweptAt = nanos.getAsLong();
        List<Consumer> consumers = Processes.between(before, swept, Math.max(1e-9, (sweptAt - beforeAt) / 1e9));
        return new Sample(
                sample.time(),
                sample.seconds(),
                sample.cpus(),
                sample.tasks(),
                sample.pressure(),
                sample.memory(),
                sample.disks(),
                sample.networks(),
                sample.mounts(),
                sample.arrays(),
                consumers);
    }
}
