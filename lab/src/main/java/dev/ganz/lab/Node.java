package dev.ganz.lab;

import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A node of a lab.
 *
 * @param interfaces in the natural order of their names ({@code eth2} before {@code eth10}); the index is the port
 * @param loopbacks addresses of the node itself, reachable through every interface; a router's identity
 * @param gateways next hops of the default routes of a host, at most one a family; empty where the lab finds them
 * @param vlans membership of a switch's ports by interface name; a port that is not named carries every frame untagged in VLAN 1
 * @param ageing after how long a switch forgets an address that it has not seen, nanoseconds
 */
public record Node(
        String name,
        Kind kind,
        List<Interface> interfaces,
        List<InterfaceAddress> loopbacks,
        List<IpAddress> gateways,
        List<StaticRoute> routes,
        Routing routing,
        Neighbours neighbours,
        SortedMap<String, VlanMembership> vlans,
        long ageing,
        Optional<Coordinates> coordinates,
        Workload workload) {

    /** What a node is. In virtual time {@code FRR} and {@code BIRD} are routers, {@code LINUX} and {@code VM} hosts. */
    public enum Kind {
        HOST,
        ROUTER,
        SWITCH,
        PROGRAM,
        LINUX,
        FRR,
        BIRD,
        VM,
        EXTERNAL
    }

    /** Where a router's routes come from besides its own networks. */
    public enum Routing {
        /** Shortest paths over the whole lab, with all equal ones. */
        AUTOMATIC,
        /** The routes in the lab file alone. */
        STATIC,
        /** None. */
        NONE
    }

    /** How link-layer addresses of neighbours are found. */
    public enum Neighbours {
        /** By ARP (RFC 826) and neighbour discovery (RFC 4861). */
        DISCOVERED,
        /** Known from the start, as if entered by hand. */
        STATIC
    }
}
