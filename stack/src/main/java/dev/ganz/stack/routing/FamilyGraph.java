package dev.ganz.stack.routing;

import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The network as one address family sees it: interfaces with an address, joined where they lie on one segment in one subnet, and the
 * prefixes that nodes are attached to. Nodes and interfaces are numbers; an instance never changes.
 */
final class FamilyGraph {
    static final int UNREACHABLE = Integer.MAX_VALUE;

    /** Interfaces of node n: those from {@code first[n]} to {@code first[n + 1]}, exclusive. */
    private final int[] first;

    private final int[] nodeOf;
    private final int[] portOf;
    private final int[] costOf;
    private final IpAddress[] addressOf;
    /** The subnet on a segment that an interface is in. */
    private final int[] lanOf;
    /** Interfaces of LAN l: those of {@code members} from {@code lanFirst[l]} to {@code lanFirst[l + 1]}, exclusive. */
    private final int[] lanFirst;

    private final int[] members;
    private final boolean[] forwards;
    private final PrefixIndex prefixes;
    /** Nodes attached to prefix p: those of {@code attached} from {@code attachedFirst[p]} on. */
    private final int[] attachedFirst;

    private final int[] attached;

    /** Bits of an address: 32 or 128. */
    private final int family;

    FamilyGraph(GraphBuilder built) {
        family = built.family;
        first = built.firstInterfaces();
        nodeOf = built.nodes.toArray();
        portOf = built.ports.toArray();
        costOf = built.costs.toArray();
        addressOf = built.addresses.toArray(IpAddress[]::new);
        lanOf = built.lans.toArray();
        forwards = built.forwards;
        prefixes = built.prefixes;
        int lans = built.lanCount();
        lanFirst = firstOf(lanOf, lanOf.length, lans);
        members = grouped(lanOf, lanOf.length, lanFirst);
        int[] prefixOf = built.attachedPrefixes.toArray();
        attachedFirst = firstOf(prefixOf, prefixOf.length, prefixes.size());
        int[] order = grouped(prefixOf, prefixOf.length, attachedFirst);
        attached = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            attached[i] = built.attachedNodes.get(order[i]);
        }
    }

    /** The number of the longest prefix that holds the address, or -1. */
    int prefixOf(long high, long low) {
        return prefixes.longestMatch(high, low);
    }

    /** Prefixes are numbered from 0 to below this. */
    int prefixes() {
        return prefixes.size();
    }

    int prefixLength(int prefix) {
        return prefixes.length(prefix);
    }

    IpPrefix prefix(int number) {
        long high = prefixes.high(number);
        IpAddress network = family == Ipv4Address.BITS
                ? new Ipv4Address((int) (high >>> 32))
                : new Ipv6Address(high, prefixes.low(number));
        return new IpPrefix(network, prefixes.length(number));
    }

    /** The costs of all nodes' shortest paths to a prefix: 0 for those attached, {@link #UNREACHABLE} where there is none. */
    int[] costsTo(int prefix) {
        int[] costs = new int[forwards.length];
        Arrays.fill(costs, UNREACHABLE);
        CostQueue queue = new CostQueue();
        for (int i = attachedFirst[prefix]; i < attachedFirst[prefix + 1]; i++) {
            costs[attached[i]] = 0;
            queue.add(0, attached[i]);
        }
        boolean[] lanDone = new boolean[lanFirst.length - 1];
        while (!queue.isEmpty()) {
            long entry = queue.removeLeast();
            int node = CostQueue.node(entry);
            if (CostQueue.cost(entry) == costs[node] && passes(node, prefix)) {
                relax(node, costs, lanDone, queue);
            }
        }
        return costs;
    }

    /** The neighbours through which {@code node} reaches the prefix at least cost, in the order of ports. */
    List<Route.NextHop> nextHops(int node, int prefix, int[] costs) {
        List<Route.NextHop> hops = new ArrayList<>(2);
        int cost = costs[node];
        for (int i = first[node]; i < first[node + 1]; i++) {
            int lan = lanOf[i];
            for (int m = lanFirst[lan]; m < lanFirst[lan + 1]; m++) {
                int neighbour = nodeOf[members[m]];
                if (neighbour != node
                        && costs[neighbour] != UNREACHABLE
                        && costs[neighbour] + costOf[i] == cost
                        && passes(neighbour, prefix)) {
                    hops.add(new Route.NextHop(portOf[i], addressOf[members[m]]));
                }
            }
        }
        return hops;
    }

    /** The address on a shared link under which {@code node} can send to {@code neighbour}, or null. */
    Route.@org.jspecify.annotations.Nullable NextHop neighbour(int node, int neighbour) {
        for (int i = first[node]; i < first[node + 1]; i++) {
            int lan = lanOf[i];
            for (int m = lanFirst[lan]; m < lanFirst[lan + 1]; m++) {
                if (nodeOf[members[m]] == neighbour) {
                    return new Route.NextHop(portOf[i], addressOf[members[m]]);
                }
            }
        }
        return null;
    }

    /**
     * The first port by which {@code node} can send to {@code gateway} without another router, or -1.
     */
    int portTowards(int node, IpAddress gateway) {
        int subnet = prefixes.longestMatch(high(gateway), low(gateway));
        for (int i = first[node]; i < first[node + 1] && subnet >= 0; i++) {
            if (prefixes.longestMatch(high(addressOf[i]), low(addressOf[i])) == subnet) {
                return portOf[i];
            }
        }
        return -1;
    }

    /** A node passes packets on if it forwards, or if the prefix is an address of its own. */
    private boolean passes(int node, int prefix) {
        return forwards[node] || prefixes.length(prefix) == hostLength() && isAttached(node, prefix);
    }

    private boolean isAttached(int node, int prefix) {
        for (int i = attachedFirst[prefix]; i < attachedFirst[prefix + 1]; i++) {
            if (attached[i] == node) {
                return true;
            }
        }
        return false;
    }

    private int hostLength() {
        return addressOf.length == 0 ? 0 : addressOf[0].bits();
    }

    private void relax(int node, int[] costs, boolean[] lanDone, CostQueue queue) {
        for (int i = first[node]; i < first[node + 1]; i++) {
            int lan = lanOf[i];
            if (lanDone[lan]) {
                continue; // nobody on it can do better through a node that was reached later
            }
            lanDone[lan] = true;
            for (int m = lanFirst[lan]; m < lanFirst[lan + 1]; m++) {
                int at = members[m];
                int cost = costs[node] + costOf[at];
                if (cost < costs[nodeOf[at]]) {
                    costs[nodeOf[at]] = cost;
                    queue.add(cost, nodeOf[at]);
                }
            }
        }
    }

    static long high(IpAddress address) {
        return switch (address) {
            case Ipv4Address(int value) -> (long) value << 32;
            case Ipv6Address wide -> wide.high();
        };
    }

    static long low(IpAddress address) {
        return address instanceof Ipv6Address wide ? wide.low() : 0;
    }

    /** Where each group begins when {@code count} things are sorted by group. */
    private static int[] firstOf(int[] groupOf, int count, int groups) {
        int[] begin = new int[groups + 1];
        for (int i = 0; i < count; i++) {
            begin[groupOf[i] + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            begin[g + 1] += begin[g];
        }
        return begin;
    }

    /** The things sorted by group, in their own order within a group. */
    private static int[] grouped(int[] groupOf, int count, int[] begin) {
        int[] next = begin.clone();
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[next[groupOf[i]]++] = i;
        }
        return sorted;
    }
}
