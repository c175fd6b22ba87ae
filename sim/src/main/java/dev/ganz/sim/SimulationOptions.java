package dev.ganz.sim;

import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a lab is run, apart from what the lab says itself.
 *
 * @param until when the run ends, nanoseconds of virtual time; instead of the lab's own duration
 * @param captures frames to write to files
 * @param record where to write the run for {@code ganz diff}
 * @param progress told now and then how far the run is
 * @param events told everything that happens, in the order of time; null: nobody listens, which is fastest
 * @param clock nanoseconds of real time, read at the beginning and at the end; the engine itself knows no clock
 */
public record SimulationOptions(
        OptionalLong until,
        List<Capture> captures,
        Optional<Path> record,
        Progress progress,
        @Nullable Consumer<LabEvent> events,
        LongSupplier clock) {

    public static final SimulationOptions DEFAULT =
            new SimulationOptions(OptionalLong.empty(), List.of(), Optional.empty(), Progress.NONE, null, () -> 0);

    /**
     * A capture of an interface ({@code core:eth2}) or of all interfaces of a node ({@code core}).
     *
     * @param file written as pcapng, under a temporary name until the run has ended
     */
    public record Capture(String what, Path file) {}

    public SimulationOptions {
        captures = List.copyOf(captures);
    }
}
