package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.LiveUser.Ended;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Traffic, faults and expectations in real time, and what a test leaves behind: nothing. */
class LiveScenarioTest {
    /** Of every fault one, on which expectations depend in both directions. */
    private static final String FAULTS = """
        name: faults
        seed: 3
        topology:
          nodes:
            a: { kind: host }
            sw: { kind: switch }
            r: { kind: router }
            b: { kind: host, run: ["touch /run/started; exec sleep 1000"], ready: "test -e /run/started" }
            c: { kind: host }
          links:
            - endpoints: ["a:eth1", "sw:p1"]
            - endpoints: ["sw:p2", "r:eth1"]
            - endpoints: ["r:eth2", "b:eth1"]
              impair: { delay: 5ms }
            - endpoints: ["c:eth1", "sw:p3"]
        traffic:
          - ping: { name: p4, from: a, to: b, every: 20ms, count: 400 }
          - ping: { name: p6, from: c, to: b, every: 20ms, count: 25, family: ipv6 }
          - udp: { name: u, from: a, to: b, rate: 800kbit, size: 100, for: 400ms }
        faults:
          - { at: 800ms, for: 800ms, link: "r:eth2", down: true }
          - { at: 2700ms, for: 800ms, partition: [[a], [b, r]] }
          - { at: 4600ms, for: 800ms, link: "r:eth2->", set: { delay: 60ms } }
          - { at: 5600ms, node: b, crash: true, restart: 800ms }
          - { at: 8s, for: 600ms, link: "a:eth1", set: { loss: 100% } }
        expect:
          - { reachable: [a, b], within: 1s }
          - { reachable: [a, b], at: 1200ms, within: 300ms, is: false }
          - { recovers: [a, b], after: 1600ms, within: 1s }
          - { reachable: [a, b], at: 3100ms, within: 300ms, is: false }
          - { reachable: [c, b], at: 3100ms, within: 300ms }
          - { recovers: [a, b], after: 3500ms, within: 1s }
          - { ping: [a, b], between: [4900ms, 5300ms], rtt.min: ">= 65ms" }
          - { reachable: [a, b], at: 6s, within: 300ms, is: false }
          - { recovers: [a, b], after: 6400ms, within: 1500ms }
          - { reachable: [a, b], at: 8250ms, within: 300ms, is: false }
          - { recovers: [a, b], after: 8600ms, within: 1s }
          - { ping: [a, b], between: [100ms, 500ms], loss: "<= 0%", rtt.min: [">= 10ms", "<= 30ms"] }
          - { ping: [c, b], between: [0s, 500ms], received: ">= 24" }
          - { flow: u, received: ">= 390", sent: "== 400" }
        duration: 9700ms
        """;

    @Test
    void doesToNodesAndLinksWhatTheLabSaysAndJudgesIt() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            judges(user);
        }
    }

    @Test
    void judgesWithoutAnyPrivilege() throws Exception {
        try (LiveUser user = LiveUser.rootless()) {
            judges(user);
        }
    }

    private static void judges(LiveUser user) throws Exception {
        Ended test = user.ganz(
                "up", "--test", "-o", "result.xml", "--events", "events.txt", user.lab("faults.yaml", FAULTS));

        String report = user.read("result.xml");
        assertThat(test).as(report).isEqualTo(new Ended(ExitStatus.OK, "", ""));
        assertThat(report)
                .startsWith("<?xml")
                .contains("<testsuite name=\"faults\" tests=\"14\" failures=\"0\" errors=\"0\"", "in real time")
                .doesNotContain("digest");
        assertThat(user.read("events.txt")
                        .lines()
                        .map(line -> line.substring(17).strip()))
                .containsSubsequence(
                        "fault        r:eth2                down",
                        "carrier      b:eth1                down",
                        "carrier      b:eth1                up",
                        "fault        -                     partition [[a], [b, r]]",
                        "fault        -                     partition healed",
                        "fault        r:eth2->              set delay",
                        "node         b                     crashed",
                        "carrier      r:eth2                down",
                        "node         b                     started afresh",
                        "carrier      r:eth2                up");
        assertThat(user.remains()).isEmpty();
    }

    @Test
    void failsWithStatusOneWhenAnExpectationDoesAndLeavesNothing() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            Ended test = user.ganz("up", "--test", user.lab("wrong.yaml", """
                name: wrong
                topology:
                  nodes: { a: { kind: host }, b: { kind: host }, c: { kind: host } }
                  links: [ { endpoints: ["a:eth1", "b:eth1"] } ]
                expect:
                  - { reachable: [a, b], within: 1s }
                  - { reachable: [a, b], at: 100ms, is: false }
                """));

            assertThat(test.status()).as(test.err()).isEqualTo(ExitStatus.FAILED);
            assertThat(test.out()).contains("Expectations: 1 of 2 held", "✗  b not reachable from a at 100 ms");
            assertThat(user.remains()).isEmpty();
        }
    }

    @Test
    void saysInOneSentenceWhatCannotBeTested() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            String pair = """
                name: pair
                topology:
                  nodes: { a: { kind: host }, b: { kind: host, exec: ["true"] } }
                  links: [ { endpoints: ["a:eth1", "b:eth1"] } ]
                """;
            refuses(
                    user,
                    "expected a ping or udp, found tcp, which this version does not send",
                    "up",
                    "--test",
                    user.lab(
                            "tcp.yaml", pair + "traffic: [ { tcp: { name: backup, from: a, to: b, bytes: 1MB } } ]\n"));
            String taken = pair.replace(
                    "exec: [\"true\"]",
                    "run: [\"nc -u -l -p 7000\"], exec: [\"sleep 0.1\"], " + "ready: \"ss -lun | grep -q 7000\"");
            refuses(
                    user,
                    "cannot open UDP port 7000 in node b for the lab's traffic",
                    "up",
                    "--test",
                    user.lab(
                            "taken.yaml",
                            taken + "traffic: [ { udp: { from: a, to: b, port: 7000, rate: 1mbit, for: 1s } } ]\n"));
            refuses(user, "expected --test with them", "up", "-o", "x.xml", user.lab("pair.yaml", pair));
            assertThat(user.remains()).isEmpty();
        }
    }

    @Test
    void takesTheLabDownWhenNobodyWaitsForItsTestAnyMore() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            Process test = user.start("up", "--test", user.lab("faults.yaml", FAULTS));
            for (int i = 0; i < 200 && !user.ganz("ps").out().contains("faults"); i++) {
                Thread.sleep(50);
            }
            Thread.sleep(500);
            test.destroyForcibly();

            assertThat(test.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(user.remains()).isEmpty();
            assertThat(user.ganz("ps").out()).isEqualTo("no lab runs\n");
        }
    }

    private static void refuses(LiveUser user, String sentence, String... arguments) throws IOException {
        Ended ended = user.ganz(arguments);
        assertThat(ended.err()).startsWith("ganz: ").contains(sentence).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }
}
