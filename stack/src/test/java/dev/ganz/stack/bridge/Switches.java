package dev.ganz.stack.bridge;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.VlanMembership;
import dev.ganz.lab.Workload;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Nodes that are switches. */
final class Switches {
    static final long AGEING = 300_000_000_000L;

    private Switches() {}

    static Node node(String name, int ports, SortedMap<String, VlanMembership> vlans, long ageing) {
        List<Interface> interfaces = IntStream.range(0, ports)
                .mapToObj(port -> new Interface("p" + port, Optional.empty(), List.of(), 1))
                .toList();
        return new Node(
                name,
                Node.Kind.SWITCH,
                interfaces,
                List.of(),
                List.of(),
                List.of(),
                Node.Routing.NONE,
                Node.Neighbours.DISCOVERED,
                vlans,
                ageing,
                Optional.empty(),
                Workload.NONE);
    }

    static Node plain(int ports) {
        return node("sw", ports, Collections.emptySortedMap(), AGEING);
    }

    /** Ports p0, p1, ...: a number is an access port, a list of numbers a trunk, an empty string a port that nobody named. */
    static Node withVlans(String... memberships) {
        SortedMap<String, VlanMembership> vlans = new TreeMap<>();
        for (int port = 0; port < memberships.length; port++) {
            String text = memberships[port];
            if (text.contains(",")) {
                TreeSet<Integer> trunk = new TreeSet<>();
                for (String vlan : text.split(",", -1)) {
                    trunk.add(Integer.valueOf(vlan));
                }
                vlans.put("p" + port, new VlanMembership.Trunk(trunk));
            } else if (!text.isEmpty()) {
                vlans.put("p" + port, new VlanMembership.Access(Integer.parseInt(text)));
            }
        }
        return node("sw", memberships.length, vlans, AGEING);
    }
}
