package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a map says, whatever its format: nodes and links with the attributes that matter here, and where they stand in the file. */
final class MapGraph {
    static final int MOST_NODES = 250_000;
    static final int MOST_LINKS = 1_000_000;

    /** Marks a node that stands for a {@code hyperedge} element. No file can give an attribute of this name. */
    static final String MEDIUM = "\0medium";

    /** Attributes that say something about a lab; the rest of a map is not kept. Names count without regard to case. */
    private static final Set<String> WANTED = Set.of(
            "label",
            "name",
            "latitude",
            "lat",
            "longitude",
            "lon",
            "lng",
            "long",
            "linklabel",
            "linkspeed",
            "linkspeedunits",
            "linkspeedraw",
            "latency",
            "packet_loss");

    private final String file;
    private final List<Vertex> nodes = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Edge> links = new ArrayList<>();

    MapGraph(String file) {
        this.file = file;
    }

    /** A line and a column of the map's file, both from 1 on. */
    record Place(int line, int column) {}

    /** A node of the map; {@code attributes} by {@link #key}. */
    record Vertex(String id, Map<String, String> attributes, Place place) {}

    /**
     * A link of the map.
     *
     * @param directed whether it stands for one direction alone
     */
    record Edge(String source, String target, boolean directed, Map<String, String> attributes, Place place) {}

    /** What an attribute is called here, or null if nobody wants to know it. */
    static @Nullable String key(String attribute) {
        String key = attribute.toLowerCase(Locale.ROOT);
        return WANTED.contains(key) ? key : null;
    }

    /** @throws InvalidInput if the node's id is taken, or there are too many */
    void add(Vertex node) {
        if (nodes.size() == MOST_NODES) {
            throw error(node.place, "expected at most " + MOST_NODES + " nodes, found more");
        }
        if (numbers.putIfAbsent(node.id, nodes.size()) != null) {
            throw error(node.place, "expected each id once, found " + quoted(node.id) + " on a second node");
        }
        nodes.add(node);
    }

    /** @throws InvalidInput if there are too many links */
    void add(Edge link) {
        if (links.size() == MOST_LINKS) {
            throw error(link.place, "expected at most " + MOST_LINKS + " links, found more");
        }
        links.add(link);
    }

    String file() {
        return file;
    }

    List<Vertex> nodes() {
        return nodes;
    }

    List<Edge> links() {
        return links;
    }

    /**
     * The number of the node at an end of a link, in {@link #nodes()}.
     *
     * @throws InvalidInput if there is none
     */
    int end(Edge link, String id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw error(
                    link.place,
                    "expected the id of a node, found " + quoted(id)
                            + NearestWord.hint(id, new TreeSet<>(numbers.keySet())));
        }
        return number;
    }

    InvalidInput error(Place place, String message) {
        return InvalidInput.at(file, place.line, place.column, message);
    }

    /** A text from a file as it may stand in a message: short, and on one line. */
    static String quoted(String text) {
        String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return "\"" + start.replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
