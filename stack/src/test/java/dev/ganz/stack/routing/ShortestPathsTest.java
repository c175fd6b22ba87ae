package dev.ganz.stack.routing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.NaturalOrder;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.Workload;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShortestPathsTest {
    private static final Ipv4Address ELSEWHERE = new Ipv4Address(0xc6336401); // 198.51.100.1

    /** A lab in the making. */
    private static final class Plan {
        private final Map<String, Node.Kind> kinds = new TreeMap<>();
        private final Map<String, TreeMap<String, Integer>> costs = new TreeMap<>();
        private final Map<String, List<StaticRoute>> routes = new TreeMap<>();
        private final List<Link> links = new ArrayList<>();

        Plan node(Node.Kind kind, String... names) {
            for (String name : names) {
                kinds.put(name, kind);
                costs.put(name, new TreeMap<>(NaturalOrder::compare));
            }
            return this;
        }

        Plan link(String a, String b) {
            return link(a, 1, b, 1);
        }

        Plan link(String a, int costFromA, String b, int costFromB) {
            Endpoint from = plug(a, costFromA);
            Endpoint to = plug(b, costFromB);
            links.add(new Link(from, to, Impairment.NONE, Impairment.NONE, Link.DEFAULT_MTU));
            return this;
        }

        Plan route(String node, String prefix, int length, StaticRoute.Target target) {
            IpPrefix to = new IpPrefix(ipv4(prefix), length);
            routes.computeIfAbsent(node, _ -> new ArrayList<>()).add(new StaticRoute(to, target));
            return this;
        }

        private Endpoint plug(String node, int cost) {
            TreeMap<String, Integer> ports = requireNonNull(costs.get(node));
            String name = "eth" + (ports.size() + 1);
            ports.put(name, cost);
            return new Endpoint(node, name);
        }

        Lab lab() {
            List<Node> nodes = new ArrayList<>();
            kinds.forEach((name, kind) -> nodes.add(new Node(
                    name,
                    kind,
                    requireNonNull(costs.get(name)).entrySet().stream()
                            .map(port -> new Interface(port.getKey(), Optional.empty(), List.of(), port.getValue()))
                            .toList(),
                    List.of(),
                    List.of(),
                    routes.getOrDefault(name, List.of()),
                    Node.Routing.AUTOMATIC,
                    Node.Neighbours.DISCOVERED,
                    Collections.emptySortedMap(),
                    300_000_000_000L,
                    Optional.empty(),
                    Workload.NONE)));
            return Addressing.complete(
                    new Lab("test", 1, OptionalLong.empty(), true, nodes, links, List.of(), List.of(), List.of()));
        }
    }

    private static Ipv4Address ipv4(String text) {
        int value = 0;
        for (String octet : text.split("\\.", -1)) {
            value = value << 8 | Integer.parseInt(octet);
        }
        return new Ipv4Address(value);
    }

    private static Node node(Lab lab, String name) {
        return lab.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static IpAddress loopback(Lab lab, String name, int bits) {
        return node(lab, name).loopbacks().stream()
                .map(InterfaceAddress::address)
                .filter(address -> address.bits() == bits)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Route lookup(ShortestPaths paths, String from, IpAddress to) {
        return switch (to) {
            case Ipv4Address(int value) -> paths.routesOf(from).lookup(value);
            case Ipv6Address(long high, long low) -> paths.routesOf(from).lookup(high, low);
        };
    }

    /** The names of the nodes that a packet may go to next. */
    private static List<String> next(Lab lab, @Nullable Route route) {
        if (!(route instanceof Route.Forward(List<Route.NextHop> hops))) {
            return List.of();
        }
        return hops.stream()
                .map(hop -> lab.nodes().stream()
                        .filter(node -> node.interfaces().stream()
                                .flatMap(nic -> nic.addresses().stream())
                                .anyMatch(own -> own.address().equals(hop.gateway())))
                        .findFirst()
                        .orElseThrow()
                        .name())
                .sorted()
                .toList();
    }

    @Test
    void takesTheCheaperWay() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b", "c")
                .link("a", 10, "c", 10)
                .link("a", "b")
                .link("b", "c")
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);

        assertThat(next(lab, lookup(paths, "a", loopback(lab, "c", 32)))).containsExactly("b");
        assertThat(next(lab, lookup(paths, "a", loopback(lab, "c", 128)))).containsExactly("b");
        assertThat(paths.cost("a", loopback(lab, "c", 32))).hasValue(2);
    }

    @Test
    void paysTheCostOfTheInterfaceThatAPacketLeavesBy() {
        Lab lab =
                new Plan().node(Node.Kind.ROUTER, "a", "b").link("a", 7, "b", 3).lab();
        ShortestPaths paths = new ShortestPaths(lab);

        assertThat(paths.cost("a", loopback(lab, "b", 32))).hasValue(7);
        assertThat(paths.cost("b", loopback(lab, "a", 32))).hasValue(3);
    }

    @Test
    void keepsAllEqualWays() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b1", "b2", "b3", "c")
                .link("a", "b1")
                .link("a", "b2")
                .link("a", 2, "b3", 1)
                .link("b1", "c")
                .link("b2", "c")
                .link("b3", "c")
                .lab();

        assertThat(next(lab, lookup(new ShortestPaths(lab), "a", loopback(lab, "c", 32))))
                .containsExactly("b1", "b2");
    }

    @Test
    void keepsParallelLinksAsEqualWays() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b")
                .link("a", "b")
                .link("a", "b")
                .lab();

        Route route = lookup(new ShortestPaths(lab), "a", loopback(lab, "b", 32));

        assertThat(((Route.Forward) requireNonNull(route)).hops())
                .extracting(Route.NextHop::port)
                .containsExactly(0, 1);
    }

    @Test
    void goesRoundALinkWithoutCarrierAndBackWhenItReturns() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b", "c")
                .link("a", "c")
                .link("a", "b")
                .link("b", "c")
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);
        IpAddress c = loopback(lab, "c", 32);
        int before = paths.version().number();

        assertThat(next(lab, lookup(paths, "a", c))).containsExactly("c");
        paths.link(0, false);
        assertThat(paths.version().number()).isNotEqualTo(before);
        assertThat(next(lab, lookup(paths, "a", c))).containsExactly("b");
        paths.link(2, false);
        assertThat(lookup(paths, "a", c)).isNull();
        paths.link(0, true);
        assertThat(next(lab, lookup(paths, "a", c))).containsExactly("c");
    }

    @Test
    void goesRoundANodeWithoutPower() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b1", "b2", "c")
                .link("a", "b1")
                .link("a", "b2")
                .link("b1", "c")
                .link("b2", "c")
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);
        paths.node("b1", false);

        assertThat(next(lab, lookup(paths, "a", loopback(lab, "c", 32)))).containsExactly("b2");
    }

    @Test
    void neverGoesThroughAHost() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "c")
                .node(Node.Kind.HOST, "h")
                .link("a", "h")
                .link("h", "c")
                .lab();

        assertThat(lookup(new ShortestPaths(lab), "a", loopback(lab, "c", 32))).isNull();
    }

    @Test
    void reachesTheNeighboursBehindASwitch() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b", "c")
                .node(Node.Kind.SWITCH, "sw")
                .link("a", "sw")
                .link("b", "sw")
                .link("c", "sw")
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);

        assertThat(next(lab, lookup(paths, "a", loopback(lab, "b", 32)))).containsExactly("b");
        assertThat(paths.cost("a", loopback(lab, "c", 128))).hasValue(1);
    }

    @Test
    void losesTheNeighboursBehindASwitchThatIsCutOff() {
        Lab lab = new Plan()
                .node(Node.Kind.ROUTER, "a", "b")
                .node(Node.Kind.SWITCH, "s1", "s2")
                .link("a", "s1")
                .link("s1", "s2")
                .link("s2", "b")
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);
        assertThat(next(lab, lookup(paths, "a", loopback(lab, "b", 32)))).containsExactly("b");
        paths.link(1, false);

        assertThat(lookup(paths, "a", loopback(lab, "b", 32))).isNull();
    }

    @Test
    void givesAHostItsDefaultRoute() {
        Lab lab = new Plan()
                .node(Node.Kind.HOST, "h")
                .node(Node.Kind.ROUTER, "r", "s")
                .link("h", "r")
                .link("r", "s")
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);

        assertThat(next(lab, lookup(paths, "h", loopback(lab, "s", 32)))).containsExactly("r");
        assertThat(next(lab, lookup(paths, "h", loopback(lab, "s", 128)))).containsExactly("r");
        assertThat(next(lab, lookup(paths, "h", ELSEWHERE))).containsExactly("r");
        assertThat(lookup(paths, "r", ELSEWHERE)).isNull();
    }

    @Test
    void prefersTheLongerPrefixAndThenTheRouteOfTheLabFile() {
        Plan plan = new Plan()
                .node(Node.Kind.ROUTER, "a", "b", "c")
                .link("a", "b")
                .link("a", "c")
                .link("b", "c");
        IpAddress c = loopback(plan.lab(), "c", 32);
        Lab lab = plan.route("a", "0.0.0.0", 0, new StaticRoute.ViaNode("b"))
                .route("a", "198.51.100.0", 24, new StaticRoute.Blackhole())
                .route("a", c.toString(), 32, new StaticRoute.ViaNode("b"))
                .lab();
        ShortestPaths paths = new ShortestPaths(lab);

        assertThat(next(lab, lookup(paths, "a", loopback(lab, "b", 32)))).containsExactly("b");
        assertThat(next(lab, lookup(paths, "a", c))).containsExactly("b");
        assertThat(lookup(paths, "a", ELSEWHERE)).isEqualTo(new Route.Blackhole());
        assertThat(next(lab, lookup(paths, "a", ipv4("203.0.113.1")))).containsExactly("b");
    }

    @Test
    void agreesWithFloydAndWarshallOnRandomNetworks() {
        Gen<Lab> labs = (random, size) -> network(random, 2 + size / 8);
        Property.forAll(150, labs, lab -> {
            ShortestPaths paths = new ShortestPaths(lab);
            List<String> names = lab.nodes().stream()
                    .map(Node::name)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            long[][] expected = floydWarshall(lab, names);
            for (int from = 0; from < names.size(); from++) {
                for (int to = 0; to < names.size(); to++) {
                    IpAddress target = loopback(lab, names.get(to), 32);
                    long cost = paths.cost(names.get(from), target).orElse(Integer.MAX_VALUE);
                    assertThat(cost).isEqualTo(Math.min(expected[from][to], Integer.MAX_VALUE));
                    Route route = from == to ? null : lookup(paths, names.get(from), target);
                    assertThat(next(lab, route)).isEqualTo(bestNeighbours(lab, names, expected, from, to));
                }
            }
        });
    }

    @Test
    void listsInItsTableWhatALookupFinds() {
        Gen<Lab> labs = (random, size) -> network(random, 2 + size / 8);
        Property.forAll(100, labs, lab -> {
            ShortestPaths paths = new ShortestPaths(lab);
            for (Node from : lab.nodes()) {
                Map<IpPrefix, Route> table = paths.table(from.name());
                for (Node to : lab.nodes()) {
                    for (InterfaceAddress address : to.loopbacks()) {
                        assertThat(longestMatch(table, address.address()))
                                .isEqualTo(lookup(paths, from.name(), address.address()));
                    }
                }
            }
        });
    }

    private static @Nullable Route longestMatch(Map<IpPrefix, Route> table, IpAddress address) {
        return table.entrySet().stream()
                .filter(entry -> entry.getKey().network().bits() == address.bits()
                        && entry.getKey().contains(address))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private static Lab network(RandomGenerator random, int count) {
        Plan plan = new Plan();
        IntStream.range(0, count).forEach(i -> plan.node(Node.Kind.ROUTER, "r" + i));
        for (int i = 0; i < 2 * count; i++) {
            int a = random.nextInt(count);
            int b = random.nextInt(count);
            if (a != b) {
                plan.link("r" + a, 1 + random.nextInt(3), "r" + b, 1 + random.nextInt(3));
            }
        }
        return plan.lab();
    }

    private static long[][] floydWarshall(Lab lab, List<String> names) {
        int n = names.size();
        long[][] cost = new long[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                cost[i][j] = i == j ? 0 : 1L << 40;
            }
        }
        for (Link link : lab.links()) {
            int a = names.indexOf(link.a().node());
            int b = names.indexOf(link.b().node());
            cost[a][b] = Math.min(cost[a][b], costOf(lab, link.a()));
            cost[b][a] = Math.min(cost[b][a], costOf(lab, link.b()));
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    cost[i][j] = Math.min(cost[i][j], cost[i][k] + cost[k][j]);
                }
            }
        }
        return cost;
    }

    private static List<String> bestNeighbours(Lab lab, List<String> names, long[][] cost, int from, int to) {
        if (from == to || cost[from][to] >= 1L << 40) {
            return List.of();
        }
        List<String> best = new ArrayList<>();
        for (Link link : lab.links()) {
            for (boolean forward : new boolean[] {true, false}) {
                Endpoint near = forward ? link.a() : link.b();
                Endpoint far = forward ? link.b() : link.a();
                int neighbour = names.indexOf(far.node());
                if (near.node().equals(names.get(from)) && costOf(lab, near) + cost[neighbour][to] == cost[from][to]) {
                    best.add(far.node());
                }
            }
        }
        return best.stream().sorted().toList();
    }

    private static int costOf(Lab lab, Endpoint end) {
        return node(lab, end.node()).interfaces().stream()
                .filter(nic -> nic.name().equals(end.interfaceName()))
                .findFirst()
                .orElseThrow()
                .cost();
    }
}
