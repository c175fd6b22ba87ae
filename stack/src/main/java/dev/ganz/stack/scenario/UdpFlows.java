package dev.ganz.stack.scenario;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.check.LabCheck;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.result.FlowResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All UDP flows of a run. */
final class UdpFlows {
    /** Of the dynamic ports (RFC 6335, section 6). */
    private static final int FIRST_PORT = 49_152;

    private static final int PORTS = 16_384;
    private static final long PATIENCE = 5_000_000_000L;

    /** In the lab's order. */
    private final List<DatagramFlow> flows = new ArrayList<>();

    UdpFlows(LabIndex index) {
        Lab lab = index.lab();
        SortedMap<String, Integer> ports = ports(lab);
        for (Traffic traffic : lab.traffic()) {
            if (traffic instanceof Traffic.Udp udp) {
                Node from = Pings.node(index, udp.from());
                Node to = Pings.node(index, udp.to());
                flows.add(new DatagramFlow(
                        udp,
                        Targets.address(from, to, udp.family()).orElse(null),
                        ports.getOrDefault(udp.name(), FIRST_PORT),
                        lab.seed()));
            }
        }
    }

    /** The destination ports by the flows' names: those given, then one that is free at the receiver, found from the name. */
    private static SortedMap<String, Integer> ports(Lab lab) {
        SortedMap<String, Integer> ports = new TreeMap<>();
        SortedMap<String, Set<Integer>> taken = new TreeMap<>();
        List<Traffic.Udp> flows = lab.traffic().stream()
                .filter(Traffic.Udp.class::isInstance)
                .map(Traffic.Udp.class::cast)
                .sorted(Comparator.comparing((Traffic.Udp udp) -> udp.port().isEmpty())
                        .thenComparing(Traffic.Udp::name))
                .toList();
        for (Traffic.Udp udp : flows) {
            Set<Integer> atReceiver = taken.computeIfAbsent(udp.to(), _ -> new TreeSet<>());
            int port = udp.port().orElseGet(() -> free(udp.name(), atReceiver));
            if (!atReceiver.add(port)) {
                throw new InvalidInput("two udp flows to " + udp.to() + " use port " + port + ", one of them "
                        + udp.name() + "; give each a port of its own");
            }
            ports.put(udp.name(), port);
        }
        return ports;
    }

    private static int free(String name, Set<Integer> taken) {
        for (int i = 0; i < PORTS; i++) {
            int port = FIRST_PORT + Math.floorMod(name.hashCode() + i, PORTS);
            if (!taken.contains(port)) {
                return port;
            }
        }
        throw new InvalidInput(
                "no port is free for udp flow " + name + ": a node receives at most " + PORTS + " of them");
    }

    void powered(Sockets node) {
        for (DatagramFlow flow : flows) {
            if (flow.to().equals(node.name())) {
                flow.attachReceiver(node);
            }
            if (flow.from().equals(node.name())) {
                flow.attachSender(node);
            }
        }
    }

    void crashed(String node) {
        for (DatagramFlow flow : flows) {
            if (flow.from().equals(node)) {
                flow.detachSender();
            }
        }
    }

    /** Is called when the last datagram of a flow has arrived, or might have. */
    void whenDone(Runnable listener) {
        flows.forEach(flow -> flow.whenDone(listener));
    }

    boolean areDone() {
        return flows.stream().allMatch(DatagramFlow::isDone);
    }

    /** When a datagram last arrived, or a flow ended; 0 without flows. */
    long latestChange() {
        return flows.stream().mapToLong(DatagramFlow::latestChange).max().orElse(0);
    }

    /** When what has not arrived is given up; 0 without flows. */
    long latest() {
        return flows.stream()
                .mapToLong(flow -> Math.min(flow.stop(), LabCheck.LONGEST_TIME * 2) + PATIENCE)
                .max()
                .orElse(0);
    }

    List<FlowResult> results() {
        return flows.stream().map(DatagramFlow::result).toList();
    }
}
