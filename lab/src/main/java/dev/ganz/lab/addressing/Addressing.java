package dev.ganz.lab.addressing;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives every interface a MAC address and, where the lab leaves them open, IPv4 and IPv6 addresses and gateways.
 *
 * <ul>
 *   <li>Each broadcast segment ({@link Segments}) is a network: /31 and /127 for a cable between two interfaces, else /24 or as
 *       large as it must be, and /64. Interfaces without an address join the network of those that have one.
 *   <li>Routers get loopbacks, /32 and /128.
 *   <li>Hosts get the first router by name on their segment as gateway.
 *   <li>A network of the lab's own is never overlapped.
 * </ul>
 *
 * All of this follows from the names and what the lab says, whatever the order of its lists.
 */
public final class Addressing {
    private Addressing() {}

    /**
     * The lab with all addresses; {@code complete(complete(lab))} equals {@code complete(lab)}. Without
     * {@link Lab#automaticAddresses()} it gets MAC addresses alone.
     *
     * @throws dev.ganz.lab.InvalidInput if links and interfaces do not fit, or given addresses clash or leave no room
     */
    public static Lab complete(Lab lab) {
        Segments segments = Segments.of(lab);
        MacAddress[] macs = MacPlan.of(segments.cabling());
        List<Node> nodes =
                lab.automaticAddresses() ? withAddresses(segments, macs) : withMacs(segments.cabling(), macs);
        return new Lab(
                lab.name(),
                lab.seed(),
                lab.duration(),
                lab.automaticAddresses(),
                nodes,
                lab.links(),
                lab.traffic(),
                lab.faults(),
                lab.expectations());
    }

    private static List<Node> withMacs(Cabling cabling, MacAddress[] macs) {
        List<Node> nodes = new ArrayList<>(cabling.lab().nodes().size());
        for (int number = 0; number < cabling.lab().nodes().size(); number++) {
            Node node = cabling.lab().nodes().get(number);
            List<Interface> interfaces = new ArrayList<>(node.interfaces().size());
            for (Interface port : node.interfaces()) {
                MacAddress mac = macs[cabling.firstPort(number) + interfaces.size()];
                interfaces.add(with(port, mac, port.addresses()));
            }
            nodes.add(with(node, interfaces, node.loopbacks(), node.gateways()));
        }
        return nodes;
    }

    private static List<Node> withAddresses(Segments segments, MacAddress[] macs) {
        Lab lab = segments.cabling().lab();
        GivenAddresses given = GivenAddresses.of(segments);
        FamilyPlan ipv4 = new FamilyPlan(segments, given, Ipv4Address.BITS, () -> new Ipv4Space(given.prefixes()));
        FamilyPlan ipv6 =
                new FamilyPlan(segments, given, Ipv6Address.BITS, () -> new Ipv6Space(lab.name(), given.prefixes()));
        List<List<Interface>> interfaces = new ArrayList<>(lab.nodes().size());
        for (int number = 0; number < lab.nodes().size(); number++) {
            int port = segments.cabling().firstPort(number);
            List<Interface> ofNode =
                    new ArrayList<>(lab.nodes().get(number).interfaces().size());
            for (Interface here : lab.nodes().get(number).interfaces()) {
                ofNode.add(with(here, macs[port], join(here.addresses(), ipv4.ofPort(port), ipv6.ofPort(port))));
                port++;
            }
            interfaces.add(List.copyOf(ofNode));
        }
        Gateways gateways = new Gateways(segments, interfaces);
        List<Node> nodes = new ArrayList<>(lab.nodes().size());
        for (int number = 0; number < lab.nodes().size(); number++) {
            Node node = lab.nodes().get(number);
            List<InterfaceAddress> loopbacks = join(node.loopbacks(), ipv4.loopbackOf(number), ipv6.loopbackOf(number));
            nodes.add(with(node, interfaces.get(number), loopbacks, gateways.of(number)));
        }
        return nodes;
    }

    private static List<InterfaceAddress> join(
            List<InterfaceAddress> given, @Nullable InterfaceAddress ipv4, @Nullable InterfaceAddress ipv6) {
        if (given.isEmpty() && ipv4 != null && ipv6 != null) {
            return List.of(ipv4, ipv6); // nearly always, and the smallest of lists
        }
        if (ipv4 == null && ipv6 == null) {
            return given;
        }
        List<InterfaceAddress> all = new ArrayList<>(given);
        if (ipv4 != null) {
            all.add(ipv4);
        }
        if (ipv6 != null) {
            all.add(ipv6);
        }
        return all;
    }

    private static Interface with(Interface port, MacAddress mac, List<InterfaceAddress> addresses) {
        return new Interface(port.name(), Optional.of(mac), addresses, port.cost());
    }

    private static Node with(
            Node node, List<Interface> interfaces, List<InterfaceAddress> loopbacks, List<IpAddress> gateways) {
        return new Node(
                node.name(),
                node.kind(),
                List.copyOf(interfaces),
                List.copyOf(loopbacks),
                List.copyOf(gateways),
                node.routes(),
                node.routing(),
                node.neighbours(),
                node.vlans(),
                node.ageing(),
                node.coordinates(),
                node.workload());
    }
}
