package dev.ganz.stack.ip;

import dev.ganz.stack.routing.RouteSource;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link IpNode} is told from the start.
 *
 * @param name of the node; it seeds the choice between equal paths
 * @param forwarding true for a router, which passes on packets that are not its own
 * @param ports addresses by port, as many as the node has
 * @param loopbacks addresses of the node itself, reachable through every port
 * @param routes to everything that is not on a network of the node's own ports; these need no route
 */
public record IpConfiguration(
        String name, boolean forwarding, List<Port> ports, List<InterfaceAddress> loopbacks, RouteSource routes) {

    public IpConfiguration {
        ports = List.copyOf(ports);
        loopbacks = List.copyOf(loopbacks);
    }

    /**
     * One port.
     *
     * @param addresses the first of each family is the one that packets without another claim are sent from; each port has besides
     *     the IPv6 link-local address of its MAC
     * @param neighbours who is on the link, known from the start and never asked for; may be shared by all nodes of the link; null:
     *     found by ARP and neighbour discovery
     */
    public record Port(
            List<InterfaceAddress> addresses, @Nullable Map<IpAddress, MacAddress> neighbours) {
        public Port {
            addresses = List.copyOf(addresses);
        }
    }
}
