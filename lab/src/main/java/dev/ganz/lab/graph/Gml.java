package dev.ganz.lab.graph;

import dev.ganz.lab.Lab;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads GML as labs: the maps of the Internet Topology Zoo, as {@link TopologyZoo} reads their GraphML, the networks of the
 * simulator Shadow, and files of other tools.
 *
 * <p>Shadow's {@code latency} ({@code "10 ms"}) is the delay of a link and {@code packet_loss} its loss; such a link has no limit of
 * speed unless it says one. Two directed links to and fro between two nodes are one link with different directions.
 */
public final class Gml {
    private Gml() {}

    /**
     * Reads a map; the lab is called like the file.
     *
     * @throws dev.ganz.lab.InvalidInput if it cannot be read or is no GML
     */
    public static Lab read(Path file) {
        return MapFile.read(file, Gml::read);
    }

    /**
     * Reads a map to its end; the stream stays open.
     *
     * @param name of the file, for messages and for the lab
     * @throws dev.ganz.lab.InvalidInput if it is no GML, or larger than a map may be
     */
    public static Lab read(String name, InputStream in) {
        return MapLab.of(GmlReader.read(name, in));
    }
}
