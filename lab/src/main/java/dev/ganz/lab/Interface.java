package dev.ganz.lab;

import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import java.util.Optional;

/**
 * A software NIC of a node.
 *
 * @param mac empty until {@link dev.ganz.lab.addressing.Addressing} has given one
 * @param cost what a path pays to leave the node here, at least 1
 */
public record Interface(String name, Optional<MacAddress> mac, List<InterfaceAddress> addresses, int cost) {
    public Interface {
        addresses = List.copyOf(addresses);
    }
}
