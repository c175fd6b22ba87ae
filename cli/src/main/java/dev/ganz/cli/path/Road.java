package dev.ganz.cli.path;

import dev.ganz.lab.Endpoint;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The hops from a node to an address.
 *
 * @param end why the road ends before its destination; empty if it arrives
 */
public record Road(String from, String to, IpAddress destination, List<Hop> hops, Optional<String> end) {

    /**
     * A packet leaves a node.
     *
     * @param prefix the route that fitted best
     * @param source where the route is from: "connected", "static", "gateway", "shortest path"
     * @param cost of the shortest path from here; empty where the route is not of this kind
     * @param gateway the neighbour's address; the destination itself on its own network
     * @param others the equal ways that other flows take
     * @param switches between this node and the next
     * @param arrival the next node's interface
     * @param delay of the cables between, one way, nanoseconds
     * @param total delay from the beginning of the road to the next node
     */
    public record Hop(
            Endpoint out,
            IpPrefix prefix,
            String source,
            OptionalInt cost,
            IpAddress gateway,
            List<Endpoint> others,
            List<String> switches,
            Endpoint arrival,
            long delay,
            long total) {}

    public Road {
        hops = List.copyOf(hops);
    }

    /** One way, nanoseconds: what the cables take, without sending and waiting. */
    public long delay() {
        return hops.isEmpty() ? 0 : hops.getLast().total();
    }

    public boolean arrives() {
        return end.isEmpty();
    }
}
