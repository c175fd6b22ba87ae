package dev.ganz.lab.addressing;

import dev.ganz.lab.Node;
import dev.ganz.lab.VlanMembership;
import dev.ganz.lab.VlanMembership.Access;
import dev.ganz.lab.VlanMembership.Trunk;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Unites what a broadcast reaches. The sets hold the ports of nodes that are no switches, and each VLAN of each switch. A cable
 * joins what is untagged at both of its ends, and between two trunks every VLAN that both carry. An end without VLANs at a trunk
 * hears tagged frames alone, so it is joined to nothing; so is an access port to a trunk.
 */
final class BroadcastDomains {
    private static final int NONE = -1;
    /** The VLAN of ports that the lab does not mention (IEEE 802.1Q, default PVID). */
    private static final Access UNMENTIONED = new Access(1);

    private static final int[] NO_SWITCH = {};

    private final Cabling cabling;
    /** VLANs of each switch in rising order. */
    private final int[][] vlans;
    /** Set of a switch's first VLAN; those of the others follow. */
    private final int[] firstSet;

    private final int[] parent;

    private BroadcastDomains(Cabling cabling) {
        this.cabling = cabling;
        List<Node> nodes = cabling.lab().nodes();
        vlans = new int[nodes.size()][];
        firstSet = new int[nodes.size()];
        int sets = cabling.ports();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).kind() == Node.Kind.SWITCH) {
                int[] here = vlansOf(nodes.get(i));
                vlans[i] = here;
                firstSet[i] = sets;
                sets += here.length;
            } else {
                vlans[i] = NO_SWITCH;
            }
        }
        parent = new int[sets];
        Arrays.setAll(parent, i -> i);
    }

    static BroadcastDomains of(Cabling cabling) {
        BroadcastDomains domains = new BroadcastDomains(cabling);
        for (int port = 0; port < cabling.ports(); port++) {
            int peer = cabling.peerOf(port);
            if (peer > port) {
                domains.join(port, peer);
            }
        }
        return domains;
    }

    private static int[] vlansOf(Node node) {
        TreeSet<Integer> all = new TreeSet<>();
        all.add(UNMENTIONED.vlan());
        for (VlanMembership membership : node.vlans().values()) {
            switch (membership) {
                case Access(int vlan) -> all.add(vlan);
                case Trunk(var several) -> all.addAll(several);
            }
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Numbers of domains are below this. */
    int size() {
        return parent.length;
    }

    /** Domain of a port that belongs to no switch. */
    int ofEnd(int port) {
        return find(port);
    }

    private void join(int a, int b) {
        int untaggedA = untagged(a);
        int untaggedB = untagged(b);
        if (untaggedA != NONE && untaggedB != NONE) {
            unite(untaggedA, untaggedB);
        } else if (membership(a) instanceof Trunk(var carriedByA) && membership(b) instanceof Trunk(var carriedByB)) {
            for (int vlan : carriedByA) {
                if (carriedByB.contains(vlan)) {
                    unite(set(cabling.nodeOf(a), vlan), set(cabling.nodeOf(b), vlan));
                }
            }
        }
    }

    /** The set that an untagged frame at a port belongs to, or {@link #NONE} at a trunk. */
    private int untagged(int port) {
        return switch (membership(port)) {
            case null -> port;
            case Access(int vlan) -> set(cabling.nodeOf(port), vlan);
            case Trunk _ -> NONE;
        };
    }

    private @Nullable VlanMembership membership(int port) {
        int node = cabling.nodeOf(port);
        if (vlans[node].length == 0) {
            return null;
        }
        Node device = cabling.lab().nodes().get(node);
        if (device.vlans().isEmpty()) {
            return UNMENTIONED;
        }
        return device.vlans()
                .getOrDefault(device.interfaces().get(cabling.interfaceOf(port)).name(), UNMENTIONED);
    }

    private int set(int node, int vlan) {
        return firstSet[node] + Arrays.binarySearch(vlans[node], vlan);
    }

    private void unite(int a, int b) {
        parent[find(a)] = find(b);
    }

    /** Halves the path on the way, which keeps all later ones short. */
    private int find(int set) {
        int at = set;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
