package dev.ganz.live.node;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.Node;
import dev.ganz.linux.netlink.AddressFilter;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Groups of nodes that hear nothing of each other: a member drops what comes from a member of another group, by the sender's MAC address
 * on the link itself and by the IP addresses of packets that came a longer way. Nodes in no group hear all.
 */
final class Partition {
    private final Lab lab;
    private final LabIndex index;
    private final List<SortedSet<String>> groups;
    private final String name;

    /** @param name of the filters, another one for each partition that lasts */
    Partition(Lab lab, List<SortedSet<String>> groups, String name) {
        this.lab = lab;
        this.index = new LabIndex(lab);
        this.groups = groups;
        this.name = name;
    }

    void begin(Rooms rooms) throws IOException {
        for (int node = 0; node < lab.nodes().size(); node++) {
            begin(rooms, node);
        }
    }

    /** At one node: a member that gets power while the partition lasts. */
    void begin(Rooms rooms, int node) throws IOException {
        String member = lab.nodes().get(node).name();
        if (isMember(member) && rooms.hasPower(node)) {
            List<Node> foreign = groups.stream()
                    .filter(group -> !group.contains(member))
                    .flatMap(group -> group.stream())
                    .flatMap(other -> index.node(other).stream())
                    .toList();
            List<String> interfaces = lab.nodes().get(node).interfaces().stream()
                    .map(Interface::name)
                    .toList();
            rooms.enterNetwork(node, () -> drop(interfaces, foreign));
        }
    }

    void end(Rooms rooms) throws IOException {
        for (int node = 0; node < lab.nodes().size(); node++) {
            if (isMember(lab.nodes().get(node).name()) && rooms.hasPower(node)) {
                rooms.enterNetwork(node, () -> {
                    try (AddressFilter filter = AddressFilter.open()) {
                        filter.remove(name);
                    }
                });
            }
        }
    }

    private boolean isMember(String node) {
        return groups.stream().anyMatch(group -> group.contains(node));
    }

    private void drop(List<String> interfaces, List<Node> foreign) throws IOException {
        List<byte[]> macs = new ArrayList<>();
        List<byte[]> ipv4 = new ArrayList<>();
        List<byte[]> ipv6 = new ArrayList<>();
        for (Node node : foreign) {
            node.interfaces().forEach(nic -> nic.mac().ifPresent(mac -> macs.add(mac.octets())));
            addresses(node).distinct().forEach(address -> {
                switch (address) {
                    case Ipv4Address own -> ipv4.add(own.octets());
                    case Ipv6Address own -> ipv6.add(own.octets());
                }
            });
        }
        try (AddressFilter filter = AddressFilter.open()) {
            filter.add(name, interfaces, macs, ipv4, ipv6);
        }
    }

    private static Stream<IpAddress> addresses(Node node) {
        return Stream.concat(
                        node.loopbacks().stream(), node.interfaces().stream().flatMap(nic -> nic.addresses().stream()))
                .map(InterfaceAddress::address);
    }
}
