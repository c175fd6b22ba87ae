package dev.ganz.lab;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds parts of a lab by name. It works for any lab: of several parts with one name the first counts, and what is not there is
 * empty. Immutable; any thread may read it.
 */
public final class LabIndex {
    private final Lab lab;
    private final Map<String, Integer> nodes;
    private final Map<Endpoint, Integer> links;
    private final Map<String, Integer> traffic;

    public LabIndex(Lab lab) {
        this.lab = lab;
        nodes = HashMap.newHashMap(lab.nodes().size());
        for (int i = 0; i < lab.nodes().size(); i++) {
            nodes.putIfAbsent(lab.nodes().get(i).name(), i);
        }
        links = HashMap.newHashMap(2 * lab.links().size());
        for (int i = 0; i < lab.links().size(); i++) {
            links.putIfAbsent(lab.links().get(i).a(), i);
            links.putIfAbsent(lab.links().get(i).b(), i);
        }
        traffic = HashMap.newHashMap(lab.traffic().size());
        for (int i = 0; i < lab.traffic().size(); i++) {
            traffic.putIfAbsent(lab.traffic().get(i).name(), i);
        }
    }

    public Lab lab() {
        return lab;
    }

    public Optional<Node> node(String name) {
        Integer index = nodes.get(name);
        return index == null ? Optional.empty() : Optional.of(lab.nodes().get(index));
    }

    public boolean hasNode(String name) {
        return nodes.containsKey(name);
    }

    /** Position of the link at an interface in {@link Lab#links()}. */
    public OptionalInt linkAt(Endpoint end) {
        Integer index = links.get(end);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    public Optional<Traffic> traffic(String name) {
        Integer index = traffic.get(name);
        return index == null ? Optional.empty() : Optional.of(lab.traffic().get(index));
    }

    /** All names of nodes, in the order of the lab. */
    public Iterable<String> nodeNames() {
        return lab.nodes().stream().map(Node::name).toList();
    }

    /** All names of flows, in the order of the lab. */
    public Iterable<String> trafficNames() {
        return lab.traffic().stream().map(Traffic::name).toList();
    }
}
