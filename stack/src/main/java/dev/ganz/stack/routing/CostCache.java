package dev.ganz.stack.routing;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Costs towards the prefixes that were asked for, within a bound of memory: the oldest is forgotten, and computed again if need be. */
final class CostCache {
    /** Integers kept in all: 64 MiB, enough for every destination of a lab of 4,000 nodes. */
    private static final long KEPT = 16L << 20;

    private static final int NONE = -1;

    private final FamilyGraph graph;
    /** By prefix; null where it is not known now. */
    private final int[] @Nullable [] costs;
    /** The prefixes that are known, in the order in which they were found; a ring. */
    private final int[] known;

    private int newest;

    CostCache(FamilyGraph graph, int nodes) {
        this.graph = graph;
        this.costs = new int[graph.prefixes()][];
        this.known = new int[Math.clamp(KEPT / Math.max(1, nodes), 4, Math.max(4, graph.prefixes()))];
        Arrays.fill(known, NONE);
    }

    FamilyGraph graph() {
        return graph;
    }

    /** The computed route of a node to a prefix; null if there is none, or if the node is attached to the prefix itself. */
    @Nullable
    Route route(int node, int prefix) {
        int[] to = costsTo(prefix);
        if (to[node] == FamilyGraph.UNREACHABLE || to[node] == 0) {
            return null;
        }
        List<Route.NextHop> hops = graph.nextHops(node, prefix, to);
        return hops.isEmpty() ? null : new Route.Forward(hops);
    }

    /** The cost of a node's shortest path to a prefix, or {@link FamilyGraph#UNREACHABLE}. */
    int cost(int node, int prefix) {
        return costsTo(prefix)[node];
    }

    private int[] costsTo(int prefix) {
        int[] found = costs[prefix];
        return found != null ? found : find(prefix);
    }

    private int[] find(int prefix) {
        int[] found = graph.costsTo(prefix);
        if (known[newest] != NONE) {
            costs[known[newest]] = null;
        }
        costs[prefix] = found;
        known[newest] = prefix;
        newest = (newest + 1) % known.length;
        return found;
    }
}
