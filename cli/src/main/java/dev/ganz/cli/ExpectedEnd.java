package dev.ganz.cli;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Fault;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic;
import dev.ganz.stack.result.Progress;
import java.util.OptionalLong;

/** When a run will end, as far as the lab tells: good enough for a progress bar. */
final class ExpectedEnd {
    private ExpectedEnd() {}

    /**
     * Nanoseconds of virtual time, or {@link Progress#UNKNOWN}.
     *
     * @param until what the user said
     */
    static long of(Lab lab, OptionalLong until) {
        if (until.isPresent() || lab.duration().isPresent()) {
            return until.orElseGet(() -> lab.duration().orElseThrow());
        }
        long end = 0;
        for (Traffic traffic : lab.traffic()) {
            long last = lastPacket(traffic);
            if (last == Progress.UNKNOWN) {
                return Progress.UNKNOWN;
            }
            end = Math.max(end, last);
        }
        for (Fault fault : lab.faults()) {
            end = Math.max(end, fault.at() + fault.duration().orElse(0));
        }
        for (Expectation expectation : lab.expectations()) {
            end = Math.max(end, decided(expectation));
        }
        return end == 0 ? Progress.UNKNOWN : end;
    }

    private static long lastPacket(Traffic traffic) {
        return switch (traffic) {
            case Traffic.Ping ping -> ping.start() + (ping.count() - 1) * ping.every();
            case Traffic.Udp udp ->
                udp.duration().isPresent() ? udp.start() + udp.duration().getAsLong() : Progress.UNKNOWN;
            case Traffic.Tcp tcp ->
                tcp.duration().isPresent() ? tcp.start() + tcp.duration().getAsLong() : Progress.UNKNOWN;
        };
    }

    private static long decided(Expectation expectation) {
        return switch (expectation) {
            case Expectation.ReachableAt at -> at.at() + at.within();
            case Expectation.ReachableWithin within -> within.within();
            case Expectation.Recovers recovers -> recovers.after() + recovers.within();
            case Expectation.OfPing ping -> ping.end().orElse(0);
            case Expectation.OfFlow _ -> 0;
        };
    }
}
