package dev.ganz.cli;

import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import dev.ganz.host.proc.Sampler;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.unit.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Option;

/** How long and how often a host is looked at. */
final class HostSampling {
    private static final long SHORTEST = 100_000_000;
    private static final long LONGEST = 3_600_000_000_000L;

    @Option(names = "--every", paramLabel = "TIME", description = "From one sample to the next: 100ms to 1h; 1s.")
    String every = "1s";

    /** Nanoseconds between two samples. */
    long interval() {
        long interval = Durations.parse(every);
        if (interval < SHORTEST || interval > LONGEST) {
            throw new InvalidInput("--every " + every + ": expected 100ms to 1h");
        }
        return interval;
    }

    /** How many samples fit into a time, at least one. */
    long count(String option, String time) {
        long span = Durations.parse(time);
        if (span <= 0) {
            throw new InvalidInput(option + " " + time + ": expected more than 0");
        }
        return Math.max(1, span / interval());
    }

    /**
     * The first look at this machine.
     *
     * @param sweepEvery nanoseconds between two sweeps over its processes
     */
    static Sampler sampler(Terminal terminal, long sweepEvery) {
        if (!Files.exists(Path.of("/proc/stat"))) {
            throw new InvalidInput("this machine has no /proc: expected Linux, or files that were recorded on it");
        }
        return new Sampler(Path.of("/"), terminal.clock(), System::currentTimeMillis, sweepEvery);
    }

    /** Waits for the moment of a sample; late ones come at once. */
    void await(Terminal terminal, long begun, long index) {
        long due = begun + index * interval();
        for (long left = due - terminal.clock().getAsLong();
                left > 0;
                left = due - terminal.clock().getAsLong()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Looks at this machine for a number of samples. */
    Recording record(Terminal terminal, long count) {
        Sampler sampler = sampler(terminal, 2 * interval());
        long begun = terminal.clock().getAsLong();
        List<Sample> samples = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            await(terminal, begun, i);
            samples.add(sampler.next());
        }
        return new Recording("this machine", "ganz", sampler.machine(), samples);
    }
}
