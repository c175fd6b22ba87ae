package dev.ganz.lab.check;

import dev.ganz.lab.Interface;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.StaticRoute.Blackhole;
import dev.ganz.lab.StaticRoute.Device;
import dev.ganz.lab.StaticRoute.Unreachable;
import dev.ganz.lab.StaticRoute.ViaAddress;
import dev.ganz.lab.StaticRoute.ViaNode;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.lab.addressing.Segments;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Next hops that a node cannot reach by itself. */
final class RouteCheck {
    /** As many neighbours as are worth reading in a message. */
    private static final int LISTED = 8;

    private final Findings findings;
    private final Segments segments;
    private final Cabling cabling;

    RouteCheck(Findings findings, Segments segments) {
        this.findings = findings;
        this.segments = segments;
        this.cabling = segments.cabling();
    }

    void check() {
        List<Node> nodes = findings.lab().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            for (int j = 0; j < node.gateways().size(); j++) {
                requireOnLink(i, "gateway/" + j, node.gateways().get(j), "a gateway");
            }
            for (int j = 0; j < node.routes().size(); j++) {
                check(i, "routes/" + j, node.routes().get(j));
            }
        }
    }

    private void check(int at, String word, StaticRoute route) {
        switch (route.target()) {
            case ViaAddress(IpAddress gateway) -> requireOnLink(at, word, gateway, "a next hop");
            case ViaNode(String name) -> requireNeighbour(at, word, name);
            case Device(String name) -> requireInterface(at, word, name);
            case Blackhole _, Unreachable _ -> {}
        }
    }

    private void requireOnLink(int at, String word, IpAddress hop, String what) {
        Node node = findings.lab().nodes().get(at);
        boolean given = false;
        boolean open = false;
        for (Interface each : node.interfaces()) {
            boolean here = false;
            for (InterfaceAddress address : each.addresses()) {
                if (address.address().bits() == hop.bits()) {
                    here = true;
                    if (address.address().equals(hop)) {
                        findings.add(
                                Part.NODE,
                                at,
                                word,
                                "expected " + what + " that is another node, found " + hop
                                        + ", which is the node's own");
                        return;
                    }
                    if (address.prefix().contains(hop)) {
                        return;
                    }
                }
            }
            given |= here;
            open |= !here;
        }
        // The network of an interface that is still without an address may turn out to be the right one.
        boolean unknown = open && findings.lab().automaticAddresses() && !what.equals("a gateway");
        if (!hop.isLinkLocal() && !unknown) {
            findings.add(
                    Part.NODE,
                    at,
                    word,
                    "expected " + what + " in a network of the node, found " + hop
                            + (given ? ", which is in none of them" : ", and the node has no address of that family"));
        }
    }

    private void requireNeighbour(int at, String word, String name) {
        if (!findings.requireNode(Part.NODE, at, word, name)) {
            return;
        }
        int node = cabling.node(findings.lab().nodes().get(at).name());
        int other = cabling.node(name);
        Set<Integer> shared = segmentsOf(node);
        shared.retainAll(segmentsOf(other));
        if (node == other || shared.isEmpty()) {
            findings.add(
                    Part.NODE,
                    at,
                    word,
                    "expected a neighbour as the next hop, found \"" + name + "\"" + neighbours(node));
        }
    }

    private Set<Integer> segmentsOf(int node) {
        Set<Integer> all = new HashSet<>();
        for (int port = cabling.firstPort(node); port < cabling.endPort(node); port++) {
            if (segments.of(port) != Segments.NONE) {
                all.add(segments.of(port));
            }
        }
        return all;
    }

    /** The end of a message that names the neighbours of a node, if they are few. */
    private String neighbours(int node) {
        TreeSet<String> names = new TreeSet<>();
        for (int segment : segmentsOf(node)) {
            segments.ports(segment)
                    .limit(LISTED + 1)
                    .forEach(port -> names.add(cabling.endpoint(port).node()));
        }
        names.remove(findings.lab().nodes().get(node).name());
        return names.isEmpty() || names.size() > LISTED ? "" : "; its neighbours are " + String.join(", ", names);
    }

    private void requireInterface(int at, String word, String name) {
        List<String> names = findings.lab().nodes().get(at).interfaces().stream()
                .map(Interface::name)
                .toList();
        if (!names.contains(name)) {
            findings.add(
                    Part.NODE,
                    at,
                    word,
                    "expected an interface of the node, found \"" + name + "\"" + NearestWord.hint(name, names));
        }
    }
}
