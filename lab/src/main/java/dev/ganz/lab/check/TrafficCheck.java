package dev.ganz.lab.check;

import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.Traffic.OnOff;
import dev.ganz.lab.Traffic.Ping;
import dev.ganz.lab.Traffic.Tcp;
import dev.ganz.lab.Traffic.Udp;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Rates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Flows between nodes that can have them, with values that can be sent. */
final class TrafficCheck {
    /** Octets behind the IPv4 and UDP or ICMP headers of the largest packet. */
    private static final int LARGEST = 65_535 - 20 - 8;

    private final Findings findings;

    TrafficCheck(Findings findings) {
        this.findings = findings;
    }

    void check() {
        Set<String> names = new HashSet<>();
        List<Traffic> traffic = findings.lab().traffic();
        for (int i = 0; i < traffic.size(); i++) {
            Traffic flow = traffic.get(i);
            if (!names.add(flow.name())) {
                add(i, "name", "expected a name that no other flow has, found \"" + flow.name() + "\" a second time");
            }
            requireEnd(i, "from", flow.from());
            requireEnd(i, "to", flow.to());
            if (flow.from().equals(flow.to())) {
                add(i, "to", "expected two different nodes, found \"" + flow.to() + "\" twice");
            }
            findings.requireTime(Part.TRAFFIC, i, "start", flow.start());
            switch (flow) {
                case Ping ping -> check(i, ping);
                case Udp udp -> check(i, udp);
                case Tcp tcp -> check(i, tcp);
            }
        }
    }

    private void add(int at, String word, String message) {
        findings.add(Part.TRAFFIC, at, word, message);
    }

    private void requireEnd(int at, String word, String name) {
        if (findings.requireNode(Part.TRAFFIC, at, word, name)
                && findings.index().node(name).orElseThrow().kind() == Node.Kind.SWITCH) {
            add(at, word, "expected a node with an address, found the switch \"" + name + "\"");
        }
    }

    private void requireSize(int at, int size, int least) {
        if (size < least || size > LARGEST) {
            add(at, "size", "expected a size from " + least + "B to " + LARGEST + "B, found " + size + "B");
        }
    }

    private void check(int at, Ping ping) {
        requireSize(at, ping.size(), 0);
        if (ping.count() < 1) {
            add(at, "count", "expected at least 1 request, found " + ping.count());
        }
        if (ping.count() > 1) {
            findings.requireSpan(Part.TRAFFIC, at, "every", ping.every());
            requireEnd(at, ping);
        }
    }

    /** The last request leaves within {@link LabCheck#LONGEST_TIME}; the product of the two would soon be beyond any number. */
    private void requireEnd(int at, Ping ping) {
        long room = LabCheck.LONGEST_TIME - Math.clamp(ping.start(), 0, LabCheck.LONGEST_TIME);
        if (ping.every() > 0 && ping.every() <= LabCheck.LONGEST_TIME && ping.count() - 1 > room / ping.every()) {
            add(
                    at,
                    "count",
                    "expected a ping that ends within 365 days, found " + ping.count() + " requests every "
                            + Durations.text(ping.every()));
        }
    }

    private void check(int at, Udp udp) {
        requireSize(at, udp.size(), 1);
        if (udp.rate() < 1 || udp.rate() > Rates.FASTEST) {
            add(
                    at,
                    "rate",
                    "expected a rate from 1bit to " + Rates.exact(Rates.FASTEST) + ", found " + udp.rate() + "bit");
        }
        findings.requireSpan(Part.TRAFFIC, at, "for", udp.duration());
        if (udp.duration().isEmpty() && findings.lab().duration().isEmpty()) {
            add(at, "", "expected \"for\" in a flow of a lab without a duration, found none: it would never end");
        }
        if (udp.pattern() instanceof OnOff(long on, long off)) {
            findings.requireSpan(Part.TRAFFIC, at, "on", on);
            findings.requireSpan(Part.TRAFFIC, at, "off", off);
        }
        if (udp.port().isPresent() && (udp.port().getAsInt() < 1 || udp.port().getAsInt() > 65_535)) {
            add(
                    at,
                    "port",
                    "expected a port from 1 to 65535, found " + udp.port().getAsInt());
        }
    }

    private void check(int at, Tcp tcp) {
        findings.requireSpan(Part.TRAFFIC, at, "for", tcp.duration());
        if (tcp.octets().isPresent() && tcp.octets().getAsLong() < 1) {
            add(at, "bytes", "expected at least 1B, found " + tcp.octets().getAsLong() + "B");
        }
        if (tcp.octets().isEmpty()
                && tcp.duration().isEmpty()
                && findings.lab().duration().isEmpty()) {
            add(
                    at,
                    "",
                    "expected \"bytes\" or \"for\" in a flow of a lab without a duration, found neither:"
                            + " it would never end");
        }
    }
}
