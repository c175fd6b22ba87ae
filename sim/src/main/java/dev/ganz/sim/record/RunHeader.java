package dev.ganz.sim.record;

import java.util.List;

/**
 * What a record says of its run before the first delivery.
 *
 * @param lab its name
 * @param nodes deliveries name a node by its place in this list
 */
public record RunHeader(String lab, long seed, List<RecordedNode> nodes) {
    public RunHeader {
        nodes = List.copyOf(nodes);
    }
}
