package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.unit.Durations;
import dev.ganz.plan.pack.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a plan may take, and from where its random numbers come: options of all commands that search. */
final class PlanSearch {
    /** Of the time, this much is left for what comes behind the search. */
    private static final long TO_WRITE = 100_000_000L;
    /** A process that is older has done other things before. */
    private static final Duration OLDEST_START = Duration.ofSeconds(5);

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "How long it may take in all, such as 2s; with the start of the program.")
    @Nullable
    String time;

    @Option(
            names = "--steps",
            paramLabel = "COUNT",
            description = "So many steps instead, however long they take: the same result on every machine.")
    long steps;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Where the random numbers begin; 1 by default.")
    long seed = 1;

    /** The time when the program was called, on the clock of {@code terminal}. */
    static long start(Terminal terminal) {
        Duration age = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        boolean isOwn = !age.isNegative() && age.compareTo(OLDEST_START) < 0;
        return terminal.clock().getAsLong() - (isOwn ? age.toNanos() : 0);
    }

    /**
     * @param otherwise the time if none is given, in nanoseconds
     * @throws InvalidInput if neither time nor steps are sound
     */
    Budget budget(Terminal terminal, long start, long otherwise) {
        if (steps < 0) {
            throw new InvalidInput("--steps " + steps + ": expected a count of steps");
        }
        if (steps > 0) {
            if (time != null) {
                throw new InvalidInput("--time and --steps: expected one of them, found both");
            }
            return Budget.steps(steps);
        }
        long nanos = time == null ? otherwise : parse(time);
        long available = nanos - Math.min(TO_WRITE, nanos / 10);
        LongSupplier clock = terminal.clock();
        return () -> (double) (clock.getAsLong() - start) / available;
    }

    /** A share of the time that is left, for one of {@code searches} that are to come; of steps each has as many as were asked for. */
    Budget part(Terminal terminal, long start, long otherwise, int searches) {
        Budget all = budget(terminal, start, otherwise);
        if (steps > 0) {
            return all;
        }
        double spent = Math.min(1, all.spent());
        double share = (1 - spent) / searches;
        return () -> share == 0 ? 1 : (all.spent() - spent) / share;
    }

    private static long parse(String text) {
        try {
            long nanos = Durations.parse(text);
            if (nanos == 0) {
                throw new InvalidInput("expected more than no time, found \"" + text + "\"");
            }
            return nanos;
        } catch (InvalidInput wrong) {
            throw new InvalidInput("--time: " + wrong.getMessage(), wrong);
        }
    }
}
