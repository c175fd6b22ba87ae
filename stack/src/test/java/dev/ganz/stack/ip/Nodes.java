package dev.ganz.stack.ip;

import dev.ganz.wire.addr.InterfaceAddress;
import java.util.Arrays;
import java.util.List;

/** Nodes for tests, configured by text. */
public final class Nodes {
    private Nodes() {}

    /** A router; of each port the addresses, with blanks between. */
    public static IpNode router(String name, FixedRoutes routes, String... ports) {
        return new IpNode(configuration(name, true, routes, ports));
    }

    /** A host with one port. */
    public static IpNode host(String name, String addresses, String... gateways) {
        FixedRoutes routes = new FixedRoutes();
        for (String gateway : gateways) {
            routes.via(gateway.contains(":") ? "::/0" : "0.0.0.0/0", "0/" + gateway);
        }
        return new IpNode(configuration(name, false, routes, addresses));
    }

    static IpConfiguration configuration(String name, boolean forwarding, FixedRoutes routes, String... ports) {
        List<IpConfiguration.Port> all = Arrays.stream(ports)
                .map(addresses -> new IpConfiguration.Port(addresses(addresses), null))
                .toList();
        return new IpConfiguration(name, forwarding, all, List.of(), routes);
    }

    static List<InterfaceAddress> addresses(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(Addresses::own).toList();
    }
}
