package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Expectation.Metric;
import dev.ganz.lab.Expectation.Order;
import dev.ganz.lab.Fault;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Impairment.QueueLimit;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.lab.ImpairmentChange.Word;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.LinkReference.Direction;
import dev.ganz.lab.Loss;
import dev.ganz.lab.Loss.FourState;
import dev.ganz.lab.Loss.GilbertElliott;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.Traffic.OnOff;
import dev.ganz.lab.Traffic.Poisson;
import dev.ganz.lab.VlanMembership.Access;
import dev.ganz.lab.VlanMembership.Trunk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every word of the lab file means what it says. */
class VocabularyTest {
    private static final long MS = 1_000_000;

    private static Link link(String words) {
        return LabFile.read("x.yaml", """
                topology:
                  nodes: { a: { kind: host }, b: { kind: host } }
                  links:
                    - endpoints: ["a:eth1", "b:eth1"]
                      %s
                """.formatted(words)).lab().links().getFirst();
    }

    private static Impairment impaired(String words) {
        return link("impair: { " + words + " }").forward();
    }

    private static Node node(String words) {
        return LabFile.read("x.yaml", """
                topology:
                  nodes:
                    a: { %s }
                    b: { kind: router }
                    c: { kind: router }
                  links:
                    - endpoints: ["a:eth10", "b:eth1"]
                    - endpoints: ["a:eth2", "c:eth1"]
                """.formatted(words)).lab().nodes().getFirst();
    }

    private static Lab withParts(String parts) {
        return LabFile.read("x.yaml", """
                duration: 20s
                topology:
                  nodes: { a: { kind: host }, r: { kind: router }, b: { kind: host } }
                  links:
                    - endpoints: ["a:eth1", "r:eth1"]
                    - endpoints: ["r:eth2", "b:eth1"]
                """ + parts).lab();
    }

    @Test
    void readsTheWordsOfNetem() {
        Impairment impairment = impaired("""
                rate: 10mbit, overhead: 24, cell: 48, cell-overhead: 5, delay: 20ms, jitter: 2ms, correlation: 25%,
                distribution: paretonormal, ordered: true, loss: 1%, ecn: true, duplicate: 2%, corrupt: 3% 10%, reorder: 25% 50%,
                gap: 5, limit: 50, slot: 1ms, seed: 99""");

        assertThat(impairment)
                .isEqualTo(new Impairment(
                        10_000_000,
                        24,
                        48,
                        5,
                        20 * MS,
                        2 * MS,
                        0.25,
                        Distribution.PARETONORMAL,
                        true,
                        new Loss.Random(new Chance(0.01, 0)),
                        true,
                        new Chance(0.02, 0),
                        new Chance(0.03, 0.1),
                        new Chance(0.25, 0.5),
                        5,
                        new QueueLimit(50, Long.MAX_VALUE),
                        Optional.of(new Slot(MS, MS, Optional.empty(), 0, 0)),
                        OptionalLong.of(99)));
    }

    @Test
    void readsTcsShorthands() {
        Impairment delay = impaired("delay: \"20ms 2ms 25%\"");
        assertThat(delay.delay()).isEqualTo(20 * MS);
        assertThat(delay.jitter()).isEqualTo(2 * MS);
        assertThat(delay.correlation()).isEqualTo(0.25);
        assertThat(impaired("delay: 20ms, jitter: 2ms 25%")).isEqualTo(delay);
        Impairment rate = impaired("rate: 1mbit -4 48 5");
        assertThat(List.of(rate.overhead(), rate.cell(), rate.cellOverhead())).containsExactly(-4, 48, 5);
        assertThat(impaired("delay: 10ms, gap: 5").reorder()).isEqualTo(new Chance(1, 0));
        assertThat(impaired("limit: 64kB").limit()).isEqualTo(new QueueLimit(Integer.MAX_VALUE, 64_000));
        assertThat(impaired("limit: { packets: 10, bytes: 64kB }").limit()).isEqualTo(new QueueLimit(10, 64_000));
        assertThat(impaired("duplicate: { chance: 1%, correlation: 5% }").duplicate())
                .isEqualTo(new Chance(0.01, 0.05));
        assertThat(impaired("delay: 0")).isEqualTo(Impairment.NONE);
    }

    @Test
    void readsEveryLossModelWithTcsDefaults() {
        assertThat(impaired("loss: 1% 25%").loss()).isEqualTo(new Loss.Random(new Chance(0.01, 0.25)));
        assertThat(impaired("loss: random 1%").loss()).isEqualTo(new Loss.Random(new Chance(0.01, 0)));
        assertThat(impaired("loss: { random: 1%, correlation: 25% }").loss())
                .isEqualTo(new Loss.Random(new Chance(0.01, 0.25)));
        assertThat(impaired("loss: gemodel 1%").loss()).isEqualTo(new GilbertElliott(0.01, 0.99, 1, 0));
        assertThat(impaired("loss: gemodel 1% 10% 70% 0.1%").loss())
                .isEqualTo(new GilbertElliott(0.01, 0.1, 0.7, 0.001));
        assertThat(impaired("loss: { gemodel: { p: 1%, r: 10%, 1-h: 70%, 1-k: 0.1% } }")
                        .loss())
                .isEqualTo(new GilbertElliott(0.01, 0.1, 0.7, 0.001));
        assertThat(impaired("loss: state 1%").loss()).isEqualTo(new FourState(0.01, 0.99, 0, 1, 0));
        assertThat(impaired("loss: state 1% 20% 5% 50% 2%").loss())
                .isEqualTo(new FourState(0.01, 0.2, 0.05, 0.5, 0.02));
        assertThat(impaired("loss: { state: { p13: 1%, p14: 2% } }").loss())
                .isEqualTo(new FourState(0.01, 0.99, 0, 1, 0.02));
    }

    @Test
    void derivesGilbertElliottFromMeanLossAndBurstLength() {
        Loss loss = impaired("loss: { gemodel: { mean: 2%, burst: 5 } }").loss();

        assertThat(loss).isInstanceOfSatisfying(GilbertElliott.class, model -> {
            assertThat(1 / model.r()).isCloseTo(5, within(1e-12));
            assertThat(model.p() / (model.p() + model.r())).isCloseTo(0.02, within(1e-12));
        });
    }

    @Test
    void readsSlotsInAllForms() {
        assertThat(impaired("slot: 20ms 30ms packets 10 bytes 64kB").slot())
                .contains(new Slot(20 * MS, 30 * MS, Optional.empty(), 10, 64_000));
        assertThat(impaired("slot: 20ms packets 10").slot())
                .contains(new Slot(20 * MS, 20 * MS, Optional.empty(), 10, 0));
        assertThat(impaired("slot: distribution normal 20ms 5ms bytes 3kB").slot())
                .contains(new Slot(20 * MS, 5 * MS, Optional.of(Distribution.NORMAL), 0, 3_000));
        assertThat(impaired("slot: { min: 20ms, max: 30ms, packets: 4 }").slot())
                .contains(new Slot(20 * MS, 30 * MS, Optional.empty(), 4, 0));
        assertThat(impaired("slot: { distribution: pareto, delay: 20ms, jitter: 5ms }")
                        .slot())
                .contains(new Slot(20 * MS, 5 * MS, Optional.of(Distribution.PARETO), 0, 0));
    }

    @Test
    void setsWordsForOneDirectionOverThoseForBoth() {
        Link link = link("impair: { delay: 5ms, loss: 1%, \"->\": { delay: 9ms }, \"<-\": { rate: 1mbit } }");

        assertThat(link.forward().delay()).isEqualTo(9 * MS);
        assertThat(link.backward().delay()).isEqualTo(5 * MS);
        assertThat(link.forward().rate()).isZero();
        assertThat(link.backward().rate()).isEqualTo(1_000_000);
        assertThat(link.forward().loss()).isEqualTo(link.backward().loss());
    }

    @Test
    void readsTheWordsOfANode() {
        Node node = node("""
                kind: router, ipv4: 10.0.0.1/24, ipv6: ["fd00::1/64", "fd01::1/64"], loopback: [10.255.0.1/32, "fd02::1/128"],
                costs: { eth10: 7 }, interfaces: { eth10: { ipv4: 10.1.0.1/24, mac: "02:00:00:00:00:01" }, spare: },
                routes: ["10.9.0.0/16 via b", "10.8.0.0/16 via 10.0.0.9", "fd09::/16 dev eth2", "blackhole 10.7.0.0/16",
                "10.6.0.1 unreachable", "default via b"], routing: static, neighbours: static, coordinates: [48.2, 16.4]""");

        assertThat(node.interfaces()).extracting(each -> each.name()).containsExactly("eth2", "eth10", "spare");
        assertThat(node.interfaces()).extracting(each -> each.cost()).containsExactly(1, 7, 1);
        assertThat(node.interfaces().get(0).addresses())
                .extracting(Object::toString)
                .containsExactly("10.0.0.1/24", "fd00::1/64", "fd01::1/64");
        assertThat(node.interfaces().get(1).mac()).hasToString("Optional[02:00:00:00:00:01]");
        assertThat(node.loopbacks()).extracting(Object::toString).containsExactly("10.255.0.1/32", "fd02::1/128");
        assertThat(node.routes())
                .extracting(route -> route.prefix().toString())
                .containsExactly(
                        "10.9.0.0/16", "10.8.0.0/16", "fd09::/16", "10.7.0.0/16", "10.6.0.1/32", "0.0.0.0/0", "::/0");
        assertThat(node.routes())
                .extracting(StaticRoute::target)
                .hasExactlyElementsOfTypes(
                        StaticRoute.ViaNode.class,
                        StaticRoute.ViaAddress.class,
                        StaticRoute.Device.class,
                        StaticRoute.Blackhole.class,
                        StaticRoute.Unreachable.class,
                        StaticRoute.ViaNode.class,
                        StaticRoute.ViaNode.class);
        assertThat(node.routing()).isEqualTo(Node.Routing.STATIC);
        assertThat(node.neighbours()).isEqualTo(Node.Neighbours.STATIC);
        assertThat(node.coordinates().orElseThrow().latitude()).isEqualTo(48.2);
    }

    @Test
    void readsTheWordsOfAHost() {
        Node node = node("""
                kind: host, ipv4: 10.0.0.10/24, ipv6: "fd00::10/64", gateway: [10.0.0.1, "fd00::1"], run: [serve], exec: [setup],
                ready: probe, depends: [b], env: { A: 1, B: two }, image: "alpine:3", binds: ["a:b"]""");

        assertThat(node.gateways()).extracting(Object::toString).containsExactly("10.0.0.1", "fd00::1");
        assertThat(node.workload().run()).containsExactly("serve");
        assertThat(node.workload().exec()).containsExactly("setup");
        assertThat(node.workload().ready()).contains("probe");
        assertThat(node.workload().depends()).containsExactly("b");
        assertThat(node.workload().environment()).containsEntry("A", "1").containsEntry("B", "two");
        assertThat(node.workload().binds()).containsExactly("a:b");
        assertThat(node.workload().hasCommands()).isTrue();
    }

    @Test
    void readsTheWordsOfASwitch() {
        Node node = node("kind: bridge, vlans: { eth2: 10, eth10: [30, 20] }, ageing: 15s");

        assertThat(node.kind()).isEqualTo(Node.Kind.SWITCH);
        assertThat(node.vlans())
                .containsEntry("eth2", new Access(10))
                .containsEntry("eth10", new Trunk(new TreeSet<>(List.of(20, 30))));
        assertThat(node.ageing()).isEqualTo(15_000 * MS);
    }

    @Test
    void readsTraffic() {
        Lab lab = withParts("""
                traffic:
                  - ping: { from: a, to: b }
                  - ping: { from: a, to: b, every: 10ms, count: 3, size: 1kB, start: 1s, family: ipv6, name: p }
                  - udp: { from: a, to: b, rate: 1mbit }
                  - udp: { from: a, to: b, rate: 1mbit, size: 99, for: 2s, pattern: poisson, port: 5001 }
                  - udp: { from: b, to: a, rate: 1mbit, pattern: on-off, on: 10ms, off: 30ms }
                  - tcp: { from: a, to: b, bytes: 1MB, for: 3s, congestion: reno }
                """);

        assertThat(lab.traffic())
                .containsExactly(
                        new Traffic.Ping("ping a-b", "a", "b", Family.ANY, 0, 1_000 * MS, 1, 56),
                        new Traffic.Ping("p", "a", "b", Family.IPV6, 1_000 * MS, 10 * MS, 3, 1_000),
                        new Traffic.Udp(
                                "udp a-b",
                                "a",
                                "b",
                                Family.ANY,
                                0,
                                1_000_000,
                                1_200,
                                OptionalLong.empty(),
                                new Traffic.Constant(),
                                OptionalInt.empty()),
                        new Traffic.Udp(
                                "udp a-b-2",
                                "a",
                                "b",
                                Family.ANY,
                                0,
                                1_000_000,
                                99,
                                OptionalLong.of(2_000 * MS),
                                new Poisson(),
                                OptionalInt.of(5001)),
                        new Traffic.Udp(
                                "udp b-a",
                                "b",
                                "a",
                                Family.ANY,
                                0,
                                1_000_000,
                                1_200,
                                OptionalLong.empty(),
                                new OnOff(10 * MS, 30 * MS),
                                OptionalInt.empty()),
                        new Traffic.Tcp(
                                "tcp a-b",
                                "a",
                                "b",
                                Family.ANY,
                                0,
                                OptionalLong.of(1_000_000),
                                OptionalLong.of(3_000 * MS),
                                "reno"));
    }

    @Test
    void namesFlowsTheSameInAnyOrderOfTheFile() {
        List<String> lines = List.of(
                "  - udp: { from: a, to: b, rate: 1mbit }\n",
                "  - udp: { from: a, to: b, rate: 2mbit }\n",
                "  - udp: { from: a, to: b, rate: 3mbit, name: udp a-b-2 }\n");

        List<Traffic> forward = withParts("traffic:\n" + String.join("", lines)).traffic();
        List<Traffic> backward =
                withParts("traffic:\n" + String.join("", lines.reversed())).traffic();

        assertThat(forward).extracting(Traffic::name).containsExactly("udp a-b", "udp a-b-3", "udp a-b-2");
        assertThat(backward).containsExactlyInAnyOrderElementsOf(forward);
    }

    @Test
    void readsFaults() {
        Lab lab = withParts("""
                faults:
                  - { at: 1s, for: 2s, link: "r:eth2", down: true }
                  - { at: 4s, link: "r:eth2->", set: { loss: 5%, delay: "10ms 1ms" } }
                  - { at: 4s, for: 1s, link: "r:eth2<-", set: { rate: 1mbit } }
                  - { at: 5s, for: 1s, partition: [[a], [b, r]] }
                  - { at: 6s, node: r, crash: true, restart: 3s }
                  - { at: 10s, node: b, crash: true }
                """);

        assertThat(lab.faults().get(0)).isInstanceOfSatisfying(Fault.LinkDown.class, fault -> {
            assertThat(fault.link()).hasToString("r:eth2");
            assertThat(fault.duration()).hasValue(2_000 * MS);
        });
        assertThat(lab.faults().get(1)).isInstanceOfSatisfying(Fault.LinkSet.class, fault -> {
            assertThat(fault.link().direction()).isEqualTo(Direction.EGRESS);
            assertThat(fault.change().words()).containsExactlyInAnyOrder(Word.LOSS, Word.DELAY, Word.JITTER);
            assertThat(fault.duration()).isEmpty();
        });
        assertThat(lab.faults().get(2))
                .isInstanceOfSatisfying(
                        Fault.LinkSet.class,
                        fault -> assertThat(fault.link().direction()).isEqualTo(Direction.INGRESS));
        assertThat(lab.faults().get(3))
                .isEqualTo(new Fault.Partition(
                        5_000 * MS,
                        OptionalLong.of(1_000 * MS),
                        List.of(new TreeSet<>(List.of("a")), new TreeSet<>(List.of("b", "r")))));
        assertThat(lab.faults().get(4)).isEqualTo(new Fault.Crash(6_000 * MS, OptionalLong.of(3_000 * MS), "r"));
        assertThat(lab.faults().get(5)).isEqualTo(new Fault.Crash(10_000 * MS, OptionalLong.empty(), "b"));
    }

    @Test
    void readsExpectations() {
        Lab lab = withParts("""
                traffic:
                  - ping: { from: a, to: b, every: 1s, count: 9 }
                  - udp: { name: u, from: a, to: b, rate: 1mbit }
                  - tcp: { name: t, from: a, to: b }
                expect:
                  - { reachable: [a, b], within: 1s }
                  - { reachable: [a, b], at: 6s, is: false, name: cut }
                  - { recovers: [a, b], after: 7s, within: 2s }
                  - { flow: u, goodput: [">= 900kbit", "< 2mbit"], loss: "== 0", sent: "> 10", received: "<= 99" }
                  - { flow: t, fct: "<= 9s", retransmits: "<= 3", rtt.mean: "<= 1ms" }
                  - { ping: [a, b], between: [1s, 5s], loss: "<= 2%", rtt.min: "> 0", rtt.p50: "< 1ms", rtt.p90: "< 1ms",
                      rtt.p99: "<= 60ms", rtt.max: "<= 1s", rtt.mean: "< 1ms" }
                  - { ping: [a, b], between: [1s], loss: "<= 2%" }
                """);

        assertThat(lab.expectations())
                .extracting(Expectation::text)
                .containsExactly(
                        "b reachable from a within 1 s",
                        "cut",
                        "b reachable from a again within 2 s after 7 s",
                        "flow u: goodput >= 900kbit, goodput < 2mbit, loss == 0, sent > 10, received <= 99",
                        "flow t: rtt.mean <= 1ms, fct <= 9s, retransmits <= 3",
                        "ping a to b between 1 s and 5 s: loss <= 2%, rtt.min > 0, rtt.mean < 1ms, rtt.p50 < 1ms, rtt.p90 < 1ms,"
                                + " rtt.p99 <= 60ms, rtt.max <= 1s",
                        "ping a to b between 1 s and the end: loss <= 2%");
        assertThat(lab.expectations().get(1))
                .isEqualTo(new Expectation.ReachableAt("cut", "a", "b", 6_000 * MS, 1_000 * MS, false));
        assertThat(lab.expectations().get(3))
                .isInstanceOfSatisfying(
                        Expectation.OfFlow.class,
                        flow -> assertThat(flow.bounds())
                                .startsWith(new Expectation.Bound(
                                        Metric.GOODPUT, Order.AT_LEAST, 900_000, "goodput >= 900kbit")));
    }

    @Test
    void inheritsFromGroupKindAndDefaults() {
        List<Node> nodes = LabFile.read("x.yaml", """
                topology:
                  defaults: { kind: host, group: g, exec: [d], env: { A: d, B: d, C: d }, ageing: 1s, ready: d }
                  kinds:
                    host: { exec: [k], env: { B: k, C: k }, ageing: 2s }
                    switch: { ageing: 9s, group: s }
                  groups:
                    g: { exec: [g], env: { C: g }, ageing: 3s }
                    s: { image: s }
                  nodes:
                    a: { exec: [n], ageing: 4s }
                    b:
                    c: { kind: switch }
                    d: { group: other }
                """).lab().nodes();

        assertThat(nodes.get(0).workload().exec()).containsExactly("d", "k", "g", "n");
        assertThat(nodes.get(0).ageing()).isEqualTo(4_000 * MS);
        assertThat(nodes.get(0).workload().environment())
                .containsEntry("A", "d")
                .containsEntry("B", "k")
                .containsEntry("C", "g");
        assertThat(nodes.get(1).ageing()).isEqualTo(3_000 * MS);
        assertThat(nodes.get(2).kind()).isEqualTo(Node.Kind.SWITCH);
        assertThat(nodes.get(2).ageing()).isEqualTo(9_000 * MS);
        assertThat(nodes.get(2).workload().image()).contains("s");
        assertThat(nodes.get(3).ageing()).isEqualTo(2_000 * MS);
    }

    @Test
    void takesDelaysFromGeographyWhereTheLinkSaysNone() {
        List<Link> links = LabFile.read("x.yaml", """
                topology:
                  geography: { factor: 1.5, least: 1ms }
                  defaults: { kind: router }
                  nodes:
                    vienna: { coordinates: [48.21, 16.37] }
                    graz: { coordinates: [47.07, 15.44] }
                    suburb: { coordinates: [48.22, 16.38] }
                    host: { kind: external }
                    nowhere: {}
                  links:
                    - { endpoints: ["vienna:g", "graz:v"], impair: { "<-": { delay: 7ms } } }
                    - { endpoints: ["vienna:s", "suburb:v"] }
                    - { endpoints: ["vienna:n", "nowhere:v"] }
                """).lab().links();

        // 145 km of great circle, 217 km of fibre, 5.0035 us a kilometre.
        assertThat(links.get(0).forward().delay() / 1e6).isCloseTo(1.085, within(0.01));
        assertThat(links.get(0).backward().delay()).isEqualTo(7 * MS);
        assertThat(links.get(1).forward().delay()).isEqualTo(MS);
        assertThat(links.get(2).forward().delay()).isZero();
    }

    @Test
    void readsJson() {
        Lab lab = LabFile.read("x.json", "{\"name\": \"j\", \"topology\": {\"nodes\": {\"a\": {\"kind\": \"host\"}}}}")
                .lab();

        assertThat(lab.name()).isEqualTo("j");
    }

    @Test
    void namesALabAfterItsFile() {
        String text = "topology: { nodes: {} }";

        assertThat(LabFile.read("labs/my lab.yaml", text).lab().name()).isEqualTo("my-lab");
        assertThat(LabFile.read("a.clab.yml", text).lab().name()).isEqualTo("a");
        assertThat(LabFile.read("-", text).lab().name()).isEqualTo("lab");
    }

    @Test
    void sharesWordsByAnchorsAndMergeKeys() {
        List<Node> nodes = LabFile.read("x.yaml", """
                topology:
                  nodes:
                    a: &base { kind: switch, ageing: 5s }
                    b: { <<: *base, ageing: 6s }
                    c: *base
                """).lab().nodes();

        assertThat(nodes).extracting(Node::kind).containsOnly(Node.Kind.SWITCH);
        assertThat(nodes).extracting(Node::ageing).containsExactly(5_000 * MS, 6_000 * MS, 5_000 * MS);
    }
}
