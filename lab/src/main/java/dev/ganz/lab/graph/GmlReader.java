package dev.ganz.lab.graph;

import dev.ganz.lab.graph.GmlTokens.Kind;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Place;
import dev.ganz.lab.graph.MapGraph.Vertex;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads GML (Himsolt, "GML: A portable Graph File Format", Passau 1997):
 *
 * <pre>
 *   file    = list
 *   list    = (key value)*
 *   value   = integer | real | "string" | [ list ]
 * </pre>
 *
 * <p>Of it {@code graph [ directed node [ id label … ] edge [ source target … ] ]} is used. A file without {@code node} and
 * {@code edge} in a {@code graph} is no map.
 */
final class GmlReader {
    private static final int DEEPEST = 64;

    private final GmlTokens tokens;
    private final MapGraph map;
    private final List<Edge> edges = new ArrayList<>();
    private boolean directed;
    private int depth;

    private GmlReader(String file, InputStream in) {
        tokens = new GmlTokens(file, in);
        map = new MapGraph(file);
    }

    /** @throws dev.ganz.lab.InvalidInput if it is no GML, or larger or deeper than a map may be */
    static MapGraph read(String file, InputStream in) {
        return new GmlReader(file, in).document();
    }

    private MapGraph document() {
        boolean graph = false;
        while (tokens.next() != Kind.END) {
            String key = key();
            if (!key.equals("graph")) {
                skipValue();
                continue;
            }
            if (graph) {
                throw map.error(
                        tokens.place(), "expected one graph, found a second; split the file, a lab is one graph");
            }
            graph = true;
            open("graph");
            graph();
        }
        if (!graph) {
            throw map.error(tokens.place(), "expected graph [ … ], found the end of the file");
        }
        for (Edge edge : edges) { // whether links are directed may be said after them
            map.add(new Edge(edge.source(), edge.target(), directed, edge.attributes(), edge.place()));
        }
        return map;
    }

    private void graph() {
        while (tokens.next() != Kind.CLOSE) {
            Place place = tokens.place();
            switch (key()) {
                case "node" -> node(place);
                case "edge" -> edge(place);
                case "directed" -> {
                    tokens.next();
                    directed = scalar("directed").equals("1");
                }
                default -> skipValue();
            }
        }
    }

    private void node(Place place) {
        Map<String, String> fields = record("node");
        map.add(new Vertex(required(fields, "id", "node", place), fields, place));
    }

    private void edge(Place place) {
        Map<String, String> fields = record("edge");
        String source = required(fields, "source", "edge", place);
        String target = required(fields, "target", "edge", place);
        if (edges.size() > MapGraph.MOST_LINKS) {
            throw map.error(place, "expected at most " + MapGraph.MOST_LINKS + " links, found more");
        }
        edges.add(new Edge(source, target, false, fields, place));
    }

    /** The scalar values of a list by their keys, as far as they matter; of several with one key the first. */
    private Map<String, String> record(String of) {
        open(of);
        Map<String, String> fields = new HashMap<>(4);
        while (tokens.next() != Kind.CLOSE) {
            String key = key();
            String wanted = key.equals("id") || key.equals("source") || key.equals("target") ? key : MapGraph.key(key);
            if (wanted == null) {
                skipValue();
            } else if (tokens.next() == Kind.OPEN) {
                skipList();
            } else {
                String value = scalar(key).strip();
                if (!value.isEmpty()) {
                    fields.putIfAbsent(wanted, value);
                }
            }
        }
        return fields;
    }

    private String required(Map<String, String> fields, String key, String of, Place place) {
        String value = fields.remove(key);
        if (value == null) {
            throw map.error(place, "expected the key " + key + " in this " + of + ", found none");
        }
        return value;
    }

    private void open(String of) {
        if (tokens.next() != Kind.OPEN) {
            throw unexpected("[ after " + of);
        }
    }

    private String key() {
        if (tokens.kind() != Kind.KEY) {
            throw unexpected("a key");
        }
        return tokens.text();
    }

    private String scalar(String key) {
        if (tokens.kind() != Kind.NUMBER && tokens.kind() != Kind.STRING) {
            throw unexpected("a number or a string after " + key);
        }
        return tokens.text();
    }

    private void skipValue() {
        switch (tokens.next()) {
            case NUMBER, STRING -> {}
            case OPEN -> skipList();
            case KEY, CLOSE, END -> throw unexpected("a value");
        }
    }

    private void skipList() {
        if (++depth > DEEPEST) {
            throw map.error(tokens.place(), "expected at most " + DEEPEST + " levels of lists, found more");
        }
        while (tokens.next() != Kind.CLOSE) {
            key();
            skipValue();
        }
        depth--;
    }

    private RuntimeException unexpected(String expected) {
        String found = switch (tokens.kind()) {
            case OPEN -> "[";
            case CLOSE -> "]";
            case END -> "the end of the file";
            case KEY, NUMBER, STRING -> MapGraph.quoted(tokens.text());
        };
        return map.error(tokens.place(), "expected " + expected + ", found " + found);
    }
}
