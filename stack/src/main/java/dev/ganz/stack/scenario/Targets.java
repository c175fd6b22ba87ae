package dev.ganz.stack.scenario;

import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.Optional;
import java.util.stream.Stream;

/** The address by which a node is meant when it is named: its loopback if it has one, else the first of its interfaces. */
final class Targets {
    private Targets() {}

    /** The address under which {@code from} asks for {@code to}; empty if the two share no family that is allowed. */
    static Optional<IpAddress> address(Node from, Node to, Family family) {
        return switch (family) {
            case IPV4 -> address(to, Ipv4Address.BITS).filter(_ -> has(from, Ipv4Address.BITS));
            case IPV6 -> address(to, Ipv6Address.BITS).filter(_ -> has(from, Ipv6Address.BITS));
            case ANY -> address(from, to, Family.IPV4).or(() -> address(from, to, Family.IPV6));
        };
    }

    private static boolean has(Node node, int bits) {
        return address(node, bits).isPresent();
    }

    private static Optional<IpAddress> address(Node node, int bits) {
        return Stream.concat(
                        node.loopbacks().stream(), node.interfaces().stream().flatMap(nic -> nic.addresses().stream()))
                .map(InterfaceAddress::address)
                .filter(address -> address.bits() == bits)
                .findFirst();
    }
}
