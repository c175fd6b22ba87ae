package dev.ganz.lab.file;

import dev.ganz.lab.Expectation.Bound;
import dev.ganz.lab.Expectation.Metric;
import dev.ganz.lab.Expectation.Order;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Percentages;
import dev.ganz.lab.unit.Rates;
import java.util.List;
import java.util.Locale;

/** Reads a bound: {@code ">= 4mbit"}. */
final class BoundText {
    /** Two-letter orders first, as {@code <=} begins with {@code <}. */
    private static final List<Order> ORDERS =
            List.of(Order.AT_MOST, Order.AT_LEAST, Order.EQUAL, Order.LESS, Order.MORE);

    private BoundText() {}

    /** As the lab file writes it: {@code rtt.p99}. */
    static String spelling(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    static Bound parse(Metric metric, String text) {
        String stripped = text.strip();
        for (Order order : ORDERS) {
            if (stripped.startsWith(order.symbol())) {
                String value = stripped.substring(order.symbol().length()).strip();
                return new Bound(
                        metric, order, value(metric, value), spelling(metric) + " " + order.symbol() + " " + value);
            }
        }
        throw new InvalidInput("expected a bound such as \">= 4mbit\", found " + Yaml.Scalar.quoted(text)
                + "; it begins with <, <=, ==, >= or >");
    }

    private static double value(Metric metric, String text) {
        return switch (metric) {
            case GOODPUT -> text.equals("0") ? 0 : Rates.parse(text);
            case LOSS -> Percentages.parse(text);
            case SENT, RECEIVED, RETRANSMITS -> count(text);
            case RTT_MIN, RTT_MEAN, RTT_P50, RTT_P90, RTT_P99, RTT_MAX, FCT -> Durations.parse(text);
        };
    }

    private static long count(String text) {
        if (!text.matches("[0-9]{1,15}")) {
            throw new InvalidInput("expected a count, found " + Yaml.Scalar.quoted(text));
        }
        return Long.parseLong(text);
    }
}
