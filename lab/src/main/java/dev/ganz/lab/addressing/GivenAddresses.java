package dev.ganz.lab.addressing;

import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.StaticRoute.ViaAddress;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a lab says of addresses itself. */
final class GivenAddresses {
    /** A route this short is a summary or a default route: it says where packets go, not that a network is taken. */
    private static final int LONGEST_IPV4_SUMMARY = 11;

    private static final int LONGEST_IPV6_SUMMARY = 48;
    private static final IpPrefix LINK_LOCAL = new IpPrefix(new Ipv6Address(0xfe80L << 48, 0), 10);

    private final Set<IpPrefix> prefixes = new HashSet<>();
    private final Set<IpAddress> addresses = new HashSet<>();

    private GivenAddresses() {}

    /** @throws InvalidInput if two interfaces have one address, or one network is on two segments */
    static GivenAddresses of(Segments segments) {
        Lab lab = segments.cabling().lab();
        Uniqueness uniqueness = new Uniqueness(segments);
        GivenAddresses given = new GivenAddresses();
        for (int rank = 0; rank < lab.nodes().size(); rank++) { // by name, so that an error names the same two
            int number = segments.cabling().nodeInOrder(rank);
            Node node = lab.nodes().get(number);
            for (int i = 0; i < node.interfaces().size(); i++) {
                for (InterfaceAddress address : node.interfaces().get(i).addresses()) {
                    if (!isLinkLocal(address.address())) {
                        given.add(address);
                        uniqueness.check(segments.cabling().firstPort(number) + i, address);
                    }
                }
            }
            node.loopbacks().forEach(given::add);
            node.gateways().forEach(given::addHost);
            node.routes().forEach(given::addRoute);
        }
        return given;
    }

    private void add(InterfaceAddress address) {
        prefixes.add(address.prefix());
        addresses.add(address.address());
    }

    private void addHost(IpAddress address) {
        prefixes.add(new IpPrefix(address, address.bits()));
    }

    private void addRoute(StaticRoute route) {
        int longestSummary =
                route.prefix().network().bits() == Ipv4Address.BITS ? LONGEST_IPV4_SUMMARY : LONGEST_IPV6_SUMMARY;
        if (route.prefix().length() > longestSummary) {
            prefixes.add(route.prefix());
        }
        if (route.target() instanceof ViaAddress(IpAddress gateway)) {
            addHost(gateway);
        }
    }

    /** Networks that automatic ones may not overlap, in no order that means anything. */
    List<IpPrefix> prefixes() {
        return new ArrayList<>(prefixes);
    }

    /** True if some interface or node has this address. */
    boolean isTaken(IpAddress address) {
        return addresses.contains(address);
    }

    /** A link-local address (RFC 4291, section 2.5.6) is on every interface anyway, so it leaves the interface open. */
    static boolean isLinkLocal(IpAddress address) {
        return LINK_LOCAL.contains(address);
    }

    /** Addresses of an interface in one family, link-local ones left out. */
    static List<InterfaceAddress> of(Interface port, int bits) {
        List<InterfaceAddress> found = List.of();
        for (InterfaceAddress address : port.addresses()) {
            if (address.address().bits() == bits && !isLinkLocal(address.address())) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(address);
            }
        }
        return found;
    }

    /** Refuses what could only be a slip of the pen: routes between such networks cannot work. */
    private static final class Uniqueness {
        private final Segments segments;
        private final Map<IpAddress, Integer> portOf = new HashMap<>();
        private final Map<IpPrefix, Integer> firstPortIn = new HashMap<>();

        Uniqueness(Segments segments) {
            this.segments = segments;
        }

        void check(int port, InterfaceAddress address) {
            Integer other = portOf.putIfAbsent(address.address(), port);
            if (other != null) {
                throw new InvalidInput(address.address() + " is given to both " + name(other) + " and " + name(port)
                        + "; give one of them another address");
            }
            if (address.prefixLength() == address.address().bits() || segments.of(port) == Segments.NONE) {
                return;
            }
            Integer first = firstPortIn.putIfAbsent(address.prefix(), port);
            if (first != null && segments.of(first) != segments.of(port)) {
                throw new InvalidInput(address.prefix() + " is the network of both " + name(first) + " and "
                        + name(port) + ", which no cable or switch joins; give one of them another network");
            }
        }

        private String name(int port) {
            return segments.cabling().endpoint(port).toString();
        }
    }
}
