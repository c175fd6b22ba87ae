package dev.ganz.lab.addressing;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.StaticRoute.ViaAddress;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A segment on which some interfaces have addresses of their own and others none: those get free addresses of the same network.
 * A router comes first to an address that a neighbour names as its gateway and nobody has.
 */
final class OpenSegment {
    private final Segments segments;
    private final int segment;
    private final GivenAddresses given;
    private final @Nullable IpPrefix network;

    OpenSegment(Segments segments, int segment, GivenAddresses given, int bits) {
        this.segments = segments;
        this.segment = segment;
        this.given = given;
        this.network = prevailing(bits);
    }

    /** The network of most interfaces, the lowest of several; null if no interface is in one with room for two. */
    @Nullable
    IpPrefix network() {
        return network;
    }

    private @Nullable IpPrefix prevailing(int bits) {
        Map<IpPrefix, Integer> counts = new TreeMap<>();
        for (int i = 0; i < segments.size(segment); i++) {
            int port = segments.member(segment, i);
            var here = nodeOf(port).interfaces().get(segments.cabling().interfaceOf(port));
            for (InterfaceAddress address : GivenAddresses.of(here, bits)) {
                if (address.prefixLength() < bits) {
                    counts.merge(address.prefix(), 1, Integer::sum);
                }
            }
        }
        IpPrefix most = null;
        int count = 0;
        for (Map.Entry<IpPrefix, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > count) {
                most = entry.getKey();
                count = entry.getValue();
            }
        }
        return most;
    }

    /** Gives each of the {@code open} ports, routers first, an address of the network. */
    void fill(List<Integer> open, @Nullable InterfaceAddress[] ofPort) {
        IpPrefix here = network;
        if (here == null) {
            throw new IllegalStateException("segment " + segment + " has no network to fill");
        }
        Map<IpAddress, Set<Integer>> wanted = wantedGateways(here);
        Set<Integer> left = new LinkedHashSet<>(open);
        wanted.forEach((gateway, askers) -> {
            for (int port : left) {
                if (FamilyPlan.isRouter(nodeOf(port))
                        && !askers.contains(segments.cabling().nodeOf(port))) {
                    ofPort[port] = new InterfaceAddress(gateway, here.length());
                    left.remove(port);
                    return;
                }
            }
        });
        Iterator<IpAddress> free = new FreeAddresses(here, wanted.keySet());
        for (int port : left) {
            if (!free.hasNext()) {
                throw new InvalidInput("no address of " + here + " is left for "
                        + segments.cabling().endpoint(port)
                        + "; give the interfaces of its segment addresses in a larger network");
            }
            ofPort[port] = new InterfaceAddress(free.next(), here.length());
        }
    }

    /** Addresses that nodes of the segment send through and nobody has, each with the nodes that do. */
    private Map<IpAddress, Set<Integer>> wantedGateways(IpPrefix here) {
        Map<IpAddress, Set<Integer>> wanted = new TreeMap<>();
        Set<Integer> nodes = new TreeSet<>();
        segments.ports(segment).forEach(port -> nodes.add(segments.cabling().nodeOf(port)));
        for (int number : nodes) {
            Node node = segments.cabling().lab().nodes().get(number);
            Set<IpAddress> gateways = new HashSet<>(node.gateways());
            for (StaticRoute route : node.routes()) {
                if (route.target() instanceof ViaAddress(IpAddress gateway)) {
                    gateways.add(gateway);
                }
            }
            for (IpAddress gateway : gateways) {
                if (here.contains(gateway) && !given.isTaken(gateway)) {
                    wanted.computeIfAbsent(gateway, _ -> new HashSet<>()).add(number);
                }
            }
        }
        return wanted;
    }

    private Node nodeOf(int port) {
        return segments.cabling().lab().nodes().get(segments.cabling().nodeOf(port));
    }

    /** Free addresses of a network in rising order, without those that name no host. */
    private final class FreeAddresses implements Iterator<IpAddress> {
        private final Set<IpAddress> spared;
        private IpAddress next;
        private long left;

        FreeAddresses(IpPrefix network, Set<IpAddress> spared) {
            this.spared = spared;
            int hostBits = network.network().bits() - network.length();
            long size = hostBits >= Long.SIZE - 1 ? Long.MAX_VALUE : 1L << hostBits;
            boolean pair = hostBits == 1;
            boolean broadcast = network.network().bits() == Ipv4Address.BITS && !pair;
            next = pair ? network.network() : network.network().plus(1); // RFC 3021 and 6164: both of a pair are hosts
            left = size - (pair ? 0 : 1) - (broadcast ? 1 : 0);
            skip();
        }

        private void skip() {
            while (left > 0 && (given.isTaken(next) || spared.contains(next))) {
                next = next.plus(1);
                left--;
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public IpAddress next() {
            if (left == 0) {
                throw new java.util.NoSuchElementException();
            }
            IpAddress free = next;
            next = next.plus(1);
            left--;
            skip();
            return free;
        }
    }
}
