package dev.ganz.lab.check;

import dev.ganz.lab.Node;
import dev.ganz.lab.check.Problem.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Nodes wait for others before they start, so nobody may wait for himself, directly or through others. */
final class DependencyCheck {
    private final Findings findings;
    private final List<Node> nodes;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<List<Integer>> waitingFor = new ArrayList<>();
    private final int[] open;

    DependencyCheck(Findings findings) {
        this.findings = findings;
        this.nodes = findings.lab().nodes();
        this.open = new int[nodes.size()];
    }

    void check() {
        if (nodes.stream().allMatch(node -> node.workload().depends().isEmpty())) {
            return;
        }
        for (int i = 0; i < nodes.size(); i++) {
            numbers.putIfAbsent(nodes.get(i).name(), i);
            waitingFor.add(new ArrayList<>());
        }
        for (int i = 0; i < nodes.size(); i++) {
            List<String> depends = nodes.get(i).workload().depends();
            for (int j = 0; j < depends.size(); j++) {
                Integer other = numbers.get(depends.get(j));
                if (other == null) {
                    findings.requireNode(Part.NODE, i, "depends/" + j, depends.get(j));
                } else {
                    waitingFor.get(other).add(i);
                    open[i]++;
                }
            }
        }
        startAll();
        for (int i = 0; i < nodes.size(); i++) {
            if (open[i] > 0) {
                reportCircle(i);
                return;
            }
        }
    }

    /** Starts whoever waits for nobody, as long as there is one; those in a circle remain. */
    private void startAll() {
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            for (int next : waitingFor.get(ready.remove())) {
                if (--open[next] == 0) {
                    ready.add(next);
                }
            }
        }
    }

    /** Follows the unmet dependencies of a node until one comes back. */
    private void reportCircle(int from) {
        SequencedSet<Integer> path = new LinkedHashSet<>();
        int here = from;
        while (path.add(here)) {
            here = unmet(here);
        }
        while (path.getFirst() != here) {
            path.removeFirst();
        }
        List<String> names =
                new ArrayList<>(path.stream().map(i -> nodes.get(i).name()).toList());
        names.add(names.getFirst());
        findings.add(
                Part.NODE,
                here,
                "depends",
                "expected nodes that become ready before this one, found a circle: "
                        + String.join(" waits for ", names));
    }

    private int unmet(int node) {
        for (String name : nodes.get(node).workload().depends()) {
            Integer other = numbers.get(name);
            if (other != null && open[other] > 0) {
                return other;
            }
        }
        throw new IllegalStateException("node " + node + " waits for nobody");
    }
}
