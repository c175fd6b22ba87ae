package dev.ganz.lab.graph;

import dev.ganz.lab.Lab;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads the maps of the Internet Topology Zoo, and GraphML of other tools, as labs.
 *
 * <ul>
 *   <li>Every node becomes a router, external peers ({@code Internal} 0) too. Its name is its label in lower-case ASCII; namesakes
 *       are numbered, nodes without a label are called by their id.
 *   <li>A node marked {@code hyperedge} is a router too: it is a place on the map, and every place can be asked. The element
 *       {@code hyperedge} of GraphML is a switch.
 *   <li>The delay of a link is the way of light in a fibre along the great circle, at least 50 µs; 1 ms where coordinates are
 *       missing.
 *   <li>Its speed is {@code LinkSpeedRaw}, else {@code LinkSpeed} with {@code LinkSpeedUnits}, else what its label says, else
 *       1 Gbit/s.
 *   <li>Parallel links, self-loops and separate pieces are kept. Interfaces are {@code eth1}, {@code eth2}, … in the order of the
 *       neighbours' names.
 * </ul>
 *
 * Nothing depends on the order of nodes and links in the file.
 */
public final class TopologyZoo {
    private TopologyZoo() {}

    /**
     * Reads a map; the lab is called like the file.
     *
     * @throws dev.ganz.lab.InvalidInput if it cannot be read or is no GraphML
     */
    public static Lab read(Path file) {
        return MapFile.read(file, TopologyZoo::read);
    }

    /**
     * Reads a map to its end; the stream stays open.
     *
     * @param name of the file, for messages and for the lab
     * @throws dev.ganz.lab.InvalidInput if it is no GraphML, or larger than a map may be
     */
    public static Lab read(String name, InputStream in) {
        return MapLab.of(GraphMlReader.read(name, in));
    }
}
