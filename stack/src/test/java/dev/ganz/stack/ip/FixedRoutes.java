package dev.ganz.stack.ip;

import dev.ganz.stack.routing.AddressNumbers;
import dev.ganz.stack.routing.Route;
import dev.ganz.stack.routing.RouteSource;
import dev.ganz.stack.routing.RouteVersion;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes that a test enters by hand. */
public final class FixedRoutes implements RouteSource {
    private record Entry(IpPrefix prefix, Route route) {}

    private final List<Entry> entries = new ArrayList<>();
    private final RouteVersion version = new RouteVersion();
    private final AddressNumbers numbers = new AddressNumbers();

    public FixedRoutes add(String prefix, Route route) {
        entries.add(new Entry(Addresses.prefix(prefix), route));
        version.advance();
        return this;
    }

    /** Adds a route by gateways {@code port/address}, or by ports alone. */
    public FixedRoutes via(String prefix, String... gateways) {
        List<Route.NextHop> hops = new ArrayList<>();
        for (String gateway : gateways) {
            String[] parts = gateway.split("/", -1);
            IpAddress address = parts.length == 1 ? null : Addresses.address(parts[1]);
            hops.add(new Route.NextHop(Integer.parseInt(parts[0]), address));
        }
        return add(prefix, new Route.Forward(hops));
    }

    @Override
    public RouteVersion version() {
        return version;
    }

    @Override
    public AddressNumbers numbers() {
        return numbers;
    }

    @Override
    public @Nullable Route lookup(int destination) {
        return lookup(new Ipv4Address(destination));
    }

    @Override
    public @Nullable Route lookup(long destinationHigh, long destinationLow) {
        return lookup(new Ipv6Address(destinationHigh, destinationLow));
    }

    private @Nullable Route lookup(IpAddress destination) {
        Entry best = null;
        for (Entry entry : entries) {
            if (entry.prefix.contains(destination) && (best == null || entry.prefix.length() > best.prefix.length())) {
                best = entry;
            }
        }
        return best == null ? null : best.route;
    }
}
