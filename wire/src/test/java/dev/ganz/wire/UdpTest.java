package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UdpTest {
    private static final String QUERY = "d2f0 0035 0010 1f5e abcd010000010000";

    static final Gen<Udp> HEADERS =
            (random, size) -> new Udp(Octets.integer(random, 0, 0xffff), Octets.integer(random, 0, 0xffff));

    @Test
    void readsAHeaderWhereItLies() {
        UdpView view = UdpView.parse(Octets.of(QUERY), 0, 16);

        assertThat(view.sourcePort()).isEqualTo(54_000);
        assertThat(view.destinationPort()).isEqualTo(53);
        assertThat(view.length()).isEqualTo(16);
        assertThat(view.payloadOffset()).isEqualTo(8);
        assertThat(view.payloadLength()).isEqualTo(8);
        assertThat(view.checksum()).isEqualTo(0x1f5e);
    }

    @Test
    void writesEveryOctetOfTheHeader() {
        byte[] query = Octets.of(QUERY);
        byte[] dirty = Octets.dirty(16);
        System.arraycopy(query, 8, dirty, 8, 8);

        int length = Udp.from(UdpView.parse(query, 0, 16)).emit(dirty, 0, 8, 0);

        assertThat(length).isEqualTo(16);
        assertThat(Arrays.copyOf(dirty, 6)).isEqualTo(Arrays.copyOf(query, 6));
        assertThat(UdpView.isChecksumValid(dirty, 0, 0)).isTrue();
        assertThat(UdpView.isChecksumValid(dirty, 0, 1)).isFalse();
    }

    @Test
    void sendsAComputedZeroAsAllOnes() {
        byte[] octets = Octets.dirty(8);

        // Ports, the length, once as a field and once in the pseudo-header, and its other words add up to ffff.
        new Udp(0xff00, 0).emit(octets, 0, 0, 0xffff - 0xff00 - 16);

        assertThat(octets).isEqualTo(Octets.of("ff00 0000 0008 ffff"));
        assertThat(UdpView.isChecksumValid(octets, 0, 0xffff - 0xff00 - 16)).isTrue();
    }

    @Test
    void leavesTheChecksumOutWhereAsked() {
        byte[] octets = Octets.dirty(8);

        Udp.writeWithoutChecksum(octets, 0, 1, 2, 0);

        assertThat(octets).isEqualTo(Octets.of("0001 0002 0008 0000"));
    }

    @Test
    void refusesLengthsThatCannotBe() {
        byte[] octets = Octets.of(QUERY);
        assertThatThrownBy(() -> UdpView.parse(octets, 0, 7))
                .hasMessage("UDP header at octet 0: expected at least 8 octets, found 7 octets");
        octets[5] = 17;
        assertThatThrownBy(() -> UdpView.parse(octets, 0, 16))
                .isInstanceOf(MalformedPacket.class)
                .hasMessage("UDP length at octet 4: expected 8 to 16, found 17");
        octets[5] = 7;
        assertThatThrownBy(() -> UdpView.parse(octets, 0, 16))
                .hasMessage("UDP length at octet 4: expected 8 to 16, found 7");
        assertThatThrownBy(() -> new Udp(1, 2).emit(new byte[8], 0, 65_528, 0))
                .hasMessage("payload must be 0 to 65527, not 65528");
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(HEADERS, (header, octets, at) -> header.emit(octets, at, 0, 99), (octets, at, length) -> {
            assertThat(UdpView.isChecksumValid(octets, at, 99)).isTrue();
            assertThat(UdpView.checksum(octets, at)).isNotZero();
            return Udp.from(UdpView.parse(octets, at, length));
        });
    }

    @Test
    void survivesAnyOctets() {
        Octets.survivesAnything(Octets.near(QUERY), UdpTest::readCarelessly);
    }

    static void readCarelessly(byte[] any) {
        UdpView view = UdpView.parse(any, 0, any.length);
        assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(any.length);
        view.isChecksumValid(0);
    }
}
