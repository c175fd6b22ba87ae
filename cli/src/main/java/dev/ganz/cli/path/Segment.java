package dev.ganz.cli.path;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.VlanMembership;
import dev.ganz.lab.VlanMembership.Access;
import dev.ganz.lab.VlanMembership.Trunk;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.wire.addr.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the way of a frame from an interface through switches to the interface that has an address. */
final class Segment {
    private static final int UNTAGGED = -1;
    /** Ports that the lab does not mention carry this VLAN untagged (IEEE 802.1Q, default PVID). */
    private static final Access UNMENTIONED = new Access(1);

    private final Moment moment;
    private final Cabling cabling;

    /**
     * Where a frame came out.
     *
     * @param switches that it passed, in order
     * @param delay of all cables together, nanoseconds
     */
    record Arrival(Endpoint end, List<String> switches, long delay) {}

    /** A frame about to leave an interface. */
    private record Step(int port, int tag, List<String> switches, long delay) {}

    Segment(Moment moment) {
        this.moment = moment;
        this.cabling = moment.cabling();
    }

    /** The nearest interface with the address, by the number of switches; null if none can be reached. */
    @Nullable
    Arrival towards(int port, IpAddress address) {
        ArrayDeque<Step> waiting = new ArrayDeque<>();
        Set<List<Integer>> seen = new HashSet<>();
        waiting.add(new Step(port, UNTAGGED, List.of(), 0));
        while (!waiting.isEmpty()) {
            Step step = waiting.remove();
            int link = cabling.linkOf(step.port());
            if (link == Cabling.NONE || !moment.hasCarrier(link)) {
                continue;
            }
            Endpoint from = cabling.endpoint(step.port());
            int peer = cabling.peerOf(step.port());
            Endpoint to = cabling.endpoint(peer);
            if (moment.isParted(from.node(), to.node())) {
                continue;
            }
            long delay = step.delay() + moment.from(link, from).delay();
            Node node = moment.lab().nodes().get(cabling.nodeOf(peer));
            if (node.kind() == Node.Kind.SWITCH) {
                flood(node, peer, step, delay, waiting, seen);
            } else if (has(node.interfaces().get(peer - cabling.firstPort(cabling.nodeOf(peer))), address)) {
                return new Arrival(to, step.switches(), delay);
            }
        }
        return null;
    }

    private void flood(
            Node node, int ingress, Step step, long delay, ArrayDeque<Step> waiting, Set<List<Integer>> seen) {
        int number = cabling.nodeOf(ingress);
        int vlan = vlanOf(membership(node, ingress), step.tag());
        if (vlan == UNTAGGED || !seen.add(List.of(number, vlan))) {
            return;
        }
        List<String> switches = new ArrayList<>(step.switches());
        switches.add(node.name());
        for (int egress = cabling.firstPort(number); egress < cabling.endPort(number); egress++) {
            if (egress == ingress) {
                continue;
            }
            switch (membership(node, egress)) {
                case Access(int own) when own == vlan -> waiting.add(new Step(egress, UNTAGGED, switches, delay));
                case Trunk(var carried)
                when carried.contains(vlan) -> waiting.add(new Step(egress, vlan, switches, delay));
                default -> {
                    // a port of other VLANs
                }
            }
        }
    }

    private VlanMembership membership(Node node, int port) {
        return node.vlans().getOrDefault(cabling.endpoint(port).interfaceName(), UNMENTIONED);
    }

    /** The VLAN that a frame belongs to within the switch, or {@link #UNTAGGED} if the port drops it. */
    private static int vlanOf(VlanMembership membership, int tag) {
        return switch (membership) {
            case Access(int vlan) -> tag == UNTAGGED ? vlan : UNTAGGED;
            case Trunk(var carried) -> carried.contains(tag) ? tag : UNTAGGED;
        };
    }

    private static boolean has(Interface end, IpAddress address) {
        return end.addresses().stream().anyMatch(own -> own.address().equals(address));
    }
}
