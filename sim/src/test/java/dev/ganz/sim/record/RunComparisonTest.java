package dev.ganz.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.stack.result.LabEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
    private static final RunHeader HEADER = header("lab", 1, "a", "b");
    private static final LabEvent DOWN = new LabEvent(10, LabEvent.Kind.FAULT, "a:eth1", "down for 2s");

    @TempDir
    private Path directory;

    @Test
    void findsNothingBetweenARunAndItself() {
        Path run = run("run", HEADER, recorder -> {
            recorder.delivery(5, 0, 0, frame(1), 0, 98);
            recorder.event(DOWN);
            recorder.delivery(20, 1, 0, frame(2), 0, 98);
        });

        assertThat(RunComparison.of(run, run)).isEqualTo(new RunComparison(List.of(), 2, java.util.Optional.empty()));
    }

    @Test
    void namesTheFirstDeliveryThatDiffersAndWhatHappenedBefore() {
        Path first = run("first", HEADER, recorder -> {
            recorder.delivery(5, 0, 0, frame(1), 0, 98);
            recorder.event(DOWN);
            recorder.delivery(1_500_000_000, 1, 1, frame(2), 0, 98);
            recorder.delivery(1_600_000_000, 1, 0, frame(9), 0, 98);
        });
        Path second = run("second", HEADER, recorder -> {
            recorder.delivery(5, 0, 0, frame(1), 0, 98);
            recorder.delivery(1_500_000_001, 1, 0, frame(3), 0, 99);
        });

        RunComparison comparison = RunComparison.of(first, second);
        RunDifference difference = comparison.difference().orElseThrow();

        assertThat(comparison.equal()).isEqualTo(1);
        assertThat(difference.number()).isEqualTo(2);
        assertThat(difference.fields()).containsExactly("time", "place", "length", "octet 20");
        assertThat(difference.eventBeforeFirst()).contains(DOWN);
        assertThat(difference.eventBeforeSecond()).isEmpty();
        assertThat(difference.toString())
                .startsWith("delivery 2 differs in time, place, length, octet 20\n"
                        + "  first:  1.500000000 s b:eth2 98 octets")
                .contains("\n  second: 1.500000001 s b:eth1 99 octets");
    }

    @Test
    void saysWhatThePacketsAre() {
        byte[] ping = HexFormat.of()
                .parseHex("0200000000020200000000010800" + "4500005400004000400126a70a0000010a000002"
                        + "0800f7ff00010007" + "00".repeat(56));
        byte[] pong = ping.clone();
        pong[34] = 0;
        RunDifference difference = RunComparison.of(one("ping", 5, 0, 0, ping, 98), one("pong", 5, 0, 0, pong, 98))
                .difference()
                .orElseThrow();

        assertThat(difference.toString())
                .contains("first:  0.000000005 s a:eth1 98 octets: IPv4 10.0.0.1 > 10.0.0.2: ICMP echo request")
                .contains("second: 0.000000005 s a:eth1 98 octets: IPv4 10.0.0.1 > 10.0.0.2: ICMP echo reply")
                .doesNotContain("malformed");
    }

    @Test
    void seesEachFieldAlone() {
        Path base = one("base", 5, 0, 0, frame(1), 98);

        assertThat(fields(base, one("time", 6, 0, 0, frame(1), 98))).containsExactly("time");
        assertThat(fields(base, one("node", 5, 1, 0, frame(1), 98))).containsExactly("place");
        assertThat(fields(base, one("port", 5, 0, 1, frame(1), 98))).containsExactly("place");
        assertThat(fields(base, one("length", 5, 0, 0, frame(1), 97))).containsExactly("length");
        assertThat(fields(base, one("short", 5, 0, 0, frame(1), 20))).containsExactly("length");
        assertThat(fields(base, one("octet", 5, 0, 0, frame(7), 98))).containsExactly("octet 20");
    }

    @Test
    void saysThatOneRunEndsEarlier() {
        Path longer = run("longer", HEADER, recorder -> {
            recorder.delivery(5, 0, 0, frame(1), 0, 98);
            recorder.delivery(6, 0, 0, frame(1), 0, 98);
        });
        Path shorter = one("shorter", 5, 0, 0, frame(1), 98);

        assertThat(RunComparison.of(longer, shorter).difference().orElseThrow().toString())
                .startsWith("the second run ends after 1 deliveries; the first goes on with\n  0.000000006 s a:eth1");
        assertThat(RunComparison.of(shorter, longer).difference().orElseThrow().toString())
                .startsWith("the first run ends after 1 deliveries; the second goes on with\n  0.000000006 s a:eth1");
    }

    @Test
    void comparesRunsOfDifferentLabsByNameAndSaysSo() {
        Path first = run("first", header("one", 1, "a", "b"), r -> r.delivery(5, 1, 0, frame(1), 0, 98));
        Path second = run("second", header("two", 2, "b", "c", "d"), r -> r.delivery(5, 0, 0, frame(1), 0, 98));

        RunComparison comparison = RunComparison.of(first, second);

        assertThat(comparison.difference()).isEmpty();
        assertThat(comparison.notes())
                .containsExactly(
                        "the runs are of different labs: one and two",
                        "the runs have different seeds: 1 and 2",
                        "only the first run has the node a",
                        "only the second run has the node c and 1 more");
    }

    @Test
    void refusesARecordThatWasCut() throws IOException {
        Path whole = one("whole", 5, 0, 0, frame(1), 98);
        byte[] octets = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(octets, octets.length - 1));

        assertThatThrownBy(() -> RunComparison.of(whole, cut))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(cut + " is cut: it ends at octet " + (octets.length - 1)
                        + " before the record does; record the run again");
    }

    private static List<String> fields(Path first, Path second) {
        return RunComparison.of(first, second).difference().orElseThrow().fields();
    }

    private Path one(String name, long time, int node, int port, byte[] octets, int length) {
        return run(name, HEADER, recorder -> recorder.delivery(time, node, port, octets, 0, length));
    }

    private Path run(String name, RunHeader header, Consumer<RunRecorder> steps) {
        Path file = directory.resolve(name);
        try (RunRecorder recorder = RunRecorder.create(file, header)) {
            steps.accept(recorder);
            recorder.commit(0);
        }
        return file;
    }

    private static RunHeader header(String lab, long seed, String... nodes) {
        return new RunHeader(
                lab,
                seed,
                Arrays.stream(nodes)
                        .map(name -> new RecordedNode(name, List.of("eth1", "eth2")))
                        .toList());
    }

    private static byte[] frame(int octet) {
        byte[] frame = new byte[100];
        frame[20] = (byte) octet;
        return frame;
    }
}
