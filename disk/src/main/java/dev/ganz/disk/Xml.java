package dev.ganz.disk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An element of an XML document of which nothing outside is read, whatever it names. */
public final class Xml {
    private final Element element;

    private Xml(Element element) {
        this.element = element;
    }

    /**
     * The document's root.
     *
     * @param name of the file, for messages
     */
    public static Xml parse(String name, byte[] octets) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return new Xml(builder.parse(new InputSource(new ByteArrayInputStream(octets)))
                    .getDocumentElement());
        } catch (SAXException broken) {
            throw new ImageException(name + ": expected an XML document: " + broken.getMessage(), broken);
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The element's name, with its prefix. */
    public String name() {
        return element.getTagName();
    }

    /** All text inside. */
    public String text() {
        return element.getTextContent();
    }

    public List<Xml> children() {
        List<Xml> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                found.add(new Xml(child));
            }
        }
        return found;
    }

    public List<Xml> children(String name) {
        return children().stream().filter(child -> child.name().equals(name)).toList();
    }
}
