package dev.ganz.stack.routing;

import dev.ganz.wire.addr.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one node: those of the lab file, and computed ones if it has them. The longer prefix wins; of two equal ones that of
 * the lab file, as a static route has the lower administrative distance.
 */
final class NodeRoutes implements RouteSource {
    /** A route of the lab file, resolved to ports and addresses. */
    record Fixed(IpPrefix prefix, Route route) {}

    private final ShortestPaths paths;
    private final int node;
    private final boolean computed;
    private int fixedVersion = -1;
    private List<Fixed> fixed = List.of();

    NodeRoutes(ShortestPaths paths, int node, boolean computed) {
        this.paths = paths;
        this.node = node;
        this.computed = computed;
    }

    @Override
    public RouteVersion version() {
        return paths.version();
    }

    @Override
    public AddressNumbers numbers() {
        return paths.numbers();
    }

    @Override
    public @Nullable Route lookup(int destination) {
        return lookup(paths.ipv4(), Integer.SIZE, (long) destination << 32, 0);
    }

    @Override
    public @Nullable Route lookup(long destinationHigh, long destinationLow) {
        return lookup(paths.ipv6(), 2 * Long.SIZE, destinationHigh, destinationLow);
    }

    private @Nullable Route lookup(CostCache family, int bits, long high, long low) {
        if (fixedVersion != paths.version().number()) {
            fixed = paths.fixedRoutes(node);
            fixedVersion = paths.version().number();
        }
        Fixed best = null;
        for (Fixed candidate : fixed) {
            if (holds(candidate.prefix(), bits, high, low)
                    && (best == null
                            || candidate.prefix().length() > best.prefix().length())) {
                best = candidate;
            }
        }
        int prefix = computed ? family.graph().prefixOf(high, low) : -1;
        if (best != null
                && (prefix < 0 || best.prefix().length() >= family.graph().prefixLength(prefix))) {
            return best.route();
        }
        return prefix < 0 ? null : family.route(node, prefix);
    }

    private static boolean holds(IpPrefix prefix, int bits, long high, long low) {
        if (prefix.network().bits() != bits) {
            return false;
        }
        long networkHigh = FamilyGraph.high(prefix.network());
        long networkLow = FamilyGraph.low(prefix.network());
        int length = prefix.length();
        if (length <= 64) {
            return length == 0 || (networkHigh ^ high) >>> 64 - length == 0;
        }
        return networkHigh == high && (networkLow ^ low) >>> 128 - length == 0;
    }
}
