package dev.ganz.lab.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Laws of addresses over random labs of hosts, routers, switches with VLANs, loose interfaces and addresses given by hand. */
class AddressingPropertyTest {
    private static final Node.Kind[] KINDS = Node.Kind.values();

    private static final Gen<Lab> LABS = (random, size) -> {
        int nodes = 1 + random.nextInt(1 + size / 4);
        TestLab lab = new TestLab("lab" + random.nextInt(3));
        int[] ports = new int[nodes];
        Node.Kind[] kinds = new Node.Kind[nodes];
        for (int i = 0; i < nodes; i++) {
            kinds[i] = random.nextInt(3) == 0 ? Node.Kind.SWITCH : KINDS[random.nextInt(KINDS.length)];
            lab.node(kinds[i], "n" + i);
        }
        for (int i = random.nextInt(2 * nodes + 1); i > 0; i--) {
            int a = random.nextInt(nodes);
            int b = random.nextInt(nodes);
            String endA = "n" + a + ":eth" + ++ports[a];
            String endB = "n" + b + ":eth" + ++ports[b];
            lab.link(endA, endB);
            decorate(lab, kinds[a], endA, random);
            decorate(lab, kinds[b], endB, random);
        }
        return lab.lab();
    };

    private static void decorate(TestLab lab, Node.Kind kind, String end, RandomGenerator random) {
        if (kind == Node.Kind.SWITCH) {
            switch (random.nextInt(4)) {
                case 0 -> lab.access(end, 1 + random.nextInt(3));
                case 1 -> lab.trunk(end, 1 + random.nextInt(2), 3);
                default -> {}
            }
        } else if (random.nextInt(6)
                == 0) { // a /30 or so for each hand-made interface, some within the automatic pools
            lab.port(
                    end,
                    "10." + (random.nextBoolean() ? 0 : 192) + "." + random.nextInt(4) + "." + (1 + random.nextInt(250))
                            + "/32");
        }
    }

    /** Gives the first interface of some segments an address of its own, in a network that no other segment has. */
    private static Lab withGivenNetworks(Lab lab, RandomGenerator random) {
        Segments segments = Segments.of(lab);
        Map<Integer, String> given = new HashMap<>();
        for (int segment = 0; segment < segments.count(); segment++) {
            if (random.nextInt(4) == 0) {
                given.put(
                        segments.member(segment, 0),
                        "10." + (random.nextBoolean() ? 0 : 192) + "." + segment + ".77/24");
            }
        }
        List<Node> nodes = new ArrayList<>();
        int port = 0;
        for (Node node : lab.nodes()) {
            List<dev.ganz.lab.Interface> interfaces = new ArrayList<>();
            for (dev.ganz.lab.Interface each : node.interfaces()) {
                String address = given.get(port++);
                interfaces.add(
                        address == null || !each.addresses().isEmpty()
                                ? each
                                : new dev.ganz.lab.Interface(
                                        each.name(),
                                        each.mac(),
                                        List.of(TestLab.interfaceAddress(address)),
                                        each.cost()));
            }
            nodes.add(new Node(
                    node.name(),
                    node.kind(),
                    interfaces,
                    node.loopbacks(),
                    node.gateways(),
                    node.routes(),
                    node.routing(),
                    node.neighbours(),
                    node.vlans(),
                    node.ageing(),
                    node.coordinates(),
                    node.workload()));
        }
        return TestLab.of(lab.name(), true, nodes, lab.links());
    }

    private static final Gen<Lab> DISTINCT = (random, size) -> {
        while (true) {
            Lab lab = withGivenNetworks(LABS.next(random, size), random);
            if (givenAddressesAreDistinct(lab)) {
                return lab;
            }
        }
    };

    private static boolean givenAddressesAreDistinct(Lab lab) {
        Set<IpAddress> seen = new HashSet<>();
        return lab.nodes().stream()
                .flatMap(node -> node.interfaces().stream())
                .flatMap(port -> port.addresses().stream())
                .allMatch(address -> seen.add(address.address()));
    }

    @Test
    void noAddressIsGivenTwice() {
        Property.forAll(DISTINCT, lab -> {
            Set<IpAddress> addresses = new HashSet<>();
            Set<MacAddress> macs = new HashSet<>();
            for (Node node : Addressing.complete(lab).nodes()) {
                node.loopbacks()
                        .forEach(address ->
                                assertThat(addresses.add(address.address())).isTrue());
                node.interfaces().forEach(port -> {
                    assertThat(macs.add(port.mac().orElseThrow())).isTrue();
                    port.addresses()
                            .forEach(address ->
                                    assertThat(addresses.add(address.address())).isTrue());
                });
            }
        });
    }

    @Test
    void networksOfDifferentSegmentsDoNotOverlap() {
        Property.forAll(DISTINCT, lab -> {
            Lab complete = Addressing.complete(lab);
            Segments segments = Segments.of(complete);
            Map<IpPrefix, Integer> segmentOf = new TreeMap<>();
            for (int segment = 0; segment < segments.count(); segment++) {
                for (int i = 0; i < segments.size(segment); i++) {
                    for (InterfaceAddress address : addresses(segments, segments.member(segment, i))) {
                        if (address.prefixLength() < address.address().bits()) { // a lone address may be anywhere
                            segmentOf.put(address.prefix(), segment);
                        }
                    }
                }
            }
            IpPrefix last = null;
            for (IpPrefix prefix : segmentOf.keySet()) {
                assertThat(last == null || !last.overlaps(prefix)).isTrue();
                last = prefix;
            }
        });
    }

    @Test
    void membersOfASegmentShareItsNetworks() {
        Property.forAll(DISTINCT, lab -> {
            Segments segments = Segments.of(Addressing.complete(lab));
            for (int segment = 0; segment < segments.count(); segment++) {
                for (int bits : new int[] {32, 128}) {
                    Set<IpPrefix> networks = new HashSet<>();
                    int covered = 0;
                    for (int i = 0; i < segments.size(segment); i++) {
                        List<InterfaceAddress> here = addresses(segments, segments.member(segment, i)).stream()
                                .filter(a -> a.address().bits() == bits)
                                .toList();
                        covered += here.isEmpty() ? 0 : 1;
                        here.stream().filter(a -> a.prefixLength() < bits).forEach(a -> networks.add(a.prefix()));
                    }
                    assertThat(networks.size()).isLessThanOrEqualTo(1);
                    assertThat(covered)
                            .isEqualTo(segments.isCabled(segment) || covered > 0 ? segments.size(segment) : 0);
                }
            }
        });
    }

    @Test
    void completingTwiceChangesNothing() {
        Property.forAll(DISTINCT, lab -> {
            Lab once = Addressing.complete(lab);
            assertThat(Addressing.complete(once)).isEqualTo(once);
        });
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        Property.forAll(DISTINCT, lab -> {
            List<Node> nodes = new ArrayList<>(lab.nodes());
            List<Link> links = new ArrayList<>(lab.links());
            Random random = new Random(lab.hashCode());
            Collections.shuffle(nodes, random);
            Collections.shuffle(links, random);
            links.replaceAll(link -> random.nextBoolean()
                    ? link
                    : new Link(link.b(), link.a(), link.backward(), link.forward(), link.mtu()));

            Lab shuffled = Addressing.complete(TestLab.of(lab.name(), true, nodes, links));

            assertThat(shuffled.nodes())
                    .containsExactlyInAnyOrderElementsOf(
                            Addressing.complete(lab).nodes());
        });
    }

    @Test
    void whatTheLabGivesIsKept() {
        Property.forAll(DISTINCT, lab -> {
            Lab complete = Addressing.complete(lab);
            for (int i = 0; i < lab.nodes().size(); i++) {
                Node before = lab.nodes().get(i);
                Node after = complete.nodes().get(i);
                assertThat(after.name()).isEqualTo(before.name());
                for (int j = 0; j < before.interfaces().size(); j++) {
                    assertThat(after.interfaces().get(j).addresses())
                            .containsAll(before.interfaces().get(j).addresses());
                }
            }
            assertThat(complete.links()).isEqualTo(lab.links());
        });
    }

    private static List<InterfaceAddress> addresses(Segments segments, int port) {
        Cabling cabling = segments.cabling();
        return cabling.lab()
                .nodes()
                .get(cabling.nodeOf(port))
                .interfaces()
                .get(cabling.interfaceOf(port))
                .addresses();
    }
}
