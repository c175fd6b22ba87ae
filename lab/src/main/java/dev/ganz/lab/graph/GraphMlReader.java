package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Place;
import dev.ganz.lab.graph.MapGraph.Vertex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
    private @Nullable String namespace;
    /** Names of the elements around, outermost first. */
    private final Deque<String> open = new ArrayDeque<>();

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
            CountedText text = new CountedText(XmlText.decode(file, new BoundedInput(in, file, true)));
            XMLStreamReader xml = factory.createXMLStreamReader(text);
            GraphMlReader reader = new GraphMlReader(file, xml);
            try {
                return reader.document();
            } catch (XMLStreamException e) {
                throw text.endsAt(e.getLocation()) ? reader.cutOff(e) : unreadable(file, e);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            throw new InvalidInput(file + ": expected to read a map, found an error: " + e.getMessage(), e);
        }
    }

    private InvalidInput cutOff(XMLStreamException e) {
        Location end = e.getLocation();
        String missing = open.isEmpty() ? "the element graphml" : "the end of the element " + open.getLast();
        InvalidInput error = map.error(
                new Place(Math.max(1, end.getLineNumber()), Math.max(1, end.getColumnNumber())),
                "expected " + missing + ", found the end of the file; it seems to have been cut off");
        error.initCause(e);
        return error;
    }

    private static InvalidInput unreadable(String file, XMLStreamException e) {
        Location where = e.getLocation();
        String message = String.valueOf(e.getMessage());
        int ownWords = message.indexOf("Message: "); // the parser puts its own rendering of the place in front
        if (e.getNestedException() instanceof CharacterCodingException) {
            return new InvalidInput(
                    file + ": expected text in the encoding that it names, or UTF-8, found other octets", e);
        }
        String text = "expected well-formed XML, found an error: "
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
        namespace = xml.getNamespaceURI();
        boolean graph = false;
        while (nextElement()) {
            switch (xml.getLocalName()) {
                case "key" -> key();
                case "graph" -> {
                    if (graph) {
                        throw map.error(
                                place, "expected one graph, found a second; split the file, a lab is one graph");
                    }
                    graph = true;
                    graph();
                }
                default -> skipOther("graphml", "key", "graph", "desc", "data");
            }
        }
        if (!graph) {
            throw map.error(place, "expected a graph in the document, found none");
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
            throw map.error(here, "expected at most " + MOST_KEYS + " keys, found more");
        }
        if (keys.putIfAbsent(id, key) != null) {
            throw map.error(here, "expected each id once, found " + MapGraph.quoted(id) + " on a second key");
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
                default -> skipOther("graph", "node", "edge", "hyperedge", "desc", "data", "locator");
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
                default -> skipOther("node", "data", "graph", "desc", "port", "locator");
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
                skipOther("edge", "data", "desc");
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
            throw map.error(
                    place,
                    "expected a key that is declared before this, found " + MapGraph.quoted(id)
                            + NearestWord.hint(id, new TreeSet<>(keys.keySet())));
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
        int outside = open.size() - 1;
        while (open.size() > outside) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(wanted)) {
                String text = text(false).strip();
                if (!text.isEmpty()) {
                    attributes.putIfAbsent("label", text);
                }
            }
        }
    }

    /**
     * Passes over an element that says nothing of a network. One of GraphML's own that is unknown there is misspelt, and what it says
     * would be lost; those of other namespaces are anybody's.
     */
    private void skipOther(String of, String... known) throws XMLStreamException {
        String name = xml.getLocalName();
        if (Objects.equals(xml.getNamespaceURI(), namespace) && !List.of(known).contains(name)) {
            throw map.error(
                    place,
                    "expected an element of a " + of + ", found " + MapGraph.quoted(name)
                            + NearestWord.hint(name, List.of(known)));
        }
        skip();
    }

    /** What stands in the place of a missing attribute. */
    private String instead(String attribute) {
        List<String> present = new ArrayList<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            present.add(xml.getAttributeLocalName(i));
        }
        return NearestWord.to(attribute, present).map(MapGraph::quoted).orElse("none");
    }

    private String required(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null || value.isEmpty()) {
            throw map.error(
                    place,
                    "expected the attribute " + attribute + " in the element " + xml.getLocalName() + ", found "
                            + instead(attribute));
        }
        if (value.length() > LONGEST_TEXT) {
            throw map.error(
                    place,
                    "expected at most " + LONGEST_TEXT + " characters in the attribute " + attribute + ", found "
                            + value.length());
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
        int inside = open.size();
        while (open.size() >= inside) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
                        throw map.error(
                                here, "expected a text of at most " + LONGEST_TEXT + " characters, found a longer one");
                    }
                    if (deep || open.size() == inside) {
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
        int outside = open.size() - 1;
        while (open.size() > outside) {
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
                open.addLast(xml.getLocalName());
                if (open.size() > DEEPEST) {
                    throw map.error(place, "expected at most " + DEEPEST + " levels of elements, found more");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> open.removeLast();
            case XMLStreamConstants.DTD ->
                throw map.error(place, "expected no document type declaration, found one; remove the DOCTYPE");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw map.error(
                        place,
                        "expected an entity of XML itself such as &amp;, found " + MapGraph.quoted(xml.getLocalName()));
            default -> {}
        }
        return event;
    }
}
