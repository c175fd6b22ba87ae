package dev.ganz.lab.addressing;

import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Node;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The default gateways of hosts: in each family the one that the lab gives, else the first router by name on the segment of the
 * first interface that has a router in its network.
 */
final class Gateways {
    private static final int[] FAMILIES = {Ipv4Address.BITS, Ipv6Address.BITS};

    private final Segments segments;
    /** Interfaces of all nodes, with their addresses. */
    private final List<List<Interface>> interfaces;

    private final int[] start;
    private final int[] routers;

    Gateways(Segments segments, List<List<Interface>> interfaces) {
        this.segments = segments;
        this.interfaces = interfaces;
        start = new int[segments.count() + 1];
        int[] found = new int[segments.cabling().ports()];
        int count = 0;
        for (int segment = 0; segment < segments.count(); segment++) {
            for (int i = 0; i < segments.size(segment); i++) {
                int port = segments.member(segment, i);
                if (FamilyPlan.isRouter(node(segments.cabling().nodeOf(port)))) {
                    found[count++] = port;
                }
            }
            start[segment + 1] = count;
        }
        routers = Arrays.copyOf(found, count);
    }

    private Node node(int number) {
        return segments.cabling().lab().nodes().get(number);
    }

    /** Gateways of a node: IPv4 before IPv6, the given ones first within a family. */
    List<IpAddress> of(int number) {
        Node node = node(number);
        return switch (node.kind()) {
            case HOST, LINUX, VM -> complete(number, node);
            case ROUTER, FRR, BIRD, SWITCH, PROGRAM, EXTERNAL -> node.gateways();
        };
    }

    private List<IpAddress> complete(int number, Node node) {
        List<IpAddress> gateways = new ArrayList<>(FAMILIES.length);
        for (int bits : FAMILIES) {
            boolean given = false;
            for (IpAddress gateway : node.gateways()) {
                if (gateway.bits() == bits) {
                    checkReachable(number, gateway);
                    gateways.add(gateway);
                    given = true;
                }
            }
            if (!given && !hasDefaultRoute(node, bits)) {
                IpAddress found = find(number, bits);
                if (found != null) {
                    gateways.add(found);
                }
            }
        }
        return gateways;
    }

    private static boolean hasDefaultRoute(Node node, int bits) {
        return node.routes().stream()
                .anyMatch(route ->
                        route.prefix().length() == 0 && route.prefix().network().bits() == bits);
    }

    private void checkReachable(int number, IpAddress gateway) {
        if (GivenAddresses.isLinkLocal(gateway)) {
            return;
        }
        for (Interface port : interfaces.get(number)) {
            for (InterfaceAddress address : port.addresses()) {
                if (address.prefix().contains(gateway)) {
                    return;
                }
            }
        }
        throw new InvalidInput(
                node(number).name() + " has the gateway " + gateway
                        + ", but none of its interfaces is in a network with it; give it an address beside that of the gateway");
    }

    private @Nullable IpAddress find(int number, int bits) {
        int port = segments.cabling().firstPort(number);
        for (Interface here : interfaces.get(number)) {
            int segment = segments.of(port++);
            for (int i = start[segment]; i < start[segment + 1]; i++) {
                IpAddress gateway = inNetworkWith(here, routers[i], bits);
                if (gateway != null) {
                    return gateway;
                }
            }
        }
        return null;
    }

    private @Nullable IpAddress inNetworkWith(Interface host, int router, int bits) {
        Interface there = interfaces
                .get(segments.cabling().nodeOf(router))
                .get(segments.cabling().interfaceOf(router));
        for (InterfaceAddress candidate : there.addresses()) {
            for (InterfaceAddress own : host.addresses()) {
                if (candidate.address().bits() == bits
                        && !GivenAddresses.isLinkLocal(candidate.address())
                        && own.prefix().contains(candidate.address())) {
                    return candidate.address();
                }
            }
        }
        return null;
    }
}
