package dev.ganz.stack.scenario;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Expectation.Bound;
import dev.ganz.lab.Expectation.Metric;
import dev.ganz.lab.unit.Durations;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares what was expected with what was measured. */
final class Verdicts {
    private Verdicts() {}

    /** @param end when the run ended: silence until then says nothing of the time behind */
    static ExpectationResult reachableAt(Expectation.ReachableAt expected, EchoSeries probe, long end) {
        boolean inTime = probe.firstAnswer() - expected.at() <= expected.within();
        if (!inTime && end < expected.at() + expected.within()) {
            return endedBefore(expected, end);
        }
        return new ExpectationResult(
                expected.text(), inTime == expected.is(), probe.received() > 0 ? answered(probe) : refused(probe));
    }

    /** @param end when the run ended: silence until then says nothing of the time behind */
    static ExpectationResult reachableWithin(Expectation.ReachableWithin expected, EchoSeries probe, long end) {
        boolean inTime = probe.firstAnswer() <= expected.within();
        if (!inTime && end < expected.within()) {
            return endedBefore(expected, end);
        }
        return new ExpectationResult(
                expected.text(), inTime == expected.is(), probe.received() > 0 ? answered(probe) : refused(probe));
    }

    static ExpectationResult recovers(Expectation.Recovers expected, EchoSeries probe) {
        if (probe.received() == 0) {
            return new ExpectationResult(expected.text(), false, refused(probe));
        }
        long took = probe.firstAnswer() - expected.after();
        return new ExpectationResult(
                expected.text(), took <= expected.within(), "answered after " + milliseconds(took));
    }

    /** Several series between the same two nodes count as one. */
    static ExpectationResult ofPing(Expectation.OfPing expected, List<EchoSeries> series) {
        long end = expected.end().orElse(Long.MAX_VALUE);
        Samples samples = new Samples();
        long sent = 0;
        long received = 0;
        for (EchoSeries one : series) {
            EchoSeries.Asked asked = one.between(expected.begin(), end, samples);
            sent += asked.sent();
            received += asked.answered();
        }
        if (sent == 0) {
            return new ExpectationResult(expected.text(), false, "no ping was sent then");
        }
        Quantiles rtt = samples.quantiles();
        List<Measured> measured = new ArrayList<>();
        for (Bound bound : expected.bounds()) {
            measured.add(ofPing(bound, sent, received, samples.count(), rtt));
        }
        return judged(expected.text(), measured);
    }

    private static Measured ofPing(Bound bound, long sent, long received, long samples, Quantiles rtt) {
        boolean any = samples > 0;
        return switch (bound.metric()) {
            case LOSS -> new Measured(bound, (double) (sent - received) / sent, true);
            case SENT -> new Measured(bound, sent, true);
            case RECEIVED -> new Measured(bound, received, true);
            case RTT_MIN -> new Measured(bound, rtt.min(), any);
            case RTT_MEAN -> new Measured(bound, rtt.mean(), any);
            case RTT_P50 -> new Measured(bound, rtt.p50(), any);
            case RTT_P90 -> new Measured(bound, rtt.p90(), any);
            case RTT_P99 -> new Measured(bound, rtt.p99(), any);
            case RTT_MAX -> new Measured(bound, rtt.max(), any);
            case GOODPUT, FCT, RETRANSMITS -> new Measured(bound, 0, false);
        };
    }

    static ExpectationResult ofFlow(Expectation.OfFlow expected, FlowResult flow) {
        return judged(
                expected.text(),
                expected.bounds().stream().map(bound -> ofFlow(bound, flow)).toList());
    }

    private static Measured ofFlow(Bound bound, FlowResult flow) {
        long sent = flow.sentPackets();
        return switch (bound.metric()) {
            case GOODPUT -> new Measured(bound, flow.goodput(), true);
            case LOSS -> new Measured(bound, sent == 0 ? 0 : (double) flow.lostPackets() / sent, sent > 0);
            case SENT -> new Measured(bound, sent, true);
            case RECEIVED -> new Measured(bound, flow.receivedPackets(), true);
            case FCT ->
                flow.connection()
                        .filter(connection -> connection.completion().isPresent())
                        .map(connection ->
                                new Measured(bound, connection.completion().getAsLong(), true))
                        .orElse(new Measured(bound, 0, false));
            case RETRANSMITS ->
                flow.connection()
                        .map(connection -> new Measured(bound, connection.retransmits(), true))
                        .orElse(new Measured(bound, 0, false));
            case RTT_MIN, RTT_MEAN, RTT_P50, RTT_P90, RTT_P99, RTT_MAX ->
                flow.connection()
                        .map(connection -> new Measured(bound, quantile(bound.metric(), connection.rtt()), true))
                        .orElse(new Measured(bound, 0, false));
        };
    }

    private static double quantile(Metric metric, Quantiles rtt) {
        return switch (metric) {
            case RTT_MIN -> rtt.min();
            case RTT_MEAN -> rtt.mean();
            case RTT_P50 -> rtt.p50();
            case RTT_P90 -> rtt.p90();
            case RTT_P99 -> rtt.p99();
            case RTT_MAX -> rtt.max();
            case GOODPUT, LOSS, SENT, RECEIVED, FCT, RETRANSMITS ->
                throw new IllegalArgumentException(metric + " is no round-trip time");
        };
    }

    private static ExpectationResult judged(String text, List<Measured> measured) {
        boolean passed = measured.stream().allMatch(Measured::holds);
        String actual = String.join(", ", measured.stream().map(Measured::text).toList());
        return new ExpectationResult(text, passed, actual);
    }

    /** @param known false where nothing was measured; no bound holds then */
    private record Measured(Bound bound, double value, boolean known) {
        boolean holds() {
            return known
                    && switch (bound.order()) {
                        case LESS -> value < bound.value();
                        case AT_MOST -> value <= bound.value();
                        case EQUAL -> value == bound.value();
                        case AT_LEAST -> value >= bound.value();
                        case MORE -> value > bound.value();
                    };
        }

        String text() {
            String name = bound.metric().name().toLowerCase(Locale.ROOT).replace('_', '.');
            return name + " " + (known ? amount() : "not measured");
        }

        private String amount() {
            return switch (bound.metric()) {
                case GOODPUT -> String.format(Locale.ROOT, "%.3f Mbit/s", value / 1e6);
                case LOSS -> String.format(Locale.ROOT, "%.2f %%", value * 100);
                case SENT, RECEIVED, RETRANSMITS -> String.format(Locale.ROOT, "%.0f", value);
                case RTT_MIN, RTT_MEAN, RTT_P50, RTT_P90, RTT_P99, RTT_MAX, FCT -> milliseconds((long) value);
            };
        }
    }

    private static ExpectationResult endedBefore(Expectation expected, long end) {
        return new ExpectationResult(expected.text(), false, "the run ended at " + Durations.text(end));
    }

    private static String answered(EchoSeries probe) {
        return "answered at " + milliseconds(probe.firstAnswer());
    }

    private static String refused(EchoSeries probe) {
        return probe.result().unreachable().orElse("no answer");
    }

    private static String milliseconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
    }
}
