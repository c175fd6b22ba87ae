package dev.ganz.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.lab.Lab;
import dev.ganz.lab.file.LabFile;
import dev.ganz.sim.Simulation;
import dev.ganz.sim.SimulationOptions;
import dev.ganz.sim.record.RunRecordReader.Entry;
import dev.ganz.stack.result.Progress;
import dev.ganz.stack.result.RunResult;
import dev.ganz.wire.pcap.CaptureReader;
import dev.ganz.wire.pcap.CapturedPacket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records and captures of labs that really run. */
class WatchedRunTest {
    private static final String LOSSY = """
        name: lossy
        seed: SEED
        topology:
          nodes:
            a: { kind: host }
            r: { kind: router }
            sw: { kind: switch }
            b: { kind: host }
          links:
            - endpoints: ["a:eth1", "r:eth1"]
              impair: { delay: 3ms, jitter: 1ms, loss: 20% }
            - endpoints: ["r:eth2", "sw:eth1"]
              impair: { rate: 1mbit, limit: 5 }
            - endpoints: ["sw:eth2", "b:eth1"]
        traffic:
          - ping: { from: a, to: b, every: 100ms, count: 50 }
          - ping: { from: b, to: a, every: 70ms, count: 50, family: ipv6 }
          - udp: { from: a, to: b, rate: 1mbit, size: 512, for: 2s }
        faults:
          - { at: 1s, for: 500ms, link: "r:eth2", down: true }
        """;

    @TempDir
    private Path directory;

    @Test
    void recordsTheSameTwiceWithTheDigestOfTheResult() {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        RunResult result = run(1, Optional.of(first), List.of());
        run(1, Optional.of(second), List.of());

        assertThat(RunComparison.of(first, second))
                .isEqualTo(new RunComparison(List.of(), result.packetHops(), Optional.empty()));
        try (RunRecordReader reader = RunRecordReader.open(first)) {
            while (reader.next() != Entry.END) {
                assertThat(reader.time()).isLessThanOrEqualTo(result.simulatedNanos());
            }
            assertThat(reader.digest()).isEqualTo(result.digest());
        }
    }

    @Test
    void findsWhereAnotherSeedParts() {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        run(1, Optional.of(first), List.of());
        run(2, Optional.of(second), List.of());

        RunComparison comparison = RunComparison.of(first, second);

        assertThat(comparison.notes()).containsExactly("the runs have different seeds: 1 and 2");
        assertThat(comparison.difference()).isPresent();
    }

    @Test
    void capturesBeforeLossWhereFramesLeaveAndAfterTheWireWhereTheyArrive() throws IOException {
        Path file = directory.resolve("wire.pcapng");
        run(1, Optional.empty(), List.of(capture("a", file), capture("r:eth1", file)));
        int sent = 0;
        int arrived = 0;
        int arrivedUntold = 0;
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                switch (packet.captureInterface().name() + " " + packet.direction()) {
                    case "a:eth1 OUTBOUND" -> sent++;
                    case "r:eth1 INBOUND" -> arrived++;
                    case "a:eth1 INBOUND", "r:eth1 OUTBOUND" -> {}
                    default -> arrivedUntold++;
                }
            }
        }

        assertThat(arrivedUntold).isZero();
        assertThat(arrived).isBetween(sent / 2, sent * 19 / 20); // a fifth of hundreds is lost
    }

    @Test
    void capturesWhatIsWellFormedToTshark() throws IOException, InterruptedException {
        assumeTshark();
        Path file = directory.resolve("all.pcapng");
        run(
                1,
                Optional.empty(),
                List.of(capture("a", file), capture("r", file), capture("sw", file), capture("b", file)));

        assertThat(tshark(file, "frame")).hasSizeGreaterThan(300);
        assertThat(tshark(
                        file,
                        "_ws.malformed || _ws.expert.severity == error || ip.checksum.status == bad"
                                + " || udp.checksum.status == bad || icmp.checksum.status == bad"
                                + " || icmpv6.checksum.status == bad"))
                .isEmpty();
    }

    private static RunResult run(long seed, Optional<Path> record, List<SimulationOptions.Capture> captures) {
        Lab lab = LabFile.read("lossy.yaml", LOSSY.replace("SEED", String.valueOf(seed)))
                .lab();
        return Simulation.run(
                lab, new SimulationOptions(OptionalLong.empty(), captures, record, Progress.NONE, null, () -> 0));
    }

    private static SimulationOptions.Capture capture(String what, Path file) {
        return new SimulationOptions.Capture(what, file);
    }

    private static List<String> tshark(Path file, String filter) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "tshark",
                        "-n",
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-o",
                        "udp.check_checksum:TRUE",
                        "-r",
                        file.toString(),
                        "-Y",
                        filter)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit status of tshark").isZero();
        return output.lines().toList();
    }

    private static void assumeTshark() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("tshark", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            there = false;
        }
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(there).as("tshark is installed").isTrue();
        }
        assumeTrue(there, "tshark is not installed");
    }
}
