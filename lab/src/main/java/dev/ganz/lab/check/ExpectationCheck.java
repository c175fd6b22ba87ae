package dev.ganz.lab.check;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Expectation.Bound;
import dev.ganz.lab.Expectation.Metric;
import dev.ganz.lab.Expectation.OfFlow;
import dev.ganz.lab.Expectation.OfPing;
import dev.ganz.lab.Expectation.ReachableAt;
import dev.ganz.lab.Expectation.ReachableWithin;
import dev.ganz.lab.Expectation.Recovers;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.Traffic.Ping;
import dev.ganz.lab.Traffic.Tcp;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.lab.unit.Durations;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Expectations of nodes and flows that exist, which something in the lab can meet. */
final class ExpectationCheck {
    /** What only a connection has. */
    private static final Set<Metric> OF_TCP = EnumSet.of(
            Metric.FCT,
            Metric.RETRANSMITS,
            Metric.RTT_MIN,
            Metric.RTT_MEAN,
            Metric.RTT_P50,
            Metric.RTT_P90,
            Metric.RTT_P99,
            Metric.RTT_MAX);

    private final Findings findings;
    private final Set<List<String>> pinged = new HashSet<>();

    ExpectationCheck(Findings findings) {
        this.findings = findings;
    }

    void check() {
        for (Traffic flow : findings.lab().traffic()) {
            if (flow instanceof Ping) {
                pinged.add(List.of(flow.from(), flow.to()));
            }
        }
        List<Expectation> expectations = findings.lab().expectations();
        for (int i = 0; i < expectations.size(); i++) {
            switch (expectations.get(i)) {
                case ReachableWithin each -> {
                    requirePair(i, "reachable", each.from(), each.to());
                    findings.requireSpan(Part.EXPECTATION, i, "within", each.within());
                }
                case ReachableAt each -> {
                    requirePair(i, "reachable", each.from(), each.to());
                    findings.requireTime(Part.EXPECTATION, i, "at", each.at());
                    findings.requireSpan(Part.EXPECTATION, i, "within", each.within());
                }
                case Recovers each -> {
                    requirePair(i, "recovers", each.from(), each.to());
                    findings.requireTime(Part.EXPECTATION, i, "after", each.after());
                    findings.requireSpan(Part.EXPECTATION, i, "within", each.within());
                }
                case OfFlow each -> checkFlow(i, each);
                case OfPing each -> checkPing(i, each);
            }
        }
    }

    private void add(int at, String word, String message) {
        findings.add(Part.EXPECTATION, at, word, message);
    }

    private boolean requirePair(int at, String word, String from, String to) {
        boolean first = requireEnd(at, word + "/0", from);
        boolean known = requireEnd(at, word + "/1", to) && first;
        if (known && from.equals(to)) {
            add(at, word + "/1", "expected two different nodes, found \"" + to + "\" twice");
            return false;
        }
        return known;
    }

    private boolean requireEnd(int at, String word, String name) {
        if (!findings.requireNode(Part.EXPECTATION, at, word, name)) {
            return false;
        }
        if (findings.index().node(name).orElseThrow().kind() == Node.Kind.SWITCH) {
            add(at, word, "expected a node with an address, found the switch \"" + name + "\"");
            return false;
        }
        return true;
    }

    private void checkFlow(int at, OfFlow expectation) {
        Traffic flow = findings.index().traffic(expectation.flow()).orElse(null);
        if (flow == null) {
            add(
                    at,
                    "flow",
                    "expected the name of a flow, found \"" + expectation.flow() + "\""
                            + NearestWord.hint(
                                    expectation.flow(), findings.index().trafficNames()));
        } else if (flow instanceof Ping) {
            add(
                    at,
                    "flow",
                    "expected a udp or tcp flow, found the ping \"" + flow.name() + "\"; write \"ping: [" + flow.from()
                            + ", " + flow.to() + "]\" instead");
        } else if (!(flow instanceof Tcp)) {
            for (Bound bound : expectation.bounds()) {
                if (OF_TCP.contains(bound.metric())) {
                    String word = bound.metric().name().toLowerCase(Locale.ROOT).replace('_', '.');
                    add(at, word, "expected goodput, loss, sent or received of a udp flow, found " + word);
                }
            }
        }
    }

    private void checkPing(int at, OfPing expectation) {
        boolean known = requirePair(at, "ping", expectation.from(), expectation.to());
        if (known && !pinged.contains(List.of(expectation.from(), expectation.to()))) {
            add(
                    at,
                    "ping",
                    "expected a ping from \"" + expectation.from() + "\" to \"" + expectation.to()
                            + "\" in traffic, found none");
        }
        findings.requireTime(Part.EXPECTATION, at, "between/0", expectation.begin());
        if (expectation.end().isPresent()) {
            long end = expectation.end().getAsLong();
            if (end <= expectation.begin()) {
                add(
                        at,
                        "between/1",
                        "expected a time behind " + Durations.text(expectation.begin()) + ", found "
                                + Durations.text(end));
            }
        }
    }
}
