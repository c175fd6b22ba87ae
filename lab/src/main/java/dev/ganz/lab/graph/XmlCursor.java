package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.graph.MapGraph.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Goes through an XML document from front to back, and knows where it is. Depth and length of what it meets are bounded. */
final class XmlCursor {
    /** Elements within each other; yEd's own, the deepest seen, reach 9. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_TEXT = 4096;

    private final XMLStreamReader xml;
    private final String file;
    /** Names of the elements around, outermost first. */
    private final Deque<String> open = new ArrayDeque<>();

    private Place place = new Place(1, 1);

    XmlCursor(String file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
    }

    /** Of the element that has begun. */
    String name() {
        return xml.getLocalName();
    }

    @Nullable
    String namespace() {
        return xml.getNamespaceURI();
    }

    @Nullable
    String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    /** Where the latest event began. */
    Place place() {
        return place;
    }

    /** How many elements are around. */
    int depth() {
        return open.size();
    }

    private InvalidInput error(Place where, String message) {
        return InvalidInput.at(file, where.line(), where.column(), message);
    }

    /** What to say of a document that ends where {@code e} says. */
    InvalidInput cutOff(XMLStreamException e) {
        Location end = e.getLocation();
        String missing = open.isEmpty() ? "the element graphml" : "the end of the element " + open.getLast();
        InvalidInput error = error(
                new Place(Math.max(1, end.getLineNumber()), Math.max(1, end.getColumnNumber())),
                "expected " + missing + ", found the end of the file; it seems to have been cut off");
        error.initCause(e);
        return error;
    }

    /** What stands in the place of a missing attribute. */
    private String instead(String attribute) {
        List<String> present = new ArrayList<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            present.add(xml.getAttributeLocalName(i));
        }
        return NearestWord.to(attribute, present).map(MapGraph::quoted).orElse("none");
    }

    String required(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null || value.isEmpty()) {
            throw error(
                    place,
                    "expected the attribute " + attribute + " in the element " + xml.getLocalName() + ", found "
                            + instead(attribute));
        }
        if (value.length() > LONGEST_TEXT) {
            throw error(
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
    String text(boolean deep) throws XMLStreamException {
        Place here = place;
        StringBuilder text = new StringBuilder();
        int inside = open.size();
        while (open.size() >= inside) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
                        throw error(
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
    boolean nextElement() throws XMLStreamException {
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
    void skip() throws XMLStreamException {
        int outside = open.size() - 1;
        while (open.size() > outside) {
            next();
        }
    }

    /** Goes to the next event, one of {@link XMLStreamConstants}; {@link #place} is where it begins. */
    int next() throws XMLStreamException {
        Location end = xml.getLocation();
        // to see where a text ends, the parser has read the "<" behind it already
        int readAhead = xml.getEventType() == XMLStreamConstants.CHARACTERS ? 1 : 0;
        place = new Place(Math.max(1, end.getLineNumber()), Math.max(1, end.getColumnNumber() - readAhead));
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                open.addLast(xml.getLocalName());
                if (open.size() > DEEPEST) {
                    throw error(place, "expected at most " + DEEPEST + " levels of elements, found more");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> open.removeLast();
            case XMLStreamConstants.DTD ->
                throw error(place, "expected no document type declaration, found one; remove the DOCTYPE");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw error(
                        place,
                        "expected an entity of XML itself such as &amp;, found " + MapGraph.quoted(xml.getLocalName()));
            default -> {}
        }
        return event;
    }
}
