package dev.ganz.stack.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Costs towards the prefixes that were asked for last, within a bound of memory. What is forgotten is computed again. */
final class CostCache {
    /** Integers kept in all: 64 MiB, enough for every destination of a lab of 4,000 nodes. */
    private static final long KEPT = 16L << 20;

    private final FamilyGraph graph;
    private final Map<Integer, int[]> costs;

    CostCache(FamilyGraph graph, int nodes) {
        this.graph = graph;
        long kept = Math.max(4, KEPT / Math.max(1, nodes));
        this.costs = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, int[]> eldest) {
                return size() > kept;
            }
        };
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
        return costs.computeIfAbsent(prefix, graph::costsTo);
    }
}
