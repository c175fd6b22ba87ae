package dev.ganz.lab.addressing;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The automatic addresses of one family: for every interface and router that the lab gives none. */
final class FamilyPlan {
    private final Segments segments;
    private final GivenAddresses given;
    private final int bits;
    private final Supplier<AddressSpace> spaces;
    private @Nullable AddressSpace space;
    private final @Nullable InterfaceAddress[] ofPort;
    private final @Nullable InterfaceAddress[] loopbackOfNode;

    /** @param spaces where addresses come from; asked only if one is needed, once */
    FamilyPlan(Segments segments, GivenAddresses given, int bits, Supplier<AddressSpace> spaces) {
        this.segments = segments;
        this.given = given;
        this.bits = bits;
        this.spaces = spaces;
        ofPort = new @Nullable InterfaceAddress[segments.cabling().ports()];
        loopbackOfNode =
                new @Nullable InterfaceAddress[segments.cabling().lab().nodes().size()];
        giveLoopbacks();
        for (int segment = 0; segment < segments.count(); segment++) {
            if (segments.isCabled(segment)) {
                fill(segment);
            }
        }
    }

    /** The automatic address of a port; null if the lab gives one, or none is wanted. */
    @Nullable
    InterfaceAddress ofPort(int port) {
        return ofPort[port];
    }

    /** The automatic loopback of a node; null if the lab gives one, or none is wanted. */
    @Nullable
    InterfaceAddress loopbackOf(int node) {
        return loopbackOfNode[node];
    }

    static boolean isRouter(Node node) {
        return switch (node.kind()) {
            case ROUTER, FRR, BIRD -> true;
            case HOST, SWITCH, PROGRAM, LINUX, VM, EXTERNAL -> false;
        };
    }

    private AddressSpace space() {
        AddressSpace existing = space;
        if (existing == null) {
            existing = spaces.get();
            space = existing;
        }
        return existing;
    }

    private void giveLoopbacks() {
        List<Node> nodes = segments.cabling().lab().nodes();
        for (int rank = 0; rank < nodes.size(); rank++) {
            int number = segments.cabling().nodeInOrder(rank);
            Node node = nodes.get(number);
            if (isRouter(node)
                    && node.loopbacks().stream().noneMatch(a -> a.address().bits() == bits)) {
                loopbackOfNode[number] = new InterfaceAddress(space().loopback(), bits);
            }
        }
    }

    private void fill(int segment) {
        if (segments.isPointToPoint(segment) && fillCable(segments.member(segment, 0), segments.member(segment, 1))) {
            return;
        }
        List<Integer> open = openPorts(segment);
        if (open.isEmpty()) {
            return;
        }
        OpenSegment partly = new OpenSegment(segments, segment, given, bits);
        if (partly.network() != null) {
            partly.fill(open, ofPort);
            return;
        }
        IpPrefix network =
                segments.isPointToPoint(segment) ? space().pointToPoint() : space().lan(segments.size(segment));
        IpAddress next = network.length() == bits - 1
                ? network.network()
                : network.network().plus(1);
        for (int port : open) {
            ofPort[port] = new InterfaceAddress(next, network.length());
            next = next.plus(1);
        }
    }

    /** The common case without lists: a cable between two interfaces that say nothing. */
    private boolean fillCable(int first, int second) {
        if (!isOpen(first) || !isOpen(second)) {
            return false;
        }
        IpPrefix network = space().pointToPoint();
        boolean swapped = !isRouter(nodeOf(first)) && isRouter(nodeOf(second));
        ofPort[swapped ? second : first] = new InterfaceAddress(network.network(), network.length());
        ofPort[swapped ? first : second] =
                new InterfaceAddress(network.network().plus(1), network.length());
        return true;
    }

    /** Ports of a segment without an address: routers first, so that they get the low numbers people look for. */
    private List<Integer> openPorts(int segment) {
        List<Integer> open = new ArrayList<>();
        for (boolean routers : new boolean[] {true, false}) {
            for (int i = 0; i < segments.size(segment); i++) {
                int port = segments.member(segment, i);
                if (isRouter(nodeOf(port)) == routers && isOpen(port)) {
                    open.add(port);
                }
            }
        }
        return open;
    }

    private boolean isOpen(int port) {
        Interface here = nodeOf(port).interfaces().get(segments.cabling().interfaceOf(port));
        return here.addresses().isEmpty() || GivenAddresses.of(here, bits).isEmpty();
    }

    private Node nodeOf(int port) {
        return segments.cabling().lab().nodes().get(segments.cabling().nodeOf(port));
    }
}
