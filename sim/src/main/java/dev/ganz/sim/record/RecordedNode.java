package dev.ganz.sim.record;

import java.util.List;

/**
 * A node of a recorded run.
 *
 * @param ports names of its interfaces; deliveries name a port by its place in this list
 */
public record RecordedNode(String name, List<String> ports) {
    public RecordedNode {
        ports = List.copyOf(ports);
    }
}
