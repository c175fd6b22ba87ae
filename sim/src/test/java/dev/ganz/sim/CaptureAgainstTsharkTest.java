package dev.ganz.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.file.LabFile;
import dev.ganz.stack.result.Progress;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture of a run looks like to a program that nobody here wrote. */
class CaptureAgainstTsharkTest {
    private static final List<String> CHECKSUMS = List.of("ip", "icmp", "icmpv6", "udp", "tcp");
    /** Those that tshark checks only when it is told to. */
    private static final List<String> OPTIONAL_CHECKSUMS = List.of("ip", "udp", "tcp");

    /** Everything at once: VLANs, both families, a narrow link, every impairment but corruption, faults, errors. */
    private static final String EVERYTHING = """
        name: everything
        topology:
          nodes:
            a: { kind: host }
            b: { kind: host }
            c: { kind: host }
            d: { kind: host }
            s1: { kind: switch, vlans: { p1: 10, p2: 20, p9: [10, 20] } }
            s2: { kind: switch, vlans: { p1: 10, p2: 20, p9: [10, 20] } }
            r1: { kind: router }
            r2: { kind: router, routes: [ "198.51.100.0/24 blackhole", "203.0.113.0/24 unreachable" ] }
            r3: { kind: router }
          links:
            - endpoints: ["a:eth1", "s1:p1"]
            - endpoints: ["b:eth1", "s2:p1"]
            - endpoints: ["s1:p9", "s2:p9"]
              impair: { delay: 1ms, jitter: 200us, distribution: normal }
            - endpoints: ["c:eth1", "s1:p2"]
            - endpoints: ["r1:eth1", "s2:p2"]
            - endpoints: ["r1:eth2", "r2:eth1"]
              mtu: 1280
              impair: { delay: 5ms, rate: 2mbit, limit: 20, loss: "gemodel 2% 20%", duplicate: 3%, reorder: 5%, overhead: 24, ecn: true }
            - endpoints: ["r2:eth2", "r3:eth1"]
              impair: { delay: 5ms, jitter: 3ms, distribution: pareto, loss: 2%, slot: 1ms 2ms packets 3 }
            - endpoints: ["r1:eth3", "r3:eth2"]
              impair: { delay: 30ms }
            - endpoints: ["r3:eth3", "d:eth1"]
        traffic:
          - ping: { from: a, to: b, every: 50ms, count: 60 }
          - ping: { from: c, to: d, every: 50ms, count: 60 }
          - ping: { name: large, from: c, to: d, every: 100ms, count: 30, size: 4000 }
          - ping: { name: c6, from: c, to: d, every: 50ms, count: 60, family: ipv6 }
          - ping: { name: large6, from: c, to: d, every: 100ms, count: 30, size: 4000, family: ipv6 }
          - ping: { name: apart, from: a, to: d, every: 1s, count: 3 }
          - udp: { name: u4, from: c, to: d, rate: 500kbit, size: 700, for: 3s }
          - udp: { name: u6, from: d, to: c, rate: 500kbit, size: 3000, for: 3s, family: ipv6, pattern: poisson }
        faults:
          - { at: 1s, for: 500ms, link: "r1:eth2", down: true }
          - { at: 2s, node: r3, crash: true, restart: 300ms }
          - { at: 2.5s, for: 300ms, partition: [[c], [d]] }
        """;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTshark() throws InterruptedException {
        boolean present;
        try {
            present = new ProcessBuilder("tshark", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(60, TimeUnit.SECONDS);
        } catch (IOException absent) {
            present = false;
        }
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(present).as("tshark is installed").isTrue();
        }
        Assumptions.assumeTrue(present, "tshark is not installed");
    }

    private RunResult run(String yaml, List<String> captured, Path file) {
        Lab lab = LabFile.read("everything.yaml", yaml).lab();
        List<SimulationOptions.Capture> captures = captured.stream()
                .map(place -> new SimulationOptions.Capture(place, file))
                .toList();
        return Simulation.run(
                lab,
                new SimulationOptions(OptionalLong.empty(), captures, Optional.empty(), Progress.NONE, null, () -> 0));
    }

    /** Lines that tshark prints of the frames that {@code filter} lets through. */
    private static List<String> tshark(Path file, String filter, String... fields) throws Exception {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-Y", filter));
        for (String protocol : OPTIONAL_CHECKSUMS) {
            command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
        }
        if (fields.length > 0) {
            command.addAll(List.of("-T", "fields"));
            for (String field : fields) {
                command.addAll(List.of("-e", field));
            }
        }
        Path errors = Files.createTempFile("tshark", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        return lines;
    }

    private static String badFrames() {
        return "_ws.malformed || "
                + String.join(
                        " || ",
                        CHECKSUMS.stream()
                                .map(name -> name + ".checksum.status == 0")
                                .toList());
    }

    @Test
    void everyFrameOfALabWithEverythingIsWellFormed() throws Exception {
        Path file = folder.resolve("everything.pcapng");
        List<String> nodes = LabFile.read("everything.yaml", EVERYTHING).lab().nodes().stream()
                .map(Node::name)
                .toList();

        RunResult result = run(EVERYTHING, nodes, file);

        assertThat(result.packetHops()).isGreaterThan(4_000);
        assertThat(tshark(file, badFrames())).isEmpty();
        for (String protocol : List.of(
                "arp",
                "vlan",
                "icmp.type == 8",
                "icmp.type == 0",
                "icmpv6.type == 129",
                "icmpv6.type == 135",
                "icmpv6.type == 136",
                "ip.flags.mf == 1",
                "ipv6.fraghdr",
                "icmp.type == 3",
                "udp && ip",
                "udp && ipv6")) {
            assertThat(tshark(file, protocol, "frame.number")).as(protocol).isNotEmpty();
        }
    }

    @Test
    void corruptionIsAllThatIsWrongWithACapture() throws Exception {
        Path file = folder.resolve("corrupt.pcapng");
        RunResult result = run("""
            name: corrupt
            topology:
              nodes: { a: { kind: host }, b: { kind: host } }
              links:
                - endpoints: ["a:eth1", "b:eth1"]
                  impair: { delay: 1ms, corrupt: 20% }
            traffic: [ { ping: { from: a, to: b, every: 10ms, count: 500 } } ]
            """, List.of("b"), file);

        long corrupted = result.links().getFirst().corrupted();
        List<String> bad = tshark(file, badFrames(), "frame.number");
        assertThat(corrupted).isBetween(60L, 140L);
        // one bit of 784: 112 of them are Ethernet's, where no checksum sees it
        assertThat(bad).hasSizeBetween((int) (corrupted * 0.7), (int) corrupted);
    }
}
