package dev.ganz.lab.addressing;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.NaturalOrder;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.VlanMembership;
import dev.ganz.lab.VlanMembership.Access;
import dev.ganz.lab.VlanMembership.Trunk;
import dev.ganz.lab.Workload;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds labs in the words that the tests need. Interfaces come to be with the links that end at them. */
final class TestLab {
    private final String name;
    private final Map<String, Draft> nodes = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private boolean automatic = true;

    private static final class Draft {
        final Node.Kind kind;
        final SortedMap<String, List<InterfaceAddress>> interfaces = new TreeMap<>(NaturalOrder::compare);
        final SortedMap<String, MacAddress> macs = new TreeMap<>();
        final SortedMap<String, VlanMembership> vlans = new TreeMap<>();
        final List<InterfaceAddress> loopbacks = new ArrayList<>();
        final List<IpAddress> gateways = new ArrayList<>();
        final List<StaticRoute> routes = new ArrayList<>();

        Draft(Node.Kind kind) {
            this.kind = kind;
        }
    }

    TestLab(String name) {
        this.name = name;
    }

    TestLab() {
        this("test");
    }

    TestLab automatic(boolean on) {
        automatic = on;
        return this;
    }

    TestLab node(Node.Kind kind, String... names) {
        for (String each : names) {
            nodes.put(each, new Draft(kind));
        }
        return this;
    }

    TestLab hosts(String... names) {
        return node(Node.Kind.HOST, names);
    }

    TestLab routers(String... names) {
        return node(Node.Kind.ROUTER, names);
    }

    TestLab switches(String... names) {
        return node(Node.Kind.SWITCH, names);
    }

    TestLab link(String a, String b) {
        links.add(new Link(plug(a), plug(b), Impairment.NONE, Impairment.NONE, Link.DEFAULT_MTU));
        return this;
    }

    /** An interface, with addresses if there are any. */
    TestLab port(String end, String... addresses) {
        Endpoint where = plug(end);
        for (String address : addresses) {
            addressesOf(where).add(interfaceAddress(address));
        }
        return this;
    }

    TestLab port(String end, InterfaceAddress address) {
        addressesOf(plug(end)).add(address);
        return this;
    }

    TestLab mac(String end, MacAddress mac) {
        Endpoint where = plug(end);
        draft(where.node()).macs.put(where.interfaceName(), mac);
        return this;
    }

    TestLab access(String end, int vlan) {
        Endpoint where = plug(end);
        draft(where.node()).vlans.put(where.interfaceName(), new Access(vlan));
        return this;
    }

    TestLab trunk(String end, Integer... vlans) {
        Endpoint where = plug(end);
        draft(where.node()).vlans.put(where.interfaceName(), new Trunk(new TreeSet<>(Arrays.asList(vlans))));
        return this;
    }

    TestLab loopback(String node, String address) {
        return loopback(node, interfaceAddress(address));
    }

    TestLab loopback(String node, InterfaceAddress address) {
        draft(node).loopbacks.add(address);
        return this;
    }

    TestLab gateway(String node, String address) {
        draft(node).gateways.add(address(address));
        return this;
    }

    TestLab route(String node, String prefix, StaticRoute.Target target) {
        draft(node).routes.add(new StaticRoute(interfaceAddress(prefix).prefix(), target));
        return this;
    }

    private Draft draft(String node) {
        Draft draft = nodes.get(node);
        if (draft == null) {
            throw new IllegalArgumentException("no node " + node);
        }
        return draft;
    }

    private Endpoint plug(String text) {
        Endpoint end = end(text);
        addressesOf(end);
        return end;
    }

    private List<InterfaceAddress> addressesOf(Endpoint end) {
        return draft(end.node()).interfaces.computeIfAbsent(end.interfaceName(), _ -> new ArrayList<>());
    }

    static Endpoint end(String text) {
        int colon = text.indexOf(':');
        return new Endpoint(text.substring(0, colon), text.substring(colon + 1));
    }

    Lab lab() {
        List<Node> built = new ArrayList<>();
        nodes.forEach((nodeName, draft) -> {
            List<Interface> interfaces = new ArrayList<>();
            draft.interfaces.forEach((port, addresses) ->
                    interfaces.add(new Interface(port, Optional.ofNullable(draft.macs.get(port)), addresses, 1)));
            built.add(new Node(
                    nodeName,
                    draft.kind,
                    interfaces,
                    draft.loopbacks,
                    draft.gateways,
                    draft.routes,
                    Node.Routing.AUTOMATIC,
                    Node.Neighbours.DISCOVERED,
                    draft.vlans,
                    1,
                    Optional.empty(),
                    Workload.NONE));
        });
        return of(name, automatic, built, links);
    }

    static Lab of(String name, boolean automatic, List<Node> nodes, List<Link> links) {
        return new Lab(name, 1, OptionalLong.empty(), automatic, nodes, links, List.of(), List.of(), List.of());
    }

    static InterfaceAddress interfaceAddress(String text) {
        int slash = text.indexOf('/');
        return new InterfaceAddress(address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    static IpAddress address(String text) {
        ByteBuffer octets = ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress());
        return octets.remaining() == Integer.BYTES
                ? new Ipv4Address(octets.getInt())
                : new Ipv6Address(octets.getLong(), octets.getLong());
    }

    /** Addresses of an interface of a lab, as text. */
    static List<String> addresses(Lab lab, String end) {
        return port(lab, end(end)).addresses().stream()
                .map(InterfaceAddress::toString)
                .toList();
    }

    static Interface port(Lab lab, Endpoint end) {
        return node(lab, end.node()).interfaces().stream()
                .filter(port -> port.name().equals(end.interfaceName()))
                .findFirst()
                .orElseThrow();
    }

    static Node node(Lab lab, String name) {
        return lab.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
