package dev.ganz.lab.check;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.Node.Kind;
import dev.ganz.lab.VlanMembership;
import dev.ganz.lab.VlanMembership.Access;
import dev.ganz.lab.VlanMembership.Trunk;
import dev.ganz.lab.check.Problem.Part;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names, VLANs, dependencies and other words of single nodes. */
final class NodeCheck {
    /** Longer names do not fit the tables of results, nor a host name (RFC 1123). */
    private static final int LONGEST_NAME = 255;

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{C}:]+");
    private static final Pattern INTERFACE = Pattern.compile("[^\\s\\p{C}]+");
    /** Words that mean something else where a node could stand: all nodes, and the ways out of the lab. */
    private static final Set<String> RESERVED = new TreeSet<>(List.of("all", "host", "macvlan", "mgmt-net", "vxlan"));

    private static final Set<Kind> ROUTERS = EnumSet.of(Kind.ROUTER, Kind.FRR, Kind.BIRD);

    private final Findings findings;

    NodeCheck(Findings findings) {
        this.findings = findings;
    }

    void check() {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < findings.lab().nodes().size(); i++) {
            Node node = findings.lab().nodes().get(i);
            if (first.putIfAbsent(node.name(), i) != null) {
                add(i, "", "expected a name that no other node has, found \"" + node.name() + "\" a second time");
            }
            checkName(i, node);
            checkInterfaces(i, node);
            checkKind(i, node);
            checkVlans(i, node);
            checkPlace(i, node);
        }
        new DependencyCheck(findings).check();
    }

    private void add(int at, String word, String message) {
        findings.add(Part.NODE, at, word, message);
    }

    private void checkName(int at, Node node) {
        String name = node.name();
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            add(
                    at,
                    "",
                    "expected a name of at most " + LONGEST_NAME + " characters without spaces and colons, found \""
                            + name + "\"");
        } else if (RESERVED.contains(name) && node.kind() != Kind.EXTERNAL) {
            add(
                    at,
                    "",
                    "expected another name for a node, found \"" + name + "\", which is reserved like "
                            + String.join(", ", RESERVED));
        }
    }

    private void checkInterfaces(int at, Node node) {
        Set<String> names = new HashSet<>();
        for (Interface each : node.interfaces()) {
            String name = each.name();
            if (!INTERFACE.matcher(name).matches()
                    || name.length() > LONGEST_NAME
                    || name.endsWith("->")
                    || name.endsWith("<-")) {
                add(
                        at,
                        "interfaces/" + name,
                        "expected a name of an interface without spaces and arrows, found \"" + name + "\"");
            }
            if (!names.add(name)) {
                add(at, "interfaces/" + name, "expected each interface once, found \"" + name + "\" a second time");
            }
            if (each.cost() < 1 || each.cost() > 65_535) {
                add(at, "costs/" + name, "expected a cost from 1 to 65535, found " + each.cost());
            }
            if (each.mac().isPresent() && each.mac().get().isGroup()) {
                add(
                        at,
                        "interfaces/" + name + "/mac",
                        "expected a MAC address of one station, found the group address "
                                + each.mac().get());
            }
        }
    }

    private void checkKind(int at, Node node) {
        boolean bridge = node.kind() == Kind.SWITCH;
        if (bridge) {
            for (Interface each : node.interfaces()) {
                if (!each.addresses().isEmpty()) {
                    add(
                            at,
                            "interfaces/" + each.name() + "/ipv4",
                            "expected no address at a switch, found "
                                    + each.addresses().getFirst());
                }
            }
            if (!node.routes().isEmpty()) {
                add(
                        at,
                        "routes",
                        "expected no routes at a switch, found " + node.routes().size());
            }
            if (!node.loopbacks().isEmpty()) {
                add(
                        at,
                        "loopback",
                        "expected no address at a switch, found "
                                + node.loopbacks().getFirst());
            }
        }
        if (!node.gateways().isEmpty() && (bridge || ROUTERS.contains(node.kind()))) {
            add(
                    at,
                    "gateway",
                    bridge
                            ? "expected no gateway at a switch, found "
                                    + node.gateways().getFirst()
                            : "expected a route such as \"default via "
                                    + node.gateways().getFirst() + "\" at a router, found a gateway");
        }
        if (node.gateways().size() == 2
                && node.gateways().get(0).bits() == node.gateways().get(1).bits()) {
            add(at, "gateway/1", "expected at most one gateway of each family, found two of one");
        }
    }

    private void checkVlans(int at, Node node) {
        if (!node.vlans().isEmpty() && node.kind() != Kind.SWITCH) {
            add(at, "vlans", "expected VLANs at a switch alone, found them at a node of another kind");
        }
        for (Map.Entry<String, VlanMembership> entry : node.vlans().entrySet()) {
            Iterable<Integer> vlans = switch (entry.getValue()) {
                case Access(int vlan) -> List.of(vlan);
                case Trunk(var several) -> several;
            };
            for (int vlan : vlans) {
                if (vlan < 1 || vlan > 4094) {
                    add(at, "vlans/" + entry.getKey(), "expected a VLAN from 1 to 4094, found " + vlan);
                }
            }
        }
    }

    private void checkPlace(int at, Node node) {
        if (node.coordinates().isPresent()) {
            Coordinates place = node.coordinates().get();
            if (!(Math.abs(place.latitude()) <= 90) || !(Math.abs(place.longitude()) <= 180)) {
                add(
                        at,
                        "coordinates",
                        "expected a latitude from -90 to 90 and a longitude from -180 to 180, found " + place.latitude()
                                + ", " + place.longitude());
            }
        }
        if (node.ageing() < 0 || node.ageing() > LabCheck.LONGEST_TIME) {
            add(at, "ageing", "expected a time up to 365 days, found " + node.ageing() + " ns");
        }
    }
}
