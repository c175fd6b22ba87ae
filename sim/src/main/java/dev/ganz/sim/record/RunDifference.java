package dev.ganz.sim.record;

import dev.ganz.stack.result.LabEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where two runs part.
 *
 * @param number of the delivery, counted from 1
 * @param first what it is in the first run; empty if that one ended before
 * @param second what it is in the second run; empty if that one ended before
 * @param eventBeforeFirst what happened last in the first run before it, which may be the reason
 * @param eventBeforeSecond the same in the second run
 */
public record RunDifference(
        long number,
        Optional<Delivery> first,
        Optional<Delivery> second,
        Optional<LabEvent> eventBeforeFirst,
        Optional<LabEvent> eventBeforeSecond) {

    /** In what the two deliveries differ: {@code time}, {@code place}, {@code length}, {@code octet 17}; empty if a run ended. */
    public List<String> fields() {
        if (first.isEmpty() || second.isEmpty()) {
            return List.of();
        }
        Delivery one = first.get();
        Delivery other = second.get();
        List<String> fields = new ArrayList<>();
        if (one.time() != other.time()) {
            fields.add("time");
        }
        if (!one.node().equals(other.node()) || !one.port().equals(other.port())) {
            fields.add("place");
        }
        if (one.length() != other.length()) {
            fields.add("length");
        }
        int octet = Arrays.mismatch(one.octets(), other.octets());
        if (octet >= 0 && octet < Math.min(one.octets().length, other.octets().length)) {
            fields.add("octet " + octet);
        }
        return fields;
    }

    /** Lines for people. */
    @Override
    public String toString() {
        if (first.isEmpty() && second.isPresent()) {
            return "the first run ends after " + (number - 1) + " deliveries; the second goes on with\n  "
                    + second.get();
        }
        if (second.isEmpty() && first.isPresent()) {
            return "the second run ends after " + (number - 1) + " deliveries; the first goes on with\n  "
                    + first.get();
        }
        return "delivery " + number + " differs in " + String.join(", ", fields())
                + first.map(delivery -> "\n  first:  " + delivery).orElse("")
                + second.map(delivery -> "\n  second: " + delivery).orElse("");
    }
}
