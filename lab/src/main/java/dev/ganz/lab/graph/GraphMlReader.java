package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Place;
import dev.ganz.lab.graph.MapGraph.Vertex;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads GraphML (graphml.graphdrawing.org, version 1.1) as a stream. Attributes are known by their name and what they are for, never
 * by the key's id, which means something else in each file.
 *
 * <p>Nested graphs are flattened: the node around one counts only if a link ends at it. A {@code hyperedge} element becomes a node
 * that is a shared medium. Ports are ignored. The text of yEd's {@code y:NodeLabel} and {@code y:EdgeLabel} is a label if there is no
 * other.
 */
final class GraphMlReader {
    /** Elements within each other; yEd's own, the deepest seen, reach 9. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_KEYS = 10_000;

    private final XMLStreamReader xml;
    private final MapGraph map;
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<String, String> nodeDefaults = new HashMap<>();
    private final Map<String, String> edgeDefaults = new HashMap<>();
    private final List<Vertex> groups = new ArrayList<>();
    private final Set<String> ends = new HashSet<>();
    private int depth;
    private int hyperedges;
    private Place place = new Place(1, 1);

    /** What a key declares: {@code attribute} as in {@link MapGraph#key}, null if nobody wants to know it. */
    private record Key(String owner, @Nullable String attribute) {
        boolean isFor(String element) {
            return owner.equals(element) || owner.equals("all");
        }
    }

    private GraphMlReader(String file, XMLStreamReader xml) {
        this.xml = xml;
        map = new MapGraph(file);
    }

    /**
     * Reads a whole document.
     *
     * @throws InvalidInput if it is no GraphML, or larger or deeper than a map may be
     */
    static MapGraph read(String file, InputStream in) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new BoundedInput(in, file, true));
            try {
                return new GraphMlReader(file, xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidInput unreadable(String file, XMLStreamException e) {
        Location where = e.getLocation();
        String message = String.valueOf(e.getMessage());
        int ownWords = message.indexOf("Message: "); // the parser puts its own rendering of the place in front
        String text = "this is not well-formed XML: "
                + (ownWords < 0 ? message : message.substring(ownWords + "Message: ".length())).replaceAll("\\s+", " ");
        return where == null || where.getLineNumber() < 1
                ? new InvalidInput(file + ": " + text, e)
                : new InvalidInput(
                        file + ":" + where.getLineNumber() + ":" + Math.max(1, where.getColumnNumber()) + ": " + text,
                        e);
    }

    private MapGraph document() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // what may stand before the root says nothing
        }
        if (!xml.getLocalName().equals("graphml")) {
            throw map.error(place, "expected the root element graphml, found " + MapGraph.quoted(xml.getLocalName()));
        }
        boolean graph = false;
        while (nextElement()) {
            switch (xml.getLocalName()) {
                case "key" -> key();
                case "graph" -> {
                    if (graph) {
                        throw map.error(place, "a second graph begins here; split the file, a lab is one graph");
                    }
                    graph = true;
                    graph();
                }
                default -> skip();
            }
        }
        if (!graph) {
            throw map.error(place, "the document has no graph element");
        }
        groups.stream().filter(group -> ends.contains(group.id())).forEach(map::add);
        return map;
    }

    private void key() throws XMLStreamException {
        Place here = place;
        String id = required("id");
        String owner = xml.getAttributeValue(null, "for");
        String name = xml.getAttributeValue(null, "attr.name");
        String fallback = null;
        while (nextElement()) {
            if (xml.getLocalName().equals("default")) {
                fallback = text(true);
            } else {
                skip();
            }
        }
        Key key = new Key(owner == null ? "all" : owner, name == null ? null : MapGraph.key(name));
        if (keys.size() == MOST_KEYS) {
            throw map.error(here, "more than " + MOST_KEYS + " keys are not read");
        }
        if (keys.putIfAbsent(id, key) != null) {
            throw map.error(here, "a second key has the id " + MapGraph.quoted(id) + "; ids are unique");
        }
        if (key.attribute != null && fallback != null) {
            String attribute = key.attribute;
            if (key.isFor("node")) {
                nodeDefaults.putIfAbsent(attribute, fallback.strip());
            }
            if (key.isFor("edge")) {
                edgeDefaults.putIfAbsent(attribute, fallback.strip());
            }
        }
    }

    private void graph() throws XMLStreamException {
        boolean directed = "directed".equals(xml.getAttributeValue(null, "edgedefault"));
        while (nextElement()) {
            switch (xml.getLocalName()) {
                case "node" -> node();
                case "edge" -> edge(directed);
                case "hyperedge" -> hyperedge();
                default -> skip();
            }
        }
    }

    private void node() throws XMLStreamException {
        Place here = place;
        String id = required("id");
        Map<String, String> attributes = new HashMap<>(4);
        boolean group = false;
        while (nextElement()) {
            switch (xml.getLocalName()) {
                case "data" -> data("node", attributes);
                case "graph" -> {
                    group = true;
                    graph();
                }
                default -> skip();
            }
        }
        nodeDefaults.forEach(attributes::putIfAbsent);
        Vertex node = new Vertex(id, attributes, here);
        if (group) {
            groups.add(node);
        } else {
            map.add(node);
        }
    }

    private void edge(boolean directedByDefault) throws XMLStreamException {
        Place here = place;
        String source = required("source");
        String target = required("target");
        String own = xml.getAttributeValue(null, "directed");
        boolean directed = own == null ? directedByDefault : own.strip().equalsIgnoreCase("true");
        Map<String, String> attributes = new HashMap<>(4);
        while (nextElement()) {
            if (xml.getLocalName().equals("data")) {
                data("edge", attributes);
            } else {
                skip();
            }
        }
        edgeDefaults.forEach(attributes::putIfAbsent);
        link(new Edge(source, target, directed, attributes, here));
    }

    private void hyperedge() throws XMLStreamException {
        Place here = place;
        String own = xml.getAttributeValue(null, "id");
        String id = own == null ? "hyperedge-" + ++hyperedges : own;
        map.add(new Vertex(id, Map.of(MapGraph.MEDIUM, ""), here));
        while (nextElement()) {
            if (xml.getLocalName().equals("endpoint")) {
                link(new Edge(required("node"), id, false, Map.of(), place));
            }
            skip();
        }
    }

    private void link(Edge edge) {
        map.add(edge);
        ends.add(edge.source());
        ends.add(edge.target());
    }

    private void data(String owner, Map<String, String> attributes) throws XMLStreamException {
        String id = required("key");
        Key key = keys.get(id);
        if (key == null) {
            throw map.error(place, "the key " + MapGraph.quoted(id) + " is not declared by a key element before this");
        }
        if (key.attribute == null || !key.isFor(owner)) {
            drawing(owner, attributes);
            return;
        }
        String text = text(true).strip();
        if (!text.isEmpty()) {
            attributes.put(key.attribute, text);
        }
    }

    /** Looks for the label in what yEd wants drawn. */
    private void drawing(String owner, Map<String, String> attributes) throws XMLStreamException {
        String wanted = owner.equals("node") ? "NodeLabel" : "EdgeLabel";
        int outside = depth - 1;
        while (depth > outside) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(wanted)) {
                String text = text(false).strip();
                if (!text.isEmpty()) {
                    attributes.putIfAbsent("label", text);
                }
            }
        }
    }

    private String required(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null || value.isEmpty()) {
            throw map.error(place, "the element " + xml.getLocalName() + " needs the attribute " + attribute);
        }
        if (value.length() > LONGEST_TEXT) {
            throw map.error(
                    place,
                    "the attribute " + attribute + " has " + value.length() + " characters, expected at most "
                            + LONGEST_TEXT);
        }
        return value;
    }

    /**
     * The text of the element that has begun, up to its end.
     *
     * @param deep whether text of elements within it belongs to it
     */
    private String text(boolean deep) throws XMLStreamException {
        Place here = place;
        StringBuilder text = new StringBuilder();
        int inside = depth;
        while (depth >= inside) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
                        throw map.error(here, "a text is longer than " + LONGEST_TEXT + " characters");
                    }
                    if (deep || depth == inside) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {} // elements change the depth, comments nothing
            }
        }
        return text.toString();
    }

    /** Goes on to the next element within the current one; false at the end of that. */
    private boolean nextElement() throws XMLStreamException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** Passes over the element that has begun. */
    private void skip() throws XMLStreamException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** The next event; {@link #place} is where it begins. */
    private int next() throws XMLStreamException {
        Location end = xml.getLocation();
        // to see where a text ends, the parser has read the "<" behind it already
        int readAhead = xml.getEventType() == XMLStreamConstants.CHARACTERS ? 1 : 0;
        place = new Place(Math.max(1, end.getLineNumber()), Math.max(1, end.getColumnNumber() - readAhead));
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEEPEST) {
                    throw map.error(place, "elements lie deeper within each other than " + DEEPEST + " levels");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD ->
                throw map.error(place, "a document type declaration is not accepted; remove the DOCTYPE");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw map.error(place, "the entity " + MapGraph.quoted(xml.getLocalName()) + " is not known");
            default -> {}
        }
        return event;
    }
}
