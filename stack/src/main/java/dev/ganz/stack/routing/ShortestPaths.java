package dev.ganz.stack.routing;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.lab.addressing.Segments;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The routes of all nodes of a lab: shortest paths by the costs of interfaces (1 each by default, so that fewer hops win), with all
 * equal ones, found when they are first asked for. A change of carrier is known everywhere at once: this is an ideal control plane;
 * real convergence needs a real routing daemon. For one thread.
 */
public final class ShortestPaths {
    private final Lab lab;
    private final Cabling cabling;
    /** In the order of names; the index is a node's number here. */
    private final List<Node> nodes;

    /** By a node's number in the lab: its number here. */
    private final int[] ranks;

    private final BitSet linksDown = new BitSet();
    private final BitSet nodesDown = new BitSet();
    private final RouteVersion version = new RouteVersion();
    private final AddressNumbers numbers = new AddressNumbers();
    private @Nullable CostCache ipv4;
    private @Nullable CostCache ipv6;

    /** @param lab with addresses, see {@link dev.ganz.lab.addressing.Addressing} */
    public ShortestPaths(Lab lab) {
        this(Cabling.of(lab));
    }

    /** Over the cabling of a lab with addresses. */
    public ShortestPaths(Cabling cabling) {
        this.lab = cabling.lab();
        this.cabling = cabling;
        this.nodes = IntStream.range(0, lab.nodes().size())
                .mapToObj(rank -> lab.nodes().get(cabling.nodeInOrder(rank)))
                .toList();
        this.ranks = new int[nodes.size()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[cabling.nodeInOrder(rank)] = rank;
        }
    }

    /** Advances at every change. */
    public RouteVersion version() {
        return version;
    }

    /** Shared by all nodes. */
    AddressNumbers numbers() {
        return numbers;
    }

    /** The routes of a node, by name. */
    public RouteSource routesOf(String name) {
        int number = number(name);
        Node node = nodes.get(number);
        return new NodeRoutes(this, number, forwards(node) && node.routing() == Node.Routing.AUTOMATIC);
    }

    /**
     * All routes of a node but those to networks of its own, by prefix: the longer prefix wins, as in {@link #routesOf}. For who keeps
     * a table, such as a kernel; of a node of a large lab it is long.
     */
    public SortedMap<IpPrefix, Route> table(String name) {
        int number = number(name);
        Node node = nodes.get(number);
        SortedMap<IpPrefix, Route> table = new TreeMap<>();
        fixedRoutes(number).forEach(fixed -> table.putIfAbsent(fixed.prefix(), fixed.route()));
        if (forwards(node) && node.routing() == Node.Routing.AUTOMATIC) {
            for (CostCache family : List.of(ipv4(), ipv6())) {
                for (int prefix = 0; prefix < family.graph().prefixes(); prefix++) {
                    Route route = family.route(number, prefix);
                    if (route != null) {
                        table.putIfAbsent(family.graph().prefix(prefix), route);
                    }
                }
            }
        }
        return table;
    }

    /** Says whether a link, by its index in the lab, has carrier. */
    public void link(int index, boolean up) {
        if (linksDown.get(index) == up) {
            linksDown.set(index, !up);
            changed();
        }
    }

    /** Says whether a node has power. */
    public void node(String name, boolean up) {
        int number = number(name);
        if (nodesDown.get(number) == up) {
            nodesDown.set(number, !up);
            changed();
        }
    }

    /** The cost of the shortest path from a node to an address; empty if there is none; 0 on a network of its own. */
    public OptionalInt cost(String from, IpAddress to) {
        CostCache family = to instanceof Ipv4Address ? ipv4() : ipv6();
        int prefix = family.graph().prefixOf(FamilyGraph.high(to), FamilyGraph.low(to));
        int cost = prefix < 0 ? FamilyGraph.UNREACHABLE : family.cost(number(from), prefix);
        return cost == FamilyGraph.UNREACHABLE ? OptionalInt.empty() : OptionalInt.of(cost);
    }

    /** The longest prefix in the lab that holds an address, or null. */
    public @Nullable IpPrefix prefixOf(IpAddress address) {
        FamilyGraph graph = (address instanceof Ipv4Address ? ipv4() : ipv6()).graph();
        int prefix = graph.prefixOf(FamilyGraph.high(address), FamilyGraph.low(address));
        return prefix < 0 ? null : new IpPrefix(address, graph.prefixLength(prefix));
    }

    /** True for nodes that pass packets on. */
    public static boolean forwards(Node node) {
        return switch (node.kind()) {
            case ROUTER, FRR, BIRD -> true;
            case HOST, SWITCH, PROGRAM, LINUX, VM, EXTERNAL -> false;
        };
    }

    CostCache ipv4() {
        if (ipv4 == null) {
            ipv4 = build(Ipv4Address.BITS);
        }
        return ipv4;
    }

    CostCache ipv6() {
        if (ipv6 == null) {
            ipv6 = build(Ipv6Address.BITS);
        }
        return ipv6;
    }

    /** The routes of the lab file, and a host's default routes, with what they mean at the moment. */
    List<NodeRoutes.Fixed> fixedRoutes(int number) {
        Node node = nodes.get(number);
        List<NodeRoutes.Fixed> fixed = new ArrayList<>();
        if (node.routing() == Node.Routing.NONE) {
            return fixed;
        }
        for (StaticRoute route : node.routes()) {
            Route resolved = resolve(number, route);
            if (resolved != null) {
                fixed.add(new NodeRoutes.Fixed(route.prefix(), resolved));
            }
        }
        for (IpAddress gateway : node.gateways()) {
            Route route = via(number, gateway);
            if (route != null) {
                fixed.add(new NodeRoutes.Fixed(new IpPrefix(gateway, 0), route));
            }
        }
        return fixed;
    }

    private @Nullable Route resolve(int number, StaticRoute route) {
        return switch (route.target()) {
            case StaticRoute.Blackhole() -> new Route.Blackhole();
            case StaticRoute.Unreachable() -> new Route.Unreachable();
            case StaticRoute.ViaAddress(IpAddress gateway) -> via(number, gateway);
            case StaticRoute.ViaNode(String neighbour) -> {
                FamilyGraph graph = (route.prefix().network() instanceof Ipv4Address ? ipv4() : ipv6()).graph();
                Route.NextHop hop = graph.neighbour(number, number(neighbour));
                yield hop == null ? null : new Route.Forward(List.of(hop));
            }
            case StaticRoute.Device(String name) ->
                new Route.Forward(List.of(new Route.NextHop(portNamed(nodes.get(number), name), null)));
        };
    }

    private @Nullable Route via(int number, IpAddress gateway) {
        int port = (gateway instanceof Ipv4Address ? ipv4() : ipv6()).graph().portTowards(number, gateway);
        return port < 0 ? null : new Route.Forward(List.of(new Route.NextHop(port, gateway)));
    }

    private static int portNamed(Node node, String interfaceName) {
        for (int port = 0; port < node.interfaces().size(); port++) {
            if (node.interfaces().get(port).name().equals(interfaceName)) {
                return port;
            }
        }
        throw new IllegalArgumentException(node.name() + " has no interface " + interfaceName);
    }

    private int number(String name) {
        int node = cabling.node(name);
        if (node == Cabling.NONE) {
            throw new IllegalArgumentException("no node " + name + " in lab " + lab.name());
        }
        return ranks[node];
    }

    private void changed() {
        version.advance();
        ipv4 = null;
        ipv6 = null;
    }

    private CostCache build(int family) {
        Segments segments = Segments.of(linksDown.isEmpty() ? cabling : cabling.without(linksDown));
        GraphBuilder builder = new GraphBuilder(family, nodes.size(), segments.count());
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            builder.add(i, node, forwards(node) && !nodesDown.get(i), liveSegments(segments, cabling.nodeInOrder(i)));
        }
        return new CostCache(new FamilyGraph(builder), nodes.size());
    }

    /** By port of a node: the segment that a live link leads to, or -1. */
    private static int[] liveSegments(Segments segments, int node) {
        Cabling live = segments.cabling();
        int first = live.firstPort(node);
        int[] ofPort = new int[live.endPort(node) - first];
        for (int port = 0; port < ofPort.length; port++) {
            boolean plugged = live.linkOf(first + port) != Cabling.NONE;
            ofPort[port] = plugged ? segments.of(first + port) : Segments.NONE;
        }
        return ofPort;
    }
}
