package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.wire.pcap.CaptureOctets.Found;
import dev.ganz.wire.pcap.CaptureOctets.Packet;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngFormatTest {
    private static final byte[] FIVE = {1, 2, 3, 4, 5};
    private static final int SECTION_LENGTH = 28;

    @Test
    void readsInterfacesAndPacketsInEitherByteOrder() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            CaptureOctets file = new CaptureOctets(order).section();
            file.block(1, nanosecondInterface(file, "core:eth2"));
            file.block(
                    6,
                    enhanced(file, 0, 5_000_000_001L, FIVE, 1500)
                            .option(2, file.body().u32(2)));

            Packet packet = CaptureOctets.read(file.bytes()).packets().getFirst();

            assertThat(packet.where())
                    .isEqualTo(new CaptureInterface(0, 0, "core:eth2", LinkType.ETHERNET, 96, new ClockUnit(9, 100)));
            assertThat(packet.time()).isEqualTo(105_000_000_001L);
            assertThat(packet.octets()).containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
            assertThat(packet.originalLength()).isEqualTo(1500);
            assertThat(packet.direction()).isEqualTo(Direction.OUTBOUND);
        }
    }

    @Test
    void countsMicrosecondsWithoutTheOption() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, file.body().u16(101, 0).u32(0)).block(6, enhanced(file, 0, 7, FIVE, 5));

        assertThat(CaptureOctets.read(file.bytes()).packets().getFirst().time()).isEqualTo(7_000);
    }

    @Test
    void tellsSeveralInterfacesApart() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, nanosecondInterface(file, "a")).block(1, nanosecondInterface(file, "b"));
        file.block(6, enhanced(file, 1, 0, FIVE, 5)).block(6, enhanced(file, 0, 0, FIVE, 5));

        assertThat(CaptureOctets.read(file.bytes()).packets())
                .extracting(packet -> packet.where().name())
                .containsExactly("b", "a");
    }

    @Test
    void startsEachSectionWithItsOwnOrderAndInterfaces() throws IOException {
        CaptureOctets first = little().section();
        first.block(1, nanosecondInterface(first, "a")).block(6, enhanced(first, 0, 1, FIVE, 5));
        CaptureOctets second = new CaptureOctets(ByteOrder.BIG_ENDIAN).section();
        second.block(1, nanosecondInterface(second, "b")).block(6, enhanced(second, 0, 2, FIVE, 5));
        CaptureOctets third = little().section();
        third.block(6, enhanced(third, 0, 3, FIVE, 5));

        Found found = CaptureOctets.read(little().octets(first.bytes())
                .octets(second.bytes())
                .octets(third.bytes())
                .bytes());

        assertThat(found.packets())
                .extracting(packet -> packet.where().section() + packet.where().name())
                .containsExactly("0a", "1b");
        assertThat(found.error()).hasMessageContaining("expected one of the 0 declared, found number 0");
    }

    @Test
    void readsSimplePacketBlocks() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, file.body().u16(1, 0).u32(5));
        file.block(3, file.body().u32(1500).octets(FIVE))
                .block(3, file.body().u32(3).octets(FIVE));

        List<Packet> packets = CaptureOctets.read(file.bytes()).packets();

        assertThat(packets).extracting(Packet::length).containsExactly(5, 3);
        assertThat(packets).extracting(Packet::originalLength).containsExactly(1500L, 3L);
        assertThat(packets).noneMatch(Packet::timed);
    }

    @Test
    void readsObsoletePacketBlocks() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, nanosecondInterface(file, "a")).block(1, nanosecondInterface(file, "b"));
        file.block(
                2,
                file.body()
                        .u16(1, 77) // the second field counts drops
                        .u32(1, 2, 5, 60)
                        .octets(FIVE)
                        .u8(0, 0, 0)
                        .option(2, file.body().u32(1)));

        Packet packet = CaptureOctets.read(file.bytes()).packets().getFirst();

        assertThat(packet.where().name()).isEqualTo("b");
        assertThat(packet.time()).isEqualTo(100_000_000_000L + (1L << 32) + 2);
        assertThat(packet.originalLength()).isEqualTo(60);
        assertThat(packet.direction()).isEqualTo(Direction.INBOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 9, 10, 0x0bad, 0x4000_0bad, 0x8000_0001, 0x7777})
    void stepsOverOtherBlocks(int type) throws IOException {
        CaptureOctets file = little().section();
        file.block(1, nanosecondInterface(file, "a"));
        file.block(type, file.body().octets(new byte[4000])).block(6, enhanced(file, 0, 0, FIVE, 5));

        Found found = CaptureOctets.read(file.bytes());

        assertThat(found.error()).isNull();
        assertThat(found.packets()).hasSize(1);
    }

    @Test
    void givesAllCommentsOfAPacketAndNoneToTheNext() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, nanosecondInterface(file, "a"));
        file.block(
                6,
                enhanced(file, 0, 0, FIVE, 5)
                        .option(1, text(file, "größer"))
                        .option(2988, text(file, "custom"))
                        .option(1, text(file, "second"))
                        .u32(0));
        file.block(6, enhanced(file, 0, 0, FIVE, 5));

        assertThat(CaptureOctets.read(file.bytes()).packets())
                .extracting(Packet::comments)
                .containsExactly(List.of("größer", "second"), List.of());
    }

    @Test
    void refusesABlockOf4GiB() throws IOException {
        Found found = CaptureOctets.read(
                little().section().u32(0x7777, 0xffff_fffcL, 0).bytes());

        assertThat(found.error())
                .hasMessage("pcapng block length at octet 32: expected a multiple of 4 from 12 to 17825792,"
                        + " found 4294967292");
    }

    @Test
    void refusesABlockWhoseTwoLengthsDiffer() throws IOException {
        Found found =
                CaptureOctets.read(little().section().u32(0x7777, 16, 0, 12).bytes());

        assertThat(found.error())
                .hasMessage("pcapng block length at the end of the block at octet 40:"
                        + " expected 16 as at its beginning, found 12");
    }

    @Test
    void refusesAPacketBeyondItsBlock() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, file.body().u16(1, 0).u32(0))
                .block(6, file.body().u32(0, 0, 0, 6, 6).octets(FIVE).u8(0, 0, 0));
        assertThat(CaptureOctets.read(file.bytes()).error()).isNull();

        CaptureOctets beyond = little().section();
        beyond.block(1, beyond.body().u16(1, 0).u32(0))
                .block(6, beyond.body().u32(0, 0, 0, 0xffff_ffffL, 6).octets(FIVE));

        assertThat(CaptureOctets.read(beyond.bytes()).error())
                .hasMessage("pcapng packet length at octet " + (SECTION_LENGTH + 20 + 8 + 12)
                        + ": expected at most 8, found 4294967295");
    }

    @Test
    void refusesAnOptionBeyondItsBlock() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, file.body().u16(1, 0).u32(0).u16(2, 9).octets(FIVE));

        assertThat(CaptureOctets.read(file.bytes()).error())
                .hasMessage("pcapng option length at octet " + (SECTION_LENGTH + 18) + ": expected at most 8, found 9");
    }

    @Test
    void refusesATimeResolutionOfTwoOctets() throws IOException {
        CaptureOctets file = little().section();
        file.block(1, file.body().u16(1, 0).u32(0).option(9, file.body().u16(6)));

        assertThat(CaptureOctets.read(file.bytes()).error())
                .hasMessage("length of if_tsresol at octet " + (SECTION_LENGTH + 18) + ": expected 1, found 2");
    }

    @Test
    void refusesMoreInterfacesThanMemoryIsWorth() throws IOException {
        byte[] one = little().block(1, little().u16(1, 0).u32(0)).bytes();
        java.io.ByteArrayOutputStream file = new java.io.ByteArrayOutputStream();
        file.writeBytes(little().section().bytes());
        for (int i = 0; i <= 65_536; i++) {
            file.writeBytes(one);
        }

        assertThat(CaptureOctets.read(file.toByteArray()).error())
                .hasMessageContaining("expected at most 65536 in a section, found one more");
    }

    @Test
    void refusesAnotherMajorVersion() throws IOException {
        byte[] file = little().block(
                        0x0a0d0d0a, little().u32(0x1a2b3c4d).u16(2, 0).u64(-1))
                .bytes();

        assertThat(CaptureOctets.read(file).error()).hasMessage("pcapng version at octet 12: expected 1.0, found 2.0");
    }

    @Test
    void refusesAByteOrderThatIsNone() throws IOException {
        byte[] file = little().u32(0x0a0d0d0a, 28, 0x1b2a3c4d, 1, -1, -1, 28).bytes();

        assertThat(CaptureOctets.read(file).error())
                .hasMessage("pcapng byte-order magic at octet 8: expected 1a2b3c4d or 4d3c2b1a, found 4d3c2a1b");
    }

    private static CaptureOctets little() {
        return new CaptureOctets(ByteOrder.LITTLE_ENDIAN);
    }

    private static CaptureOctets nanosecondInterface(CaptureOctets file, String name) {
        return file.body()
                .u16(1, 0)
                .u32(96)
                .option(2, text(file, name))
                .option(9, file.body().u8(9))
                .option(14, file.body().u64(100))
                .u32(0);
    }

    private static CaptureOctets enhanced(CaptureOctets file, int number, long units, byte[] octets, int original) {
        return file.body()
                .u32(number, units >>> 32, units, octets.length, original)
                .octets(octets)
                .octets(new byte[-octets.length & 3]);
    }

    private static CaptureOctets text(CaptureOctets file, String text) {
        return file.body().octets(text.getBytes(StandardCharsets.UTF_8));
    }
}
