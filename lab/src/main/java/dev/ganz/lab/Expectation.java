package dev.ganz.lab;

import java.util.List;
import java.util.OptionalLong;

/** What must hold for a run to pass. Times are nanoseconds after the beginning of the run. */
public sealed interface Expectation {
    /** The expectation as a person would write it; the name of its test case in a report. */
    String text();

    /** {@code to} answers {@code from}, or not ({@code is} false), at some moment before {@code within}. */
    record ReachableWithin(String text, String from, String to, long within, boolean is) implements Expectation {}

    /** {@code to} answers a packet that {@code from} sends at {@code at} at most {@code within} later, or not. */
    record ReachableAt(String text, String from, String to, long at, long within, boolean is) implements Expectation {
        /** One second: longer than any round trip on Earth, shorter than a packet that waited for a link to return. */
        public static final long WITHIN = 1_000_000_000;
    }

    /** {@code to} answers {@code from} again at most {@code within} after {@code after}. */
    record Recovers(String text, String from, String to, long after, long within) implements Expectation {}

    /** Bounds on a named flow over the whole run. */
    record OfFlow(String text, String flow, List<Bound> bounds) implements Expectation {}

    /** Bounds on the pings of the lab from one node to another that are sent {@code between} two times. */
    record OfPing(String text, String from, String to, long begin, OptionalLong end, List<Bound> bounds)
            implements Expectation {}

    /**
     * {@code goodput >= 4mbit}: a metric, an order and a value.
     *
     * @param value in the metric's unit: bits per second, nanoseconds, a fraction, or a count
     */
    record Bound(Metric metric, Order order, double value, String text) {}

    /** What can be bounded. */
    enum Metric {
        GOODPUT,
        LOSS,
        SENT,
        RECEIVED,
        RTT_MIN,
        RTT_MEAN,
        RTT_P50,
        RTT_P90,
        RTT_P99,
        RTT_MAX,
        FCT,
        RETRANSMITS
    }

    /** How a metric is compared with its bound. */
    enum Order {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("=="),
        AT_LEAST(">="),
        MORE(">");

        private final String symbol;

        Order(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }
}
