package dev.ganz.lab.check;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.lab.addressing.Segments;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Addresses that cannot be used, that two interfaces share, or whose networks overlap. */
final class AddressCheck {
    private static final String IPV4 = "ipv4";
    private static final String IPV6 = "ipv6";

    private final Findings findings;
    private final Segments segments;
    private final Cabling cabling;

    /** A network that an interface is in. */
    private record Network(IpPrefix prefix, int segment, int node, Interface at, InterfaceAddress address) {}

    AddressCheck(Findings findings, Segments segments) {
        this.findings = findings;
        this.segments = segments;
        this.cabling = segments.cabling();
    }

    void check() {
        Map<IpAddress, String> owners = new HashMap<>();
        List<Node> nodes = findings.lab().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            for (Interface each : node.interfaces()) {
                for (InterfaceAddress address : each.addresses()) {
                    String word = word(each, address);
                    requireHost(i, word, address);
                    // Link-local addresses mean nothing beyond their link, so each link may have the same ones.
                    if (!address.address().isLinkLocal()) {
                        requireUnique(i, word, address, node.name() + ":" + each.name(), owners);
                    }
                }
            }
            for (InterfaceAddress address : node.loopbacks()) {
                requireUnique(i, "loopback", address, node.name(), owners);
            }
        }
        checkLengths();
    }

    private static String word(Interface at, InterfaceAddress address) {
        return "interfaces/" + at.name() + "/" + (address.address().bits() == 32 ? IPV4 : IPV6);
    }

    private void requireUnique(
            int node, String word, InterfaceAddress address, String owner, Map<IpAddress, String> owners) {
        String other = owners.putIfAbsent(address.address(), owner);
        if (other != null) {
            findings.add(
                    Part.NODE,
                    node,
                    word,
                    "expected an address that no other interface has, found " + address.address() + ", which " + other
                            + " has too");
        }
    }

    /** RFC 1122, section 3.2.1.3; RFC 3021 for /31; RFC 4291 for IPv6. */
    private void requireHost(int node, String word, InterfaceAddress address) {
        IpAddress ip = address.address();
        String what = null;
        if (ip.isUnspecified()) {
            what = "the unspecified address";
        } else if (ip.isMulticast()) {
            what = "a multicast address";
        } else if (ip.isLoopback()) {
            what = "a loopback address";
        } else if (ip.bits() == 32 && address.prefixLength() < 31) {
            if (ip.equals(address.prefix().network())) {
                what = "the address of the network itself";
            } else if (ip.equals(address.prefix().last())) {
                what = "the broadcast address of the network";
            }
        }
        if (what != null) {
            findings.add(Part.NODE, node, word, "expected the address of an interface, found " + address + ", " + what);
        }
    }

    /** Networks on one segment are the same, or apart. */
    private void checkLengths() {
        for (List<Network> chain : overlapping()) {
            Network wide = chain.getFirst();
            for (Network other : chain) {
                if (other.segment() == wide.segment() && !other.prefix().equals(wide.prefix())) {
                    report(
                            other,
                            "expected the prefix length of " + wide.address() + " at " + name(wide)
                                    + " on the same segment, found " + other.address());
                    return;
                }
            }
        }
    }

    /** Networks on different segments are apart. */
    void checkOverlaps() {
        for (List<Network> chain : overlapping()) {
            Network wide = chain.getFirst();
            for (Network other : chain) {
                if (other.segment() != wide.segment()) {
                    report(
                            other,
                            "expected a network of its own for each segment, found " + other.address()
                                    + ", which overlaps " + wide.address() + " at " + name(wide));
                    break;
                }
            }
        }
    }

    private void report(Network network, String message) {
        findings.add(Part.NODE, network.node(), word(network.at(), network.address()), message);
    }

    private String name(Network network) {
        return findings.lab().nodes().get(network.node()).name() + ":"
                + network.at().name();
    }

    /** Sets of networks that lie within the first of them. Prefixes nest or are apart, so sorting brings these together. */
    private List<List<Network>> overlapping() {
        List<Network> all = new ArrayList<>();
        for (int port = 0; port < cabling.ports(); port++) {
            int node = cabling.nodeOf(port);
            Interface at = findings.lab().nodes().get(node).interfaces().get(cabling.interfaceOf(port));
            for (InterfaceAddress address : at.addresses()) {
                if (!address.address().isLinkLocal()) {
                    all.add(new Network(address.prefix(), segments.of(port), node, at, address));
                }
            }
        }
        all.sort(Comparator.comparing(Network::prefix));
        List<List<Network>> chains = new ArrayList<>();
        for (Network network : all) {
            boolean within =
                    !chains.isEmpty() && chains.getLast().getFirst().prefix().overlaps(network.prefix());
            if (!within) {
                chains.add(new ArrayList<>());
            }
            chains.getLast().add(network);
        }
        return chains;
    }
}
