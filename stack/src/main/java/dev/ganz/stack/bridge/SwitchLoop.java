package dev.ganz.stack.bridge;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Switches in a ring, through which a flooded frame comes back to where it was. VLANs and links that are down are not considered.
 *
 * @param ports the ring's ports in its order, two for each link: {@code a:eth1 b:eth1 b:eth2 a:eth2}
 */
public record SwitchLoop(List<Endpoint> ports) {
    public SwitchLoop {
        ports = List.copyOf(ports);
    }

    /** The shortest ring that leaves a switch through {@code out} and comes back to it through {@code in}, if there is one. */
    public static Optional<SwitchLoop> through(Lab lab, Endpoint out, Endpoint in) {
        Map<Endpoint, Endpoint> peers = peers(lab);
        Map<String, Node> switches = lab.nodes().stream()
                .filter(node -> node.kind() == Node.Kind.SWITCH)
                .collect(Collectors.toMap(Node::name, node -> node));
        Set<String> reached = new HashSet<>(Set.of(out.node()));
        Deque<Step> steps = new ArrayDeque<>();
        step(null, out, peers).ifPresent(steps::add);
        while (!steps.isEmpty()) {
            Step step = steps.remove();
            if (step.to.equals(in)) {
                return Optional.of(new SwitchLoop(step.way()));
            }
            Node node = switches.get(step.to.node());
            if (node != null && reached.add(node.name())) {
                node.interfaces().stream()
                        .map(each -> new Endpoint(node.name(), each.name()))
                        .filter(port -> !port.equals(step.to))
                        .forEach(port -> step(step, port, peers).ifPresent(steps::add));
            }
        }
        return Optional.empty();
    }

    private static Map<Endpoint, Endpoint> peers(Lab lab) {
        Map<Endpoint, Endpoint> peers = new HashMap<>();
        for (Link link : lab.links()) {
            peers.put(link.a(), link.b());
            peers.put(link.b(), link.a());
        }
        return peers;
    }

    private static Optional<Step> step(@Nullable Step before, Endpoint from, Map<Endpoint, Endpoint> peers) {
        return Optional.ofNullable(peers.get(from)).map(to -> new Step(before, from, to));
    }

    /** A link on the way, and the links before it. */
    private record Step(@Nullable Step before, Endpoint from, Endpoint to) {
        List<Endpoint> way() {
            List<Endpoint> backwards = new ArrayList<>();
            for (Step step = this; step != null; step = step.before) {
                backwards.add(step.to);
                backwards.add(step.from);
            }
            return backwards.reversed();
        }
    }

    /** The switches of the ring in its order, each once. */
    public List<String> switches() {
        return ports.stream().map(Endpoint::node).distinct().toList();
    }

    /** The links of the ring in its order. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ports.size(); i += 2) {
            text.append(i == 0 ? "" : ", ").append(ports.get(i)).append(" to ").append(ports.get(i + 1));
        }
        return text.toString();
    }
}
