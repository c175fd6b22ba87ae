package dev.ganz.stack.ip;

import dev.ganz.stack.routing.Route;
import dev.ganz.stack.routing.RouteSource;
import dev.ganz.stack.routing.RouteVersion;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import org.jspecify.annotations.Nullable;

/**
 * Where packets go, by destination. What was found out once is kept until a route, a carrier or a neighbour changes. A network of a
 * port with carrier needs no route and outranks every route; a next hop at a port without carrier counts as not there.
 */
final class Destinations {
    /** IPv6 destinations kept; with more, all are forgotten and found anew. */
    private static final int LARGEST_COUNT = 16_384;

    private final IpStack stack;
    private final RouteSource routes;
    private final RouteVersion version;
    /** The number of the version that holds for what is kept. */
    private int number;

    private @Nullable Ipv4Cache ipv4;
    /** What was found out last, as packets of a flow come in a row; null if it may not hold any more. */
    private @Nullable Destination latest;

    private int latestAddress;
    private @Nullable AddressTable<Destination> ipv6;

    Destinations(IpStack stack, RouteSource routes) {
        this.stack = stack;
        this.routes = routes;
        this.version = routes.version();
        this.number = version.number();
    }

    Destination of(int address) {
        if (version.number() != number) {
            forget();
        }
        Destination same = latest;
        if (same != null && address == latestAddress) {
            return same;
        }
        Destination known = ipv4 == null ? null : ipv4.get(address);
        if (known == null) {
            return find(address);
        }
        latest = known;
        latestAddress = address;
        return known;
    }

    Destination of(long high, long low) {
        if (version.number() != number) {
            forget();
        }
        Destination known = ipv6 == null ? null : ipv6.get(high, low);
        return known != null ? known : find(high, low);
    }

    /** Makes every later packet look again. */
    void forget() {
        number = version.number();
        latest = null;
        if (ipv4 != null) {
            ipv4.clear();
        }
        if (ipv6 != null) {
            ipv6.clear();
        }
    }

    private Destination find(int address) {
        if (ipv4 == null) {
            ipv4 = new Ipv4Cache(routes.numbers());
        }
        Destination found = resolve(address);
        if (found != null && !ipv4.add(address, found)) {
            routes.numbers().clear();
            version.advance(); // every node has kept numbers
        }
        return found == null ? Destination.Verdict.UNREACHABLE : found;
    }

    private Destination find(long high, long low) {
        if (ipv6 == null) {
            ipv6 = new AddressTable<>();
        }
        if (ipv6.size() >= LARGEST_COUNT) {
            forget();
        }
        Destination found = resolve(high, low);
        if (found != null) {
            ipv6.put(high, low, found);
        }
        return found == null ? Destination.Verdict.UNREACHABLE : found;
    }

    /** Null: there are too many neighbours to add another. */
    private @Nullable Destination resolve(int address) {
        if (stack.own.has(address) || Ipv4Address.isLoopback(address)) {
            return Destination.Verdict.LOCAL;
        }
        IpPort connected = null;
        int longest = -1;
        for (IpPort port : stack.ports) {
            if (port.up() && (address == -1 || port.isBroadcast(address))) {
                return new Destination.Broadcast(port);
            }
            int length = port.up() ? port.networkLength(address) : -1;
            if (length > longest) {
                longest = length;
                connected = port;
            }
        }
        long low = AddressTable.ipv4Low(address);
        return connected != null
                ? stack.neighbours.of(connected, AddressTable.IPV4_HIGH, low)
                : routed(routes.lookup(address), AddressTable.IPV4_HIGH, low);
    }

    private @Nullable Destination resolve(long high, long low) {
        if (stack.own.has(high, low) || Ipv6Address.isLoopback(high, low)) {
            return Destination.Verdict.LOCAL;
        }
        if (stack.forwarding && stack.own.isAnycast(high, low)) {
            return Destination.Verdict.ANYCAST;
        }
        if (Ipv6Address.isLinkLocal(high)) {
            return onlyLink(high, low);
        }
        IpPort connected = null;
        int longest = -1;
        for (IpPort port : stack.ports) {
            int length = port.up() ? port.networkLength(high, low) : -1;
            if (length > longest) {
                longest = length;
                connected = port;
            }
        }
        return connected != null
                ? stack.neighbours.of(connected, high, low)
                : routed(routes.lookup(high, low), high, low);
    }

    /** A link-local address says nothing of the link: it has a meaning only where there is one alone. */
    private @Nullable Destination onlyLink(long high, long low) {
        IpPort only = null;
        for (IpPort port : stack.ports) {
            if (port.up() && only != null) {
                return Destination.Verdict.NO_ROUTE;
            }
            only = port.up() ? port : only;
        }
        return only == null ? Destination.Verdict.NO_ROUTE : stack.neighbours.of(only, high, low);
    }

    private @Nullable Destination routed(@Nullable Route route, long high, long low) {
        return switch (route) {
            case null -> Destination.Verdict.NO_ROUTE;
            case Route.Blackhole() -> Destination.Verdict.BLACKHOLE;
            case Route.Unreachable() -> Destination.Verdict.UNREACHABLE;
            case Route.Forward forward -> forward(forward, high, low);
        };
    }

    private @Nullable Destination forward(Route.Forward route, long high, long low) {
        int usable = 0;
        for (Route.NextHop hop : route.hops()) {
            usable += stack.ports[hop.port()].up() ? 1 : 0;
        }
        if (usable == 0) {
            return Destination.Verdict.NO_ROUTE;
        }
        Neighbour[] hops = new Neighbour[usable];
        int next = 0;
        for (Route.NextHop hop : route.hops()) {
            if (stack.ports[hop.port()].up()) {
                Neighbour neighbour = neighbour(hop, high, low);
                if (neighbour == null) {
                    return null;
                }
                hops[next++] = neighbour;
            }
        }
        return usable == 1 ? hops[0] : new Destination.Group(hops);
    }

    private @Nullable Neighbour neighbour(Route.NextHop hop, long high, long low) {
        IpPort port = stack.ports[hop.port()];
        return switch (hop.gateway()) {
            case null -> stack.neighbours.of(port, high, low);
            case Ipv4Address(int value) ->
                stack.neighbours.of(port, AddressTable.IPV4_HIGH, AddressTable.ipv4Low(value));
            case Ipv6Address(long gatewayHigh, long gatewayLow) -> stack.neighbours.of(port, gatewayHigh, gatewayLow);
        };
    }
}
