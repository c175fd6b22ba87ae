package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import java.util.List;
import java.util.TreeSet;

/** The names of the nodes that packets can begin and end at: what has addresses of its own. */
final class NodeNames {
    private static final int LISTED = 8;

    private final Lab lab;
    private final TreeSet<String> ends = new TreeSet<>();

    private NodeNames(Lab lab) {
        this.lab = lab;
    }

    static NodeNames ofEnds(Lab lab) {
        NodeNames names = new NodeNames(lab);
        for (Node node : lab.nodes()) {
            switch (node.kind()) {
                case HOST, ROUTER, LINUX, FRR, BIRD, VM, EXTERNAL -> names.ends.add(node.name());
                case SWITCH, PROGRAM -> {
                    // frames pass here, packets do not end here
                }
            }
        }
        return names;
    }

    boolean contains(String name) {
        return ends.contains(name);
    }

    /** All of them, in the order of the alphabet. */
    List<String> sorted() {
        return List.copyOf(ends);
    }

    /**
     * Refuses a name.
     *
     * @throws InvalidInput if packets cannot begin or end at a node of this name
     */
    void require(String name) {
        if (!contains(name)) {
            throw new InvalidInput(refusal(name));
        }
    }

    /** Why a name does not fit, and what would. */
    String refusal(String name) {
        if (lab.nodes().stream().anyMatch(node -> node.name().equals(name))) {
            return name + " has no address: expected a host or a router";
        }
        String hint = NearestWord.hint(name, ends);
        if (!hint.isEmpty()) {
            return "lab " + lab.name() + " has no node \"" + name + "\"" + hint;
        }
        String list = String.join(", ", ends.stream().limit(LISTED).toList());
        return "lab " + lab.name() + " has no node \"" + name + "\"; expected one of " + list
                + (ends.size() > LISTED ? " and " + (ends.size() - LISTED) + " more" : "");
    }
}
