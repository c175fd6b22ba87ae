package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.wire.pcap.CaptureOctets.Found;
import dev.ganz.wire.pcap.CaptureOctets.Packet;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapFormatTest {
    private static final byte[] THREE = {1, 2, 3};

    @Test
    void readsEitherByteOrder() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] file = new CaptureOctets(order)
                    .pcapHeader(0xa1b2c3d4, 2, 4, 1)
                    .pcapRecord(-1, 999_999, THREE, 1500)
                    .bytes();

            Packet packet = CaptureOctets.read(file).packets().getFirst();

            assertThat(packet.time()).isEqualTo(4_294_967_295_999_999_000L);
            assertThat(packet.octets()).containsExactly((byte) 1, (byte) 2, (byte) 3);
            assertThat(packet.originalLength()).isEqualTo(1500);
            assertThat(packet.where())
                    .isEqualTo(new CaptureInterface(0, 0, "", LinkType.ETHERNET, 65_535, ClockUnit.MICROSECONDS));
        }
    }

    @Test
    void readsNanosecondsByTheirOwnMagic() throws IOException {
        byte[] file = little().pcapHeader(0xa1b23c4d, 2, 4, 101)
                .pcapRecord(1, 999_999_999, THREE, 3)
                .bytes();

        Packet packet = CaptureOctets.read(file).packets().getFirst();

        assertThat(packet.time()).isEqualTo(1_999_999_999L);
        assertThat(packet.where().clock()).isEqualTo(ClockUnit.NANOSECONDS);
    }

    @Test
    void ignoresTheFcsLengthBesideTheLinkType() throws IOException {
        byte[] file = little().pcapHeader(0xa1b2c3d4, 2, 4, 0x2400_0001)
                .pcapRecord(0, 0, THREE, 3)
                .bytes();

        assertThat(CaptureOctets.read(file).packets().getFirst().where().linkType())
                .isEqualTo(LinkType.ETHERNET);
    }

    @Test
    void takesTheLengthsInTheOrderOfOldVersions() throws IOException {
        for (int minor : new int[] {2, 3}) {
            byte[] file = little().pcapHeader(0xa1b2c3d4, 2, minor, 1)
                    .u32(0, 0, 60, 3)
                    .octets(THREE)
                    .bytes();

            Packet packet = CaptureOctets.read(file).packets().getFirst();

            assertThat(packet.length()).isEqualTo(3);
            assertThat(packet.originalLength()).isEqualTo(60);
        }
    }

    @Test
    void readsAPacketOfNoOctets() throws IOException {
        byte[] file = little().pcapHeader(0xa1b2c3d4, 2, 4, 1)
                .pcapRecord(0, 0, new byte[0], 0)
                .pcapRecord(0, 1, THREE, 3)
                .bytes();

        assertThat(CaptureOctets.read(file).packets())
                .extracting(Packet::length)
                .containsExactly(0, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 65_535})
    void refusesOtherVersions(int major) throws IOException {
        Found found =
                CaptureOctets.read(little().pcapHeader(0xa1b2c3d4, major, 4, 1).bytes());

        assertThat(found.error()).hasMessage("pcap version at octet 4: expected 2.4 or older, found " + major + ".4");
    }

    @Test
    void refusesALengthOf4GiBAfterThePacketsBefore() throws IOException {
        byte[] file = little().pcapHeader(0xa1b2c3d4, 2, 4, 1)
                .pcapRecord(0, 0, THREE, 3)
                .u32(0, 0, 0xffff_ffffL, 60)
                .bytes();

        Found found = CaptureOctets.read(file);

        assertThat(found.packets()).hasSize(1);
        assertThat(found.error())
                .hasMessage("pcap record length at octet 51: expected 0 to 16777216, found 4294967295")
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedCapture.class))
                .extracting(MalformedCapture::offset)
                .isEqualTo(51L);
    }

    @Test
    void saysWhereAFileWasCut() throws IOException {
        byte[] file = little().pcapHeader(0xa1b2c3d4, 2, 4, 1)
                .pcapRecord(0, 0, THREE, 3)
                .u32(0, 0, 60, 60)
                .octets(THREE)
                .bytes();

        Found found = CaptureOctets.read(file);

        assertThat(found.packets()).hasSize(1);
        assertThat(found.error())
                .hasMessage("pcap record at octet 59: expected 60 octets, found 3 octets and the end of the file");
    }

    private static CaptureOctets little() {
        return new CaptureOctets(ByteOrder.LITTLE_ENDIAN);
    }
}
