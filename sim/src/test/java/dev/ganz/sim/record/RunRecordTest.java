package dev.ganz.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.sim.record.RunRecordReader.Entry;
import dev.ganz.stack.result.LabEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {
    private static final RunHeader HEADER = new RunHeader(
            "branch-office",
            -7,
            List.of(new RecordedNode("hq", List.of("eth1")), new RecordedNode("köln", List.of("eth1", "eth2"))));

    @TempDir
    private Path directory;

    private record Step(long later, int node, int port, byte[] octets, boolean eventBefore) {}

    private static final Gen<Step> STEPS = (random, size) -> {
        int node = random.nextInt(2);
        return new Step(
                Gen.longs(0, 1_000_000_000_000L).next(random, size),
                node,
                random.nextInt(HEADER.nodes().get(node).ports().size()),
                random.nextBoolean()
                        ? hop(random.nextInt(3), random.nextInt(256))
                        : Gen.octets(2000).next(random, size),
                random.nextInt(10) == 0);
    };

    /** A packet as it looks after some hops: only its time to live, an address and a checksum tell. */
    private static byte[] hop(int packet, int hops) {
        byte[] octets = new byte[98];
        Arrays.fill(octets, 30, 98, (byte) packet);
        octets[11] = (byte) hops;
        octets[22] = (byte) (64 - hops);
        octets[25] = (byte) hops;
        return octets;
    }

    @Test
    void readsBackWhatWasRecorded() {
        Property.forAll(300, Gen.lists(STEPS, 200), steps -> {
            Path file = directory.resolve("run");
            List<Object> expected = record(file, steps);

            assertThat(read(file)).isEqualTo(expected);
        });
    }

    @Test
    void readsBackMoreThanABlockHolds() {
        List<Step> steps = Stream.iterate(0, i -> i + 1)
                .limit(20_000)
                .map(i -> new Step(1_000, i % 2, 0, hop(i / 10, i % 10), false))
                .toList();
        Path file = directory.resolve("run");
        List<Object> expected = record(file, steps);

        assertThat(read(file)).isEqualTo(expected);
        assertThat(sizeOf(file)).isLessThan(20_000 * 10); // a tenth of the frames' octets
    }

    @Test
    void keepsNodesByTheThousand() {
        List<RecordedNode> nodes = Stream.iterate(0, i -> i + 1)
                .limit(50_000)
                .map(i -> new RecordedNode("node-" + i, List.of("eth1", "eth2")))
                .toList();
        Path file = directory.resolve("run");
        RunHeader header = new RunHeader("big", 1, nodes);
        try (RunRecorder recorder = RunRecorder.create(file, header)) {
            recorder.commit(0);
        }

        try (RunRecordReader reader = RunRecordReader.open(file)) {
            assertThat(reader.header()).isEqualTo(header);
        }
    }

    @Test
    void leavesNothingWithoutCommit() throws IOException {
        try (RunRecorder recorder = RunRecorder.create(directory.resolve("run"), HEADER)) {
            recorder.delivery(0, 0, 0, new byte[60], 0, 60);
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void saysWhyItCannotWrite() {
        Path file = directory.resolve("no/such");

        assertThatThrownBy(() -> RunRecorder.create(file, HEADER))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("cannot write " + file + ": no such file or directory");
    }

    @Test
    void refusesTimeThatGoesBack() {
        try (RunRecorder recorder = RunRecorder.create(directory.resolve("run"), HEADER)) {
            recorder.delivery(5, 0, 0, new byte[60], 0, 60);

            assertThatThrownBy(() -> recorder.delivery(4, 0, 0, new byte[60], 0, 60))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("recorded at 4 after 5");
        }
    }

    @Test
    void refusesWhatIsNoRecord() throws IOException {
        Path file = Files.writeString(directory.resolve("lab.yaml"), "name: branch-office\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(file + " is no record of a run; ganz sim LAB --record FILE writes one");
        assertThatThrownBy(() -> read(directory.resolve("absent")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith("absent: no such file or directory");
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        byte[] octets = small();
        octets[11] = 2;
        Path file = Files.write(directory.resolve("changed"), octets);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is a record of version 2, expected 1");
    }

    @Test
    void noticesEveryCut() throws IOException {
        byte[] octets = small();
        for (int cut = 0; cut < octets.length; cut++) {
            Path file = Files.write(directory.resolve("cut"), Arrays.copyOf(octets, cut));

            assertThatThrownBy(() -> read(file)).as("cut at %d", cut).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void noticesEveryChange() throws IOException {
        byte[] octets = small();
        for (int at = 0; at < octets.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                octets[at] ^= (byte) (1 << bit);
                Path file = Files.write(directory.resolve("changed"), octets);

                assertThatThrownBy(() -> read(file))
                        .as("bit %d of octet %d", bit, at)
                        .isInstanceOf(InvalidInput.class);
                octets[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void noticesOctetsBehindTheEnd() throws IOException {
        byte[] octets = small();
        Path file = Files.write(directory.resolve("longer"), Arrays.copyOf(octets, octets.length + 1));

        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidInput.class).hasMessageContaining("more octets");
    }

    @Test
    void refusesABlockOf4GiB() throws IOException {
        byte[] octets = ByteBuffer.allocate(20)
                .putLong(RecordFormat.MAGIC)
                .putInt(1)
                .putInt(-1)
                .putInt(-1)
                .array();
        Path file = Files.write(directory.resolve("bomb"), octets);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(file + " is damaged: expected 1 to 262144 octets unpacked in the block at octet 12,"
                        + " found 4294967295; record the run again");
    }

    @Test
    void failsByTheDeclaredErrorOnlyWhateverTheBlocksHold() {
        Gen<byte[]> contents = Gen.oneOf(List.of("", "00", "0362617200000000000000010101610162", "00".repeat(12)))
                .flatMap(beginning ->
                        Gen.octets(300).map(rest -> joined(HexFormat.of().parseHex(beginning), rest)));

        Property.forAll(3000, contents, content -> {
            Path file = directory.resolve("any");
            writeBlocks(file, content);
            try {
                read(file);
            } catch (InvalidInput declared) {
                assertThat(declared).hasMessageContaining("record");
            }
        });
    }

    /** A whole file around octets that no recorder would write. */
    private static void writeBlocks(Path file, byte[] content) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            BlockSink sink = new BlockSink(out);
            sink.reserve(content.length);
            sink.putOctets(content, 0, content.length);
            sink.end();
            sink.release();
        }
    }

    private byte[] small() throws IOException {
        Path file = directory.resolve("small");
        record(file, List.of(new Step(5, 1, 0, new byte[98], true), new Step(0, 0, 0, new byte[60], false)));
        return Files.readAllBytes(file);
    }

    private static List<Object> record(Path file, List<Step> steps) {
        List<Object> entries = new ArrayList<>(List.of(HEADER));
        long time = 0;
        try (RunRecorder recorder = RunRecorder.create(file, HEADER)) {
            for (Step step : steps) {
                time += step.later;
                if (step.eventBefore) {
                    LabEvent event = new LabEvent(time, LabEvent.Kind.FAULT, "hq:eth1->", "down for 2s");
                    recorder.event(event);
                    entries.add(event);
                }
                byte[] dirty = joined(new byte[3], step.octets);
                recorder.delivery(time, step.node, step.port, dirty, 3, step.octets.length);
                entries.add(new Delivery(
                        time,
                        HEADER.nodes().get(step.node).name(),
                        HEADER.nodes().get(step.node).ports().get(step.port),
                        step.octets.length,
                        Arrays.copyOf(step.octets, Math.min(64, step.octets.length))));
            }
            recorder.commit(-42);
        }
        entries.add(-42L);
        return entries;
    }

    private static List<Object> read(Path file) {
        List<Object> entries = new ArrayList<>();
        try (RunRecordReader reader = RunRecordReader.open(file)) {
            entries.add(reader.header());
            for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
                entries.add(entry == Entry.DELIVERY ? reader.delivery() : reader.event());
            }
            entries.add(reader.digest());
        }
        return entries;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
