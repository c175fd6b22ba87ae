package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Place;
import dev.ganz.lab.graph.MapGraph.Vertex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
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
    private static final int MOST_KEYS = 10_000;

    private final XmlCursor xml;
    private final MapGraph map;
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<String, String> nodeDefaults = new HashMap<>();
    private final Map<String, String> edgeDefaults = new HashMap<>();
    private final List<Vertex> groups = new ArrayList<>();
    private final Set<String> ends = new HashSet<>();
    private @Nullable String namespace;

    private int hyperedges;

    /** What a key declares: {@code attribute} as in {@link MapGraph#key}, null if nobody wants to know it. */
    private record Key(String owner, @Nullable String attribute) {
        boolean isFor(String element) {
            return owner.equals(element) || owner.equals("all");
        }
    }

    private GraphMlReader(String file, XmlCursor xml) {
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
            XMLStreamReader stream = factory.createXMLStreamReader(text);
            XmlCursor xml = new XmlCursor(file, stream);
            try {
                return new GraphMlReader(file, xml).document();
            } catch (XMLStreamException e) {
                throw text.endsAt(e.getLocation()) ? xml.cutOff(e) : unreadable(file, e);
            } finally {
                stream.close();
            }
        } catch (XMLStreamException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            throw new InvalidInput(file + ": expected to read a map, found an error: " + e.getMessage(), e);
        }
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
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // what may stand before the root says nothing
        }
        if (!xml.name().equals("graphml")) {
            throw map.error(xml.place(), "expected the root element graphml, found " + MapGraph.quoted(xml.name()));
        }
        namespace = xml.namespace();
        boolean graph = false;
        while (xml.nextElement()) {
            switch (xml.name()) {
                case "key" -> key();
                case "graph" -> {
                    if (graph) {
                        throw map.error(
                                xml.place(), "expected one graph, found a second; split the file, a lab is one graph");
                    }
                    graph = true;
                    graph();
                }
                default -> skipOther("graphml", "key", "graph", "desc", "data");
            }
        }
        if (!graph) {
            throw map.error(xml.place(), "expected a graph in the document, found none");
        }
        groups.stream().filter(group -> ends.contains(group.id())).forEach(map::add);
        return map;
    }

    private void key() throws XMLStreamException {
        Place here = xml.place();
        String id = xml.required("id");
        String owner = xml.attribute("for");
        String name = xml.attribute("attr.name");
        String fallback = null;
        while (xml.nextElement()) {
            if (xml.name().equals("default")) {
                fallback = xml.text(true);
            } else {
                xml.skip();
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
        boolean directed = "directed".equals(xml.attribute("edgedefault"));
        while (xml.nextElement()) {
            switch (xml.name()) {
                case "node" -> node();
                case "edge" -> edge(directed);
                case "hyperedge" -> hyperedge();
                default -> skipOther("graph", "node", "edge", "hyperedge", "desc", "data", "locator");
            }
        }
    }

    private void node() throws XMLStreamException {
        Place here = xml.place();
        String id = xml.required("id");
        Map<String, String> attributes = new HashMap<>(4);
        boolean group = false;
        while (xml.nextElement()) {
            switch (xml.name()) {
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
        Place here = xml.place();
        String source = xml.required("source");
        String target = xml.required("target");
        String own = xml.attribute("directed");
        boolean directed = own == null ? directedByDefault : own.strip().equalsIgnoreCase("true");
        Map<String, String> attributes = new HashMap<>(4);
        while (xml.nextElement()) {
            if (xml.name().equals("data")) {
                data("edge", attributes);
            } else {
                skipOther("edge", "data", "desc");
            }
        }
        edgeDefaults.forEach(attributes::putIfAbsent);
        link(new Edge(source, target, directed, attributes, here));
    }

    private void hyperedge() throws XMLStreamException {
        Place here = xml.place();
        String own = xml.attribute("id");
        String id = own == null ? "hyperedge-" + ++hyperedges : own;
        map.add(new Vertex(id, Map.of(MapGraph.MEDIUM, ""), here));
        while (xml.nextElement()) {
            if (xml.name().equals("endpoint")) {
                link(new Edge(xml.required("node"), id, false, Map.of(), xml.place()));
            }
            xml.skip();
        }
    }

    private void link(Edge edge) {
        map.add(edge);
        ends.add(edge.source());
        ends.add(edge.target());
    }

    private void data(String owner, Map<String, String> attributes) throws XMLStreamException {
        String id = xml.required("key");
        Key key = keys.get(id);
        if (key == null) {
            throw map.error(
                    xml.place(),
                    "expected a key that is declared before this, found " + MapGraph.quoted(id)
                            + NearestWord.hint(id, new TreeSet<>(keys.keySet())));
        }
        if (key.attribute == null || !key.isFor(owner)) {
            drawing(owner, attributes);
            return;
        }
        String text = xml.text(true).strip();
        if (!text.isEmpty()) {
            attributes.put(key.attribute, text);
        }
    }

    /** Looks for the label in what yEd wants drawn. */
    private void drawing(String owner, Map<String, String> attributes) throws XMLStreamException {
        String wanted = owner.equals("node") ? "NodeLabel" : "EdgeLabel";
        int outside = xml.depth() - 1;
        while (xml.depth() > outside) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.name().equals(wanted)) {
                String text = xml.text(false).strip();
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
        String name = xml.name();
        if (Objects.equals(xml.namespace(), namespace) && !List.of(known).contains(name)) {
            throw map.error(
                    xml.place(),
                    "expected an element of a " + of + ", found " + MapGraph.quoted(name)
                            + NearestWord.hint(name, List.of(known)));
        }
        xml.skip();
    }
}
