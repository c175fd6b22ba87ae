package dev.ganz.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.file.LabFile;
import dev.ganz.lab.graph.Generators;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.LinkResult;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.Progress;
import dev.ganz.stack.result.RunResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SimulationTest {
    private static final String TWO_HOSTS = """
        name: two
        topology:
          nodes: { a: { kind: host }, b: { kind: host } }
          links:
            - endpoints: ["a:eth1", "b:eth1"]
              impair: { delay: 10ms }
        """;

    /** a - r - b, and a long way round over s. */
    private static final String TRIANGLE = """
        name: triangle
        topology:
          nodes:
            a: { kind: host }
            b: { kind: host }
            r1: { kind: router }
            r2: { kind: router }
            r3: { kind: router }
          links:
            - endpoints: ["a:eth1", "r1:eth1"]
            - endpoints: ["r1:eth2", "r2:eth1"]
              impair: { delay: 1ms }
            - endpoints: ["r2:eth2", "b:eth1"]
            - endpoints: ["r1:eth3", "r3:eth1"]
              impair: { delay: 10ms }
            - endpoints: ["r3:eth2", "r2:eth3"]
              impair: { delay: 10ms }
        """;

    private static RunResult run(String yaml) {
        return Simulation.run(LabFile.read("test.yaml", yaml).lab(), SimulationOptions.DEFAULT);
    }

    private static List<LabEvent> eventsOf(String yaml) {
        List<LabEvent> events = new ArrayList<>();
        Simulation.run(
                LabFile.read("test.yaml", yaml).lab(),
                new SimulationOptions(
                        OptionalLong.empty(), List.of(), Optional.empty(), Progress.NONE, events::add, () -> 0));
        return events;
    }

    private static PingResult ping(RunResult result) {
        assertThat(result.pings()).hasSize(1);
        return result.pings().getFirst();
    }

    @Test
    void takesTwiceTheDelayAndOnceMoreToFindTheNeighbour() {
        PingResult ping = ping(run(TWO_HOSTS + "traffic: [ { ping: { from: a, to: b, every: 100ms, count: 3 } } ]"));

        assertThat(ping.sent()).isEqualTo(3);
        assertThat(ping.received()).isEqualTo(3);
        assertThat(ping.firstRtt()).isEqualTo(40_000_000);
        assertThat(ping.rtt().min()).isEqualTo(20_000_000);
        assertThat(ping.rtt().max()).isEqualTo(20_000_000);
    }

    @Test
    void looksForNobodyWhereNeighboursAreKnown() {
        String yaml = TWO_HOSTS.replace("topology:", "topology:\n  defaults: { neighbours: static }")
                + "traffic: [ { ping: { from: a, to: b, count: 1 } } ]";

        RunResult result = run(yaml);

        assertThat(ping(result).firstRtt()).isEqualTo(20_000_000);
        assertThat(result.packetHops()).isEqualTo(2);
    }

    @Test
    void addsTheTimeOfSendingToTheDelay() {
        // 56 octets of payload, 8 of ICMP, 20 of IP, 14 of Ethernet: 98 octets take 784 us at 1 Mbit/s, each way
        String yaml = TWO_HOSTS.replace("delay: 10ms", "delay: 10ms, rate: 1mbit")
                + "traffic: [ { ping: { from: a, to: b, every: 100ms, count: 2 } } ]";

        assertThat(ping(run(yaml)).rtt().min()).isEqualTo(20_000_000 + 2 * 784_000);
    }

    @Test
    void findsTheWayByIpv6() {
        RunResult result =
                run(TRIANGLE + "traffic: [ { ping: { from: a, to: b, family: ipv6, count: 2, every: 1s } } ]");

        assertThat(ping(result).received()).isEqualTo(2);
        assertThat(ping(result).rtt().min()).isEqualTo(2_000_000);
    }

    @Test
    void takesTheWayThatCostsLessInEachDirectionByItself() {
        String dear = TRIANGLE.replace("r1: { kind: router }", "r1: { kind: router, costs: { eth2: 9 } }");
        String ping = "traffic: [ { ping: { from: a, to: b, count: 2 } } ]";

        PingResult there = run(dear + ping).pings().getFirst();
        PingResult both = run(dear.replace("r2: { kind: router }", "r2: { kind: router, costs: { eth1: 9 } }") + ping)
                .pings()
                .getFirst();

        assertThat(there.rtt().min()).as("10 + 10 ms there, 1 ms back").isEqualTo(21_000_000);
        assertThat(both.rtt().min()).isEqualTo(40_000_000);
    }

    @Test
    void saysWhoTookPartInTheStead() {
        List<String> notes = run("""
            addressing: none
            topology:
              nodes:
                h: { kind: linux, ipv4: 10.0.0.1/24, exec: [id] }
                r: { kind: frr }
                q: { kind: bird }
              links: [ { endpoints: ["h:eth1", "r:eth1"] } ]
            """).notes();

        assertThat(notes)
                .containsExactly(
                        "commands of h were not run: virtual time runs no programs",
                        "2 nodes (r, …) took part as plain routers",
                        "h took part as a plain host",
                        "2 nodes (r, …) have no address; \"addressing: automatic\" in the file gives one to every"
                                + " interface");
    }

    @Test
    void countsAPairThatCannotBeAskedAmongTheUnreachable() {
        RunResult result = run("""
            addressing: none
            topology:
              nodes: { a: { kind: host, ipv4: 10.0.0.1/24 }, b: { kind: host } }
              links: [ { endpoints: ["a:eth1", "b:eth1"] } ]
            traffic: [ { ping: { from: a, to: b } } ]
            """);

        assertThat(result.pings().getFirst().unreachable()).contains("no address");
        assertThat(result.pingSummary().unreachable()).isEqualTo(1);
    }

    @Test
    void goesTheLongWayWhileALinkIsDown() {
        RunResult result = run(TRIANGLE + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 30 } } ]
            faults: [ { at: 1s, for: 1s, link: "r1:eth2", down: true } ]
            expect:
              - { ping: [a, b], between: [0.2s, 0.9s], rtt.max: "<= 2ms", loss: "<= 0%" }
              - { ping: [a, b], between: [1.5s, 1.9s], rtt.min: ">= 40ms", loss: "<= 0%" }
              - { ping: [a, b], between: [2.1s, 3s], rtt.max: "<= 2ms" }
            """);

        assertThat(result.expectations())
                .allSatisfy(expectation -> assertThat(expectation.passed())
                        .as(expectation.text() + ": " + expectation.actual())
                        .isTrue());
    }

    @Test
    void countsWhatALinkWithoutCarrierLoses() {
        RunResult result = run(TWO_HOSTS + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 10 } } ]
            faults: [ { at: 405ms, for: 300ms, link: "a:eth1", down: true } ]
            """);

        // requests at 400 ms (under way), and those at 500, 600 and 700 ms, which find no carrier
        assertThat(ping(result).received()).isEqualTo(6);
        assertThat(result.links())
                .first()
                .extracting(LinkResult::drops)
                .extracting(LinkResult.Drops::down)
                .isEqualTo(1L);
    }

    @Test
    void loosesAndRestoresTheWordsOfAFaultOnly() {
        RunResult result = run(TWO_HOSTS + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 30 } } ]
            faults:
              - { at: 0.95s, for: 1s, link: "a:eth1", set: { delay: 30ms } }
              - { at: 0.95s, for: 2s, link: "a:eth1->", set: { loss: 100% } }
            expect:
              - { ping: [a, b], between: [0.1s, 0.9s], rtt.max: "<= 20ms", loss: "<= 0%" }
              - { ping: [a, b], between: [1s, 2.9s], loss: ">= 100%" }
            """);

        assertThat(result.passed()).isTrue();
    }

    @Test
    void letsAFaultFollowAnotherAtOnceWhateverTheirOrderInTheFile() {
        String first = "  - { at: 1s, for: 1s, link: \"a:eth1\", set: { delay: 20ms } }\n";
        String second = "  - { at: 2s, for: 1s, link: \"a:eth1\", set: { delay: 40ms } }\n";
        String lab = TWO_HOSTS + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 40 } } ]
            expect: [ { ping: [a, b], between: [2.1s, 2.9s], rtt.min: ">= 80ms" } ]
            faults:
            """;

        RunResult forward = run(lab + first + second);

        assertThat(forward.passed()).isTrue();
        assertThat(run(lab + second + first)).isEqualTo(forward);
    }

    @Test
    void keepsTheGroupsOfAPartitionApart() {
        String faults = """
            faults: [ { at: 1s, for: 1s, partition: [[a], [b, r2]] } ]
            expect:
              - { reachable: [a, b], within: 100ms }
              - { reachable: [a, b], at: 1.5s, is: false }
              - { reachable: [a, r2], at: 1.5s, is: false }
              - { reachable: [a, r3], at: 1.5s }
              - { reachable: [r3, b], at: 1.5s }
              - { recovers: [a, b], after: 2s, within: 1s }
            """;

        assertThat(run(TRIANGLE + faults).expectations())
                .allSatisfy(expectation ->
                        assertThat(expectation.passed()).as(expectation.text()).isTrue());
    }

    @Test
    void losesARouterThatCrashesAndFindsItAgain() {
        String faults = """
            traffic: [ { ping: { from: r3, to: r1, every: 100ms, count: 50 } } ]
            faults: [ { at: 1s, node: r2, crash: true, restart: 2s } ]
            expect:
              - { reachable: [a, b], at: 900ms }
              - { reachable: [a, b], at: 2s, is: false }
              - { recovers: [a, b], after: 3s, within: 1s }
            """;

        assertThat(run(TRIANGLE + faults).expectations())
                .allSatisfy(expectation ->
                        assertThat(expectation.passed()).as(expectation.text()).isTrue());
    }

    @Test
    void doesNotPingFromANodeWithoutPower() {
        RunResult result = run(TWO_HOSTS + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 30 } } ]
            faults: [ { at: 950ms, node: a, crash: true, restart: 1s } ]
            """);

        // requests at 0 to 900 ms, and from 2.0 to 2.9 s; those from 1.0 to 1.9 s were never sent
        assertThat(ping(result).sent()).isEqualTo(20);
        assertThat(ping(result).received()).isEqualTo(20);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsThoughANodeWithTrafficNeverGetsPowerAgain() {
        RunResult result = run(TWO_HOSTS + """
            traffic:
              - ping: { from: a, to: b, every: 100ms, count: 30 }
              - udp: { from: a, to: b, rate: 1mbit, for: 3s }
            expect: [ { reachable: [a, b], at: 2s, is: false } ]
            faults: [ { at: 950ms, node: a, crash: true } ]
            """);

        assertThat(ping(result).sent()).isEqualTo(10);
        assertThat(ping(result).received()).isEqualTo(10);
        assertThat(result.passed()).isTrue();
        assertThat(result.simulatedNanos()).isBetween(2_000_000_000L, 10_000_000_000L);
    }

    @Test
    void reportsAnUnreachablePairAsAResult() {
        RunResult result = run("""
            name: apart
            topology:
              nodes: { a: { kind: router }, b: { kind: router }, c: { kind: router } }
              links: [ { endpoints: ["a:eth1", "b:eth1"] } ]
            traffic: [ { ping: { from: a, to: c, count: 1 } } ]
            """);

        assertThat(ping(result).received()).isZero();
        assertThat(ping(result).unreachable()).contains("no route");
    }

    @Test
    void endsWithALoopOfSwitchesNamed() {
        String loop = """
            name: loop
            topology:
              nodes: { h: { kind: host }, g: { kind: host }, s1: { kind: switch }, s2: { kind: switch }, s3: { kind: switch } }
              links:
                - endpoints: ["h:eth1", "s1:p9"]
                - endpoints: ["g:eth1", "s2:p9"]
                - endpoints: ["s1:p1", "s2:p2"]
                  impair: { delay: DELAY }
                - endpoints: ["s2:p1", "s3:p2"]
                  impair: { delay: DELAY }
                - endpoints: ["s3:p1", "s1:p2"]
                  impair: { delay: DELAY }
            traffic: [ { ping: { from: h, to: g, count: 3 } } ]
            """;

        assertThatThrownBy(() -> run(loop.replace("DELAY", "1ms")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("s1")
                .hasMessageContaining("s2")
                .hasMessageContaining("s3");
        assertThatThrownBy(() -> run(loop.replace("DELAY", "0")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("s1")
                .hasMessageContaining("s2")
                .hasMessageContaining("s3");
    }

    @Test
    void refusesTcpByName() {
        assertThatThrownBy(() -> run(TWO_HOSTS + "traffic: [ { tcp: { name: backup, from: a, to: b, bytes: 1MB } } ]"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("backup")
                .hasMessageContaining("tcp");
    }

    @Test
    void tellsEverythingOnOneTimeAxis() {
        List<LabEvent> events = eventsOf(TWO_HOSTS + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 10 } } ]
            faults: [ { at: 405ms, for: 300ms, link: "a:eth1", down: true } ]
            expect: [ { reachable: [a, b], at: 500ms, is: false } ]
            """);

        assertThat(events).isSortedAccordingTo((one, other) -> Long.compare(one.time(), other.time()));
        assertThat(events)
                .extracting(LabEvent::kind)
                .contains(LabEvent.Kind.FAULT, LabEvent.Kind.CARRIER, LabEvent.Kind.DROP, LabEvent.Kind.EXPECTATION);
        assertThat(events)
                .filteredOn(event -> event.kind() == LabEvent.Kind.DROP)
                .first()
                .satisfies(event -> {
                    assertThat(event.place()).isEqualTo("a:eth1->b:eth1");
                    assertThat(event.text()).startsWith(DropReason.DOWN.text()).contains("echo request");
                });
    }

    @Test
    void givesTheSameDigestTwiceAndAnotherForAnotherSeed() {
        String yaml = TWO_HOSTS.replace("delay: 10ms", "delay: 10ms, jitter: 3ms, loss: 10%")
                + "traffic: [ { ping: { from: a, to: b, every: 10ms, count: 200 } } ]\n";

        RunResult once = run(yaml);
        RunResult again = run(yaml);

        assertThat(again).isEqualTo(once);
        assertThat(run(yaml + "seed: 2").digest()).isNotEqualTo(once.digest());
        assertThat(ping(once).received()).isBetween(120, 199);
    }

    @Test
    void dependsOnNamesAndNotOnTheOrderOfTheFile() {
        Lab lab = LabFile.read("test.yaml", TRIANGLE + """
            traffic:
              - ping: { from: a, to: b, every: 10ms, count: 20 }
              - ping: { from: r3, to: a, every: 10ms, count: 20 }
            faults: [ { at: 50ms, for: 50ms, link: "r1:eth2", down: true } ]
            """).lab();
        long digest = Simulation.run(lab, SimulationOptions.DEFAULT).digest();

        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Lab shuffled = new Lab(
                    lab.name(),
                    lab.seed(),
                    lab.duration(),
                    lab.automaticAddresses(),
                    shuffled(lab.nodes(), random),
                    shuffled(lab.links(), random),
                    shuffled(lab.traffic(), random),
                    lab.faults(),
                    lab.expectations());
            assertThat(Simulation.run(shuffled, SimulationOptions.DEFAULT).digest())
                    .as("shuffled with seed " + seed)
                    .isEqualTo(digest);
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Test
    void endsByItselfOrWhenItIsTold() {
        Lab lab = LabFile.read(
                        "test.yaml", TWO_HOSTS + "traffic: [ { ping: { from: a, to: b, every: 1s, count: 100 } } ]")
                .lab();
        SimulationOptions options = new SimulationOptions(
                OptionalLong.of(2_500_000_000L), List.of(), Optional.empty(), Progress.NONE, null, () -> 0);

        assertThat(Simulation.run(lab, SimulationOptions.DEFAULT).simulatedNanos())
                .isBetween(99_000_000_000L, 99_300_000_000L);
        assertThat(Simulation.run(lab, options).simulatedNanos()).isEqualTo(2_500_000_000L);
        assertThat(ping(Simulation.run(lab, options)).sent()).isEqualTo(3);
    }

    @Test
    void holdsNoExpectationOfATimeThatTheRunDidNotReach() {
        Lab lab = LabFile.read("test.yaml", TWO_HOSTS + """
            faults: [ { at: 0s, link: "a:eth1", down: true } ]
            expect:
              - { reachable: [a, b], at: 500ms, within: 400ms, is: false }
              - { reachable: [a, b], at: 6s, is: false }
              - { reachable: [a, b], within: 6s, is: false }
            """).lab();
        SimulationOptions options = new SimulationOptions(
                OptionalLong.of(1_000_000_000L), List.of(), Optional.empty(), Progress.NONE, null, () -> 0);

        assertThat(Simulation.run(lab, options).expectations())
                .extracting(ExpectationResult::passed)
                .containsExactly(true, false, false);
        assertThat(Simulation.run(lab, SimulationOptions.DEFAULT).expectations())
                .extracting(ExpectationResult::passed)
                .containsExactly(true, true, true);
    }

    @Test
    void takesNoAnswerThatComesTooLate() {
        String lab = TWO_HOSTS.replace("delay: 10ms", "delay: 300ms") + """
            expect:
              - { reachable: [a, b], at: 1s }
              - { reachable: [a, b], at: 5s }
              - { reachable: [a, b], at: 6s, within: 599ms, is: false }
            """;

        // the first request waits for ARP: 1.2 s, beyond the second that is the default; the others take 0.6 s
        assertThat(run(lab).expectations())
                .extracting(ExpectationResult::passed)
                .containsExactly(false, true, true);
    }

    @Test
    void endsWithTheLastAnswer() {
        RunResult result = run(TWO_HOSTS + "traffic: [ { ping: { from: a, to: b, every: 100s, count: 3 } } ]");

        assertThat(result.simulatedNanos()).isEqualTo(200_020_000_000L + Engine.LONGEST_LOOKAHEAD);
        assertThat(result.computed().orElseThrow().events()).isLessThan(40);
    }

    @Test
    void averagesOverTheTimeInWhichSomethingHappened() {
        // 1042 octets of a datagram every 10 ms take 833.6 us at 10 Mbit/s; for the answers nobody waits in the average
        String lab = TWO_HOSTS
                        .replace("delay: 10ms", "delay: 10ms, \"->\": { rate: 10mbit }, \"<-\": { loss: 100% }")
                        .replace("topology:", "topology:\n  defaults: { neighbours: static }")
                + """
                traffic:
                  - udp: { from: a, to: b, rate: 800kbit, size: 1000, for: 10s }
                  - ping: { from: a, to: b, start: 9s }
                """;

        RunResult result = run(lab);

        assertThat(result.simulatedNanos()).isGreaterThanOrEqualTo(14_000_000_000L);
        assertThat(result.links().getFirst().utilisation()).isBetween(0.0832, 0.0838);
    }

    @Test
    void refusesALabThatNoFileCouldHold() {
        Lab sound = LabFile.read("test.yaml", TWO_HOSTS).lab();
        Lab endless = new Lab(
                sound.name(),
                sound.seed(),
                sound.duration(),
                true,
                sound.nodes(),
                sound.links(),
                List.of(new Traffic.Ping("p", "a", "b", Traffic.Family.ANY, 0, Long.MAX_VALUE / 2, 9, 56)),
                List.of(),
                List.of());

        assertThatThrownBy(() -> Simulation.run(endless, SimulationOptions.DEFAULT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("traffic p, every: expected a time above 0 and up to 365 days, found ");
    }

    @Test
    void countsAtTheLinkWhatAPartitionKeepsAway() {
        RunResult result = run(TRIANGLE + """
            traffic: [ { ping: { from: a, to: b, every: 100ms, count: 10 } } ]
            faults: [ { at: 450ms, for: 200ms, partition: [[a], [b]] } ]
            """);

        assertThat(ping(result).received()).isEqualTo(8);
        assertThat(result.links().stream()
                        .filter(link -> link.drops().partition() > 0)
                        .map(link -> link.from() + " " + link.drops().partition()))
                .containsExactly("a:eth1 2");
        assertThat(result.nodeDrops()).isEmpty();
    }

    @Test
    void measuresNoDelayOfDatagramsThatCarryNoTime() {
        RunResult result = run(TWO_HOSTS + "traffic: [ { udp: { from: a, to: b, rate: 8kbit, size: 15, for: 1s } } ]");

        assertThat(result.flows().getFirst().receivedPackets()).isPositive();
        assertThat(result.flows().getFirst().delay().isKnown()).isFalse();
    }

    @Test
    void runsALabWithoutTrafficAndEndsAtOnce() {
        RunResult result = Simulation.run(Generators.ring(5), SimulationOptions.DEFAULT);

        assertThat(result.simulatedNanos()).isZero();
        assertThat(result.packetHops()).isZero();
    }
}
