package dev.ganz.stack.scenario;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Expectation.OfFlow;
import dev.ganz.lab.Expectation.OfPing;
import dev.ganz.lab.Expectation.ReachableAt;
import dev.ganz.lab.Expectation.ReachableWithin;
import dev.ganz.lab.Expectation.Recovers;
import java.util.Optional;

/**
 * The echo requests that an expectation of reachability sends by itself, besides the traffic of the lab. They are real packets and
 * share the links with everything else.
 */
final class Probes {
    /** Octets of payload: those of ping(8). */
    static final int SIZE = 56;

    private static final long MILLISECOND = 1_000_000;
    private static final long WITHIN_EVERY = 100 * MILLISECOND;
    private static final long RECOVERY_EVERY = 10 * MILLISECOND;

    private Probes() {}

    /** When and how often to ask. */
    record Schedule(String from, String to, long start, long every, int count) {}

    static Optional<Schedule> of(Expectation expectation) {
        return switch (expectation) {
            case ReachableAt one -> Optional.of(new Schedule(one.from(), one.to(), one.at(), MILLISECOND, 1));
            case ReachableWithin one ->
                Optional.of(new Schedule(one.from(), one.to(), 0, WITHIN_EVERY, requests(one.within(), WITHIN_EVERY)));
            case Recovers one ->
                Optional.of(new Schedule(
                        one.from(), one.to(), one.after(), RECOVERY_EVERY, requests(one.within(), RECOVERY_EVERY)));
            case OfFlow _, OfPing _ -> Optional.empty();
        };
    }

    private static int requests(long within, long every) {
        return (int) Math.min(1_000_000, within / every + 1);
    }

    /** Until when an answer may still decide. */
    static long deadline(Expectation expectation) {
        return switch (expectation) {
            case ReachableAt at -> at.at() + at.within();
            case ReachableWithin within -> within.within();
            case Recovers recovers -> recovers.after() + recovers.within();
            case OfPing ping -> ping.end().orElse(0);
            case OfFlow _ -> 0;
        };
    }
}
