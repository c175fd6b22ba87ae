package dev.ganz.lab;

import java.util.List;
import java.util.OptionalLong;

/**
 * Everything that a world needs to run: the same value runs in virtual and in real time.
 *
 * @param duration when the run ends; empty: when all traffic, faults and expectations are done
 * @param automaticAddresses whether interfaces without an address are given one; off for containerlab's own files
 */
public record Lab(
        String name,
        long seed,
        OptionalLong duration,
        boolean automaticAddresses,
        List<Node> nodes,
        List<Link> links,
        List<Traffic> traffic,
        List<Fault> faults,
        List<Expectation> expectations) {

    public Lab {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        traffic = List.copyOf(traffic);
        faults = List.copyOf(faults);
        expectations = List.copyOf(expectations);
    }
}
