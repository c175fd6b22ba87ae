package dev.ganz.lab.file;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.check.Problem;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Where the parts of a lab stand in its text, in the order of the lab's lists. */
final class Places {
    private static final String INTERFACES = "interfaces";

    private final Mapping document;
    private final Cables cables;
    private final List<Entry> nodes = new ArrayList<>();
    private final List<Mapping> links = new ArrayList<>();
    private final List<Mapping> traffic = new ArrayList<>();
    private final List<Mapping> faults = new ArrayList<>();
    private final List<Mapping> expectations = new ArrayList<>();

    Places(Mapping document, Cables cables) {
        this.document = document;
        this.cables = cables;
    }

    /** A node with all words that it has or inherits. */
    void node(String name, int at, Mapping words) {
        nodes.add(new Entry(name, at, words));
    }

    void link(Mapping words) {
        links.add(words);
    }

    void traffic(List<Yaml> items) {
        for (Yaml item : items) {
            Yaml inner = ((Mapping) item).entries().getFirst().value();
            traffic.add(inner instanceof Mapping words ? words : (Mapping) item);
        }
    }

    void fault(Yaml item) {
        faults.add((Mapping) item);
    }

    void expectation(Yaml item) {
        expectations.add((Mapping) item);
    }

    /** Offset of the words that a problem is about, or of the nearest around them. */
    int of(Problem problem) {
        String[] path =
                problem.word().isEmpty() ? new String[0] : problem.word().split("/", -1);
        return switch (problem.part()) {
            case LAB -> within(document, path);
            case NODE -> ofNode(nodes.get(problem.index()), path);
            case LINK -> within(links.get(problem.index()), path);
            case TRAFFIC -> within(traffic.get(problem.index()), path);
            case FAULT -> within(faults.get(problem.index()), path);
            case EXPECTATION -> within(expectations.get(problem.index()), path);
        };
    }

    /** An address may stand under the interface, at the node for its first interface, or at a link. */
    private int ofNode(Entry node, String[] path) {
        int at = within(node.value(), path);
        if (at != node.value().at()) {
            return at;
        }
        if (path.length > 1 && path[0].equals(INTERFACES)) {
            OptionalInt plug = cables.place(new Endpoint(node.key(), path[1]));
            if (plug.isPresent()) {
                return plug.getAsInt();
            }
        }
        return node.at();
    }

    /** Follows a path from a value inwards; a step that is not there is left out. */
    private static int within(Yaml value, String[] path) {
        Yaml here = value;
        for (String step : path) {
            Yaml next = switch (here) {
                case Mapping mapping -> mapping.get(step);
                case Sequence(var _, List<Yaml> items) -> item(items, step);
                case Yaml.Scalar _ -> null;
            };
            here = next == null ? here : next;
        }
        return here.at();
    }

    private static @org.jspecify.annotations.Nullable Yaml item(List<Yaml> items, String step) {
        int index = step.matches("[0-9]{1,9}") ? Integer.parseInt(step) : items.size();
        return index < items.size() ? items.get(index) : null;
    }
}
