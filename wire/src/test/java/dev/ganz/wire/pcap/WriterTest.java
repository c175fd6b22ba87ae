package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.pcap.CaptureOctets.Found;
import dev.ganz.wire.pcap.CaptureOctets.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriterTest {
    private record Sent(int where, long time, Direction direction, byte[] octets, int original, String comment) {}

    private static final Gen<Sent> PACKETS = (random, size) -> {
        byte[] octets = Gen.octets(300).next(random, size);
        return new Sent(
                random.nextInt(3),
                Gen.longs(0, 4_294_967_295_999_999_999L).next(random, size),
                Gen.oneOf(List.of(Direction.values())).next(random, size),
                octets,
                octets.length + random.nextInt(3),
                Gen.oneOf(List.of("", "a", "four", "Köln")).next(random, size));
    };

    @Test
    void readsBackWhatThePcapngWriterWrote() {
        Property.forAll(Gen.lists(PACKETS, 40), sent -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PcapngWriter writer = new PcapngWriter(out, "Ganz")) {
                writer.addInterface("core:eth1", LinkType.ETHERNET);
                writer.addInterface("", LinkType.LINUX_COOKED_2, 1);
                writer.addInterface("später", LinkType.RAW, 100);
                for (Sent packet : sent) {
                    writer.packet(
                            packet.where,
                            packet.time,
                            packet.direction,
                            packet.octets,
                            0,
                            packet.octets.length,
                            packet.original,
                            packet.comment);
                }
            }
            Found found = CaptureOctets.read(out.toByteArray());

            assertThat(found.error()).isNull();
            assertThat(found.packets()).hasSameSizeAs(sent);
            for (int i = 0; i < sent.size(); i++) {
                Packet packet = found.packets().get(i);
                assertEqual(packet, sent.get(i), new int[] {262_144, 1, 100}[sent.get(i).where]);
                assertThat(packet.where().name())
                        .isEqualTo(List.of("core:eth1", "", "später").get(sent.get(i).where));
                assertThat(packet.direction()).isEqualTo(sent.get(i).direction);
                assertThat(String.join("", packet.comments())).isEqualTo(sent.get(i).comment);
            }
        });
    }

    @Test
    void readsBackWhatThePcapWriterWrote() {
        Property.forAll(Gen.lists(PACKETS, 40), sent -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PcapWriter writer = new PcapWriter(out, LinkType.LOOP, 200)) {
                for (Sent packet : sent) {
                    writer.packet(packet.time, packet.octets, 0, packet.octets.length, packet.original);
                }
            }
            Found found = CaptureOctets.read(out.toByteArray());

            assertThat(found.error()).isNull();
            assertThat(found.packets()).hasSameSizeAs(sent);
            for (int i = 0; i < sent.size(); i++) {
                assertEqual(found.packets().get(i), sent.get(i), 200);
                assertThat(found.packets().get(i).where().linkType()).isEqualTo(LinkType.LOOP);
            }
        });
    }

    @Test
    void cutsLongPacketsAndKeepsTheirLength() throws IOException {
        byte[] huge = new byte[300_000];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            writer.addInterface("a", LinkType.ETHERNET);
            writer.packet(0, 1, Direction.UNKNOWN, huge, 0, huge.length);
            writer.packet(0, 2, Direction.UNKNOWN, huge, 7, 70_001);
        }

        List<Packet> packets = CaptureOctets.read(out.toByteArray()).packets();

        assertThat(packets).extracting(Packet::length).containsExactly(262_144, 70_001);
        assertThat(packets).extracting(Packet::originalLength).containsExactly(300_000L, 70_001L);
    }

    @Test
    void cutsACommentThatNoOptionHoldsBetweenCharacters() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            writer.addInterface("a", LinkType.ETHERNET);
            writer.packet(0, 1, Direction.UNKNOWN, new byte[1], 0, 1, 1, "€".repeat(30_000));
        }

        Found found = CaptureOctets.read(out.toByteArray());

        assertThat(found.packets().getFirst().comments()).containsExactly("€".repeat(21_845));
    }

    @Test
    void refusesWhatNoFileCanSay() throws IOException {
        PcapngWriter pcapng = new PcapngWriter(OutputStream.nullOutputStream(), "");
        pcapng.addInterface("a", LinkType.ETHERNET);
        PcapWriter pcap = new PcapWriter(OutputStream.nullOutputStream(), LinkType.ETHERNET);
        byte[] one = new byte[1];

        assertThatThrownBy(() -> pcapng.packet(1, 0, Direction.UNKNOWN, one, 0, 1))
                .hasMessage("interface 1 of 1");
        assertThatThrownBy(() -> pcapng.packet(0, -1, Direction.UNKNOWN, one, 0, 1))
                .hasMessage("pcapng has no time -1 ns");
        assertThatThrownBy(() -> pcap.packet(1L << 62, one, 0, 1))
                .hasMessage("pcap has no time 4611686018427387904 ns");
        assertThatThrownBy(() -> pcapng.addInterface("b", LinkType.ETHERNET, 0))
                .hasMessage("snap length must be 1 to 262144, not 0");
    }

    private static void assertEqual(Packet found, Sent sent, int snapLength) {
        int kept = Math.min(snapLength, sent.octets.length);
        assertThat(found.time()).isEqualTo(sent.time);
        assertThat(found.originalLength()).isEqualTo(sent.original);
        assertThat(found.length()).isEqualTo(kept);
        for (int i = 0; i < kept; i++) {
            assertThat(found.octets().get(i)).isEqualTo(sent.octets[i]);
        }
    }
}
