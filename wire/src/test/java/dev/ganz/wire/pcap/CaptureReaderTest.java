package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.MalformedPacket;
import dev.ganz.wire.pcap.CaptureOctets.Found;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {
    private static final Gen<byte[]> BEGINNINGS = Gen.oneOf(List.of(
            new byte[0],
            hex("d4c3b2a1020004000000000000000000ffff000001000000"),
            hex("a1b23c4d000200040000000000000000000000000000ffff"),
            hex("0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000"),
            hex("0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c0000000100000014000000010000000000000014000000"),
            hex(
                    "0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff0000001c000000010000001400010000000000600000001400000006"),
            hex("1f8b0800000000000003")));

    @ParameterizedTest
    @CsvSource({
        "34cdb2a1, modified pcap (Kuznetzov); editcap converts it",
        "a1b2cd34, modified pcap (Kuznetzov); editcap converts it",
        "736e6f6f70000000, snoop; editcap converts it",
        "28b52ffd, a file packed by zstd; unpack it first",
        "425a6839, a file packed by bzip2; unpack it first",
        "504b0304, a zip archive; unpack it first",
        "7f454c46, 7f454c46"
    })
    void namesWhatItDoesNotRead(String magic, String name) throws IOException {
        Found found = CaptureOctets.read(hex(magic));

        assertThat(found.error()).hasMessage("magic number at octet 0: expected that of pcap or pcapng, found " + name);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(CaptureOctets.read(new byte[0]).error())
                .hasMessage("capture file at octet 0: expected 4 octets, found 0 octets and the end of the file");
    }

    @Test
    void unpacksGzip() throws IOException {
        byte[] plain = capture(20);

        assertThat(CaptureOctets.read(CaptureOctets.gzip(plain))).isEqualTo(CaptureOctets.read(plain));
    }

    @Test
    void refusesGzipWithinGzip() throws IOException {
        assertThat(CaptureOctets.read(CaptureOctets.gzip(CaptureOctets.gzip(capture(1))))
                        .error())
                .hasMessageContaining("a second gzip within the first");
    }

    @Test
    void givesThePacketsBeforeTheEndOfACutFile() throws IOException {
        byte[] whole = capture(4);
        Found all = CaptureOctets.read(whole);
        Set<Integer> ends = blockEnds(whole);

        for (int cut = 0; cut < whole.length; cut++) {
            Found found = CaptureOctets.read(Arrays.copyOf(whole, cut));

            int end = cut;
            long blocks = ends.stream().filter(e -> e <= end).count();
            int packets = (int) Math.max(0, blocks - 2); // a section header and an interface come first
            assertThat(found.packets())
                    .as("cut at %d", cut)
                    .isEqualTo(all.packets().subList(0, packets));
            assertThat(found.error() == null).as("cut at %d", cut).isEqualTo(ends.contains(cut));
        }
    }

    @Test
    void givesThePacketsBeforeTheEndOfACutGzipFileAndNeverTakesItForWhole() throws IOException {
        byte[] whole = capture(200);
        byte[] packed = CaptureOctets.gzip(whole);
        Found all = CaptureOctets.read(whole);

        for (int cut = 0; cut < packed.length; cut += 7) {
            Found found = CaptureOctets.read(Arrays.copyOf(packed, cut));

            assertThat(found.error()).as("cut at %d", cut).isNotNull();
            assertThat(found.packets())
                    .isEqualTo(all.packets().subList(0, found.packets().size()));
        }
        assertThat(CaptureOctets.read(Arrays.copyOf(packed, packed.length - 1)).packets())
                .hasSize(200);
    }

    @Test
    void doesNotAllocateWhatALengthFieldPromises() throws IOException {
        byte[] file = hex("d4c3b2a1020004000000000000000000ffff000001000000" + "0000000000000000ffffff00ffffff00");
        for (int i = 0; i < 2000; i++) { // 2000 times 16 MiB would take seconds and gigabytes
            assertThat(CaptureOctets.read(file).error()).hasMessageContaining("expected 16777215 octets, found 0");
        }
    }

    @Test
    void readsFromAStreamThatGivesAnOctetAtATime() throws IOException {
        byte[] file = capture(5);
        InputStream slow = new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] octets, int offset, int length) {
                return super.read(octets, offset, Math.min(1, length));
            }
        };
        int count = 0;
        try (CaptureReader reader = CaptureReader.of(slow)) {
            while (reader.next() != null) {
                count++;
            }
        }

        assertThat(count).isEqualTo(5);
    }

    @Test
    void failsByTheDeclaredErrorOnlyWhateverTheOctets() {
        Gen<byte[]> files = BEGINNINGS.flatMap(beginning -> Gen.octets(200).map(rest -> joined(beginning, rest)));

        Property.forAll(20_000, files, CaptureReaderTest::readCarelessly);
    }

    @Test
    void failsByTheDeclaredErrorOnlyAfterOctetsWereChanged() throws IOException {
        byte[] whole = capture(6);
        Gen<byte[]> files = (random, size) -> {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            return changed;
        };

        Property.forAll(20_000, files, CaptureReaderTest::readCarelessly);
    }

    /** Everything that can be asked of a file, whatever is in it. */
    static void readCarelessly(byte[] file) throws IOException {
        try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(file))) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                assertThat(packet.copy()).hasSize(packet.length());
                findNetwork(packet);
            }
        } catch (MalformedCapture declared) {
            assertThat(declared.offset()).isNotNegative();
        }
    }

    private static void findNetwork(CapturedPacket packet) {
        int end = packet.offset() + packet.length();
        try {
            packet.network().ifPresent(network -> assertThat(network.offset()).isBetween(packet.offset(), end));
        } catch (MalformedPacket declared) {
            assertThat(declared).hasMessageContaining("expected");
        }
    }

    /** Packets on one interface, with a comment on every third. */
    static byte[] capture(int packets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            writer.addInterface("", LinkType.ETHERNET);
            for (int i = 0; i < packets; i++) {
                byte[] octets = (i + "-packet-of-some-length").getBytes(StandardCharsets.UTF_8);
                if (i % 3 == 2) {
                    writer.packet(0, i, Direction.INBOUND, octets, 0, octets.length, 1500, "third");
                } else {
                    writer.packet(0, i, Direction.OUTBOUND, octets, 0, octets.length);
                }
            }
        }
        return out.toByteArray();
    }

    /** Where the blocks of a little-endian pcapng file end. */
    private static Set<Integer> blockEnds(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        Set<Integer> ends = new TreeSet<>();
        int at = 0;
        while (at < file.length) {
            at += buffer.getInt(at + 4);
            ends.add(at);
        }
        return ends;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
