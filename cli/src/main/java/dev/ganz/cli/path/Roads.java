package dev.ganz.cli.path;

import dev.ganz.cli.path.Road.Hop;
import dev.ganz.lab.Endpoint;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.stack.routing.Route;
import dev.ganz.stack.routing.Route.NextHop;
import dev.ganz.stack.routing.RouteSource;
import dev.ganz.stack.routing.ShortestPaths;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the roads of a lab at one moment of a run. For one thread. */
public final class Roads {
    /** As many as an IP packet can take. */
    private static final int MOST_HOPS = 255;

    private final Lab lab;
    private final Cabling cabling;
    private final Moment moment;
    private final Segment segment;
    private final ShortestPaths paths;

    /**
     * Prepares a lab.
     *
     * @param lab with addresses, see {@link dev.ganz.lab.addressing.Addressing}
     * @param time nanoseconds after the beginning of the run: the faults of then are in force
     */
    public Roads(Lab lab, long time) {
        this.lab = lab;
        this.cabling = Cabling.of(lab);
        this.moment = new Moment(cabling, time);
        this.segment = new Segment(moment);
        this.paths = new ShortestPaths(lab);
        for (int link = 0; link < lab.links().size(); link++) {
            Link cable = lab.links().get(link);
            boolean parted = moment.isParted(cable.a().node(), cable.b().node());
            paths.link(link, moment.hasCarrier(link) && !parted);
        }
        for (Node node : lab.nodes()) {
            if (moment.isCrashed(node.name())) {
                paths.node(node.name(), false);
            }
        }
    }

    /**
     * The road from a node to another.
     *
     * @throws InvalidInput if the two have no common family of addresses
     */
    public Road between(String from, String to, Family family) {
        IpAddress destination = destination(node(from), node(to), family);
        List<Hop> hops = new ArrayList<>();
        String end = walk(from, to, destination, hops);
        return new Road(from, to, destination, hops, Optional.ofNullable(end));
    }

    /** Adds the hops, and says why the road ends if it does not arrive. */
    private @Nullable String walk(String from, String to, IpAddress destination, List<Hop> hops) {
        if (moment.isCrashed(from) || moment.isCrashed(to)) {
            return (moment.isCrashed(from) ? from : to) + " has crashed";
        }
        if (moment.isParted(from, to)) {
            return "a partition parts " + from + " from " + to;
        }
        String at = from;
        while (!addresses(node(at)).contains(destination)) {
            if (hops.size() == MOST_HOPS) {
                return "the routes lead in a circle: no packet makes more than " + MOST_HOPS + " hops";
            }
            if (hops.size() > 0 && !ShortestPaths.forwards(node(at))) {
                return at + " does not forward packets";
            }
            switch (route(node(at), destination)) {
                case null -> {
                    return at + " has no route to " + destination;
                }
                case Route.Blackhole _ -> {
                    return at + " drops packets to " + destination + " in silence (blackhole)";
                }
                case Route.Unreachable _ -> {
                    return at + " answers that " + destination + " is unreachable (unreachable)";
                }
                case Route.Forward(List<NextHop> ways) -> {
                    Hop hop = hop(node(at), ways, destination, hops);
                    if (hop == null) {
                        Endpoint out = out(node(at), ways.getFirst());
                        return "nobody answers for " + gateway(ways.getFirst(), destination) + " at " + out;
                    }
                    hops.add(hop);
                    at = hop.arrival().node();
                }
            }
        }
        return null;
    }

    private @Nullable Hop hop(Node node, List<NextHop> ways, IpAddress destination, List<Hop> hops) {
        NextHop way = ways.getFirst();
        int port = cabling.firstPort(cabling.node(node.name())) + way.port();
        Segment.Arrival arrival = segment.towards(port, gateway(way, destination));
        if (arrival == null) {
            return null;
        }
        Origin origin = origin(node, destination);
        long before = hops.isEmpty() ? 0 : hops.getLast().total();
        return new Hop(
                out(node, way),
                origin.prefix(),
                origin.source(),
                origin.source().equals(Origin.SHORTEST_PATH)
                        ? paths.cost(node.name(), destination)
                        : OptionalInt.empty(),
                gateway(way, destination),
                ways.stream().skip(1).map(other -> out(node, other)).toList(),
                arrival.switches(),
                arrival.end(),
                arrival.delay(),
                before + arrival.delay());
    }

    private record Origin(IpPrefix prefix, String source) {
        static final String SHORTEST_PATH = "shortest path";
    }

    /** As a node looks: first at its own networks, then at its routes. */
    private @Nullable Route route(Node node, IpAddress destination) {
        int connected = connectedPort(node, destination);
        return connected == Cabling.NONE
                ? lookup(paths.routesOf(node.name()), destination)
                : new Route.Forward(List.of(new NextHop(connected, null)));
    }

    /** The port with carrier whose network is the smallest that holds the destination. */
    private int connectedPort(Node node, IpAddress destination) {
        int first = cabling.firstPort(cabling.node(node.name()));
        int connected = Cabling.NONE;
        int longest = -1;
        for (int port = 0; port < node.interfaces().size(); port++) {
            int link = cabling.linkOf(first + port);
            if (link == Cabling.NONE || !moment.hasCarrier(link)) {
                continue;
            }
            for (InterfaceAddress own : node.interfaces().get(port).addresses()) {
                if (own.prefix().length() > longest && own.prefix().contains(destination)) {
                    longest = own.prefix().length();
                    connected = port;
                }
            }
        }
        return connected;
    }

    /** Where the route that a node uses is from; of two equally long prefixes the lab file's comes before the computed. */
    private Origin origin(Node node, IpAddress destination) {
        int connected = connectedPort(node, destination);
        if (connected != Cabling.NONE) {
            return node.interfaces().get(connected).addresses().stream()
                    .map(InterfaceAddress::prefix)
                    .filter(prefix -> prefix.contains(destination))
                    .max(Comparator.comparingInt(IpPrefix::length))
                    .map(prefix -> new Origin(prefix, "connected"))
                    .orElseThrow();
        }
        Stream<Origin> fixed =
                node.routes().stream().map(StaticRoute::prefix).map(prefix -> new Origin(prefix, "static"));
        Stream<Origin> gateways =
                node.gateways().stream().map(gateway -> new Origin(new IpPrefix(gateway, 0), "gateway"));
        IpPrefix computed = paths.prefixOf(destination);
        Stream<Origin> shortest = computed == null || !ShortestPaths.forwards(node)
                ? Stream.empty()
                : Stream.of(new Origin(computed, Origin.SHORTEST_PATH));
        return Stream.of(fixed, gateways, shortest)
                .flatMap(routes -> routes)
                .filter(route -> route.prefix().contains(destination))
                .reduce((best, next) -> next.prefix().length() > best.prefix().length() ? next : best)
                .orElseThrow();
    }

    private static @Nullable Route lookup(RouteSource routes, IpAddress destination) {
        return switch (destination) {
            case Ipv4Address(int value) -> routes.lookup(value);
            case Ipv6Address(long high, long low) -> routes.lookup(high, low);
        };
    }

    private static IpAddress gateway(NextHop way, IpAddress destination) {
        return way.gateway() == null ? destination : way.gateway();
    }

    private static Endpoint out(Node node, NextHop way) {
        return new Endpoint(node.name(), node.interfaces().get(way.port()).name());
    }

    private Node node(String name) {
        int number = cabling.node(name);
        if (number == Cabling.NONE) {
            throw new IllegalArgumentException("no node " + name);
        }
        return lab.nodes().get(number);
    }

    private static IpAddress destination(Node from, Node to, Family family) {
        if (family != Family.IPV6 && has(from, Ipv4Address.BITS) && has(to, Ipv4Address.BITS)) {
            return first(to, Ipv4Address.BITS);
        }
        if (family != Family.IPV4 && has(from, Ipv6Address.BITS) && has(to, Ipv6Address.BITS)) {
            return first(to, Ipv6Address.BITS);
        }
        String wanted = switch (family) {
            case ANY -> "an address of the same family";
            case IPV4 -> "an IPv4 address";
            case IPV6 -> "an IPv6 address";
        };
        throw new InvalidInput(from.name() + " and " + to.name() + ": expected both to have " + wanted);
    }

    private static boolean has(Node node, int bits) {
        return addresses(node).stream().anyMatch(address -> address.bits() == bits);
    }

    private static IpAddress first(Node node, int bits) {
        return addresses(node).stream()
                .filter(address -> address.bits() == bits)
                .findFirst()
                .orElseThrow();
    }

    /** The loopbacks first: they stand for the node, whichever of its links are up. */
    private static List<IpAddress> addresses(Node node) {
        return Stream.concat(
                        node.loopbacks().stream(), node.interfaces().stream().flatMap(end -> end.addresses().stream()))
                .map(InterfaceAddress::address)
                .toList();
    }
}
