package dev.ganz.stack.routing;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Collects the interfaces of one address family for a {@link FamilyGraph}. Nodes come in the order of their numbers. */
final class GraphBuilder {
    final IntList nodes = new IntList();
    final IntList ports = new IntList();
    final IntList costs = new IntList();
    final List<IpAddress> addresses = new ArrayList<>();
    final IntList lans = new IntList();
    final IntList attachedPrefixes = new IntList();
    final IntList attachedNodes = new IntList();
    final PrefixIndex prefixes = new PrefixIndex();
    final boolean[] forwards;
    final int family;

    private final IntList first = new IntList();
    private final LanIndex lanIndex;

    /** @param family bits of an address: 32 or 128 */
    GraphBuilder(int family, int nodeCount, int segmentCount) {
        this.lanIndex = new LanIndex(segmentCount);
        this.family = family;
        this.forwards = new boolean[nodeCount];
    }

    /**
     * Adds the next node.
     *
     * @param segments the segment that each of its interfaces lies on, or -1 for one without a live link
     */
    void add(int number, Node node, boolean forwarding, int[] segments) {
        first.add(nodes.size());
        forwards[number] = forwarding;
        for (InterfaceAddress loopback : node.loopbacks()) {
            if (loopback.address().bits() == family) {
                attach(number, loopback);
            }
        }
        for (int port = 0; port < segments.length; port++) {
            if (segments[port] >= 0) {
                addInterface(number, port, node.interfaces().get(port), segments[port]);
            }
        }
    }

    int[] firstInterfaces() {
        first.add(nodes.size());
        return first.toArray();
    }

    int lanCount() {
        return lanIndex.size();
    }

    private void addInterface(int number, int port, Interface nic, int segment) {
        boolean joined = false;
        for (InterfaceAddress own : nic.addresses()) {
            if (own.address().bits() != family) {
                continue;
            }
            int prefix = attach(number, own);
            if (!joined) { // neighbours address each other by their first address; further ones are destinations only
                nodes.add(number);
                ports.add(port);
                costs.add(nic.cost());
                addresses.add(own.address());
                lans.add(lanIndex.number(segment, prefix));
                joined = true;
            }
        }
    }

    private int attach(int number, InterfaceAddress own) {
        IpAddress address = own.address();
        int prefix = prefixes.add(FamilyGraph.high(address), FamilyGraph.low(address), own.prefixLength());
        attachedPrefixes.add(prefix);
        attachedNodes.add(number);
        return prefix;
    }
}
