package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpTest {
    private static final String SYN =
            "c350 0050 01020304 00000000 a002 7210 0000 0000" + "0204 05b4 0402 080a 00000064 00000000 01 0303 07";

    private static final Gen<TcpOption> OPTIONS = (random, size) -> switch (random.nextInt(7)) {
        case 0 -> new TcpOption.NoOperation();
        case 1 -> new TcpOption.MaximumSegmentSize(Octets.integer(random, 0, 0xffff));
        case 2 -> new TcpOption.WindowScale(random.nextInt(256));
        case 3 -> new TcpOption.SackPermitted();
        case 4 -> {
            List<TcpOption.Sack.Block> blocks = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                blocks.add(new TcpOption.Sack.Block(random.nextInt(), random.nextInt()));
            }
            yield new TcpOption.Sack(blocks);
        }
        case 5 -> new TcpOption.Timestamps(random.nextInt(), random.nextInt());
        default -> new TcpOption.Other(random.nextInt(9, 256), Octets.string(random, random.nextInt(5)));
    };

    static final Gen<Tcp> HEADERS = (random, size) -> new Tcp(
            Octets.integer(random, 0, 0xffff),
            Octets.integer(random, 0, 0xffff),
            random.nextInt(),
            random.nextInt(),
            Octets.integer(random, 0, 0x1ff),
            Octets.integer(random, 0, 0xffff),
            Octets.integer(random, 0, 0xffff),
            Octets.string(random, 4 * random.nextInt(11)));

    @Test
    void readsAHeaderWhereItLies() {
        byte[] octets = Octets.of(SYN);
        TcpView view = TcpView.parse(octets, 0, 40);

        assertThat(view.sourcePort()).isEqualTo(50_000);
        assertThat(view.destinationPort()).isEqualTo(80);
        assertThat(view.sequence()).isEqualTo(0x0102_0304);
        assertThat(view.headerLength()).isEqualTo(40);
        assertThat(view.flags()).isEqualTo(Tcp.SYN);
        assertThat(view.has(Tcp.SYN)).isTrue();
        assertThat(view.has(Tcp.SYN | Tcp.ACK)).isFalse();
        assertThat(view.window()).isEqualTo(29_200);
        assertThat(view.payloadLength()).isZero();
        assertThat(TcpOption.parse(view.options()))
                .containsExactly(
                        new TcpOption.MaximumSegmentSize(1460),
                        new TcpOption.SackPermitted(),
                        new TcpOption.Timestamps(100, 0),
                        new TcpOption.NoOperation(),
                        new TcpOption.WindowScale(7));
        assertThat(TcpView.option(octets, 0, TcpOption.TIMESTAMPS)).isEqualTo(26);
        assertThat(TcpView.option(octets, 0, TcpOption.WINDOW_SCALE)).isEqualTo(37);
        assertThat(TcpView.option(octets, 0, TcpOption.SACK)).isEqualTo(-1);
    }

    @Test
    void writesEveryOctetOfTheHeader() {
        byte[] octets = Octets.of(SYN);
        byte[] dirty = Octets.dirty(40);

        int length = Tcp.from(TcpView.parse(octets, 0, 40)).emit(dirty, 0, 0, 77);

        assertThat(length).isEqualTo(40);
        assertThat(TcpView.isChecksumValid(dirty, 0, 40, 77)).isTrue();
        BigEndian.put16(dirty, TcpView.CHECKSUM, 0);
        assertThat(dirty).isEqualTo(octets);
    }

    @Test
    void keepsUnknownOptionsAndThoseOfAnotherLength() {
        OctetString octets = OctetString.ofHex("fd061234abcd" + "020305" + "0502" + "0000000000");
        List<TcpOption> options = List.of(
                new TcpOption.Other(253, OctetString.ofHex("1234abcd")),
                new TcpOption.Other(TcpOption.MAXIMUM_SEGMENT_SIZE, OctetString.ofHex("05")),
                new TcpOption.Other(TcpOption.SACK, OctetString.EMPTY));

        assertThat(TcpOption.parse(octets)).isEqualTo(options);
        assertThat(TcpOption.emit(options)).isEqualTo(OctetString.ofHex("fd061234abcd" + "020305" + "0502" + "00"));
        assertThatThrownBy(() -> new TcpOption.Other(TcpOption.SACK_PERMITTED, OctetString.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLengthsThatCannotBe() {
        byte[] octets = Octets.of(SYN);
        assertThatThrownBy(() -> TcpView.parse(octets, 0, 19))
                .hasMessage("TCP header at octet 0: expected at least 20 octets, found 19 octets");
        assertThatThrownBy(() -> TcpView.parse(octets, 0, 39))
                .hasMessage("TCP data offset at octet 12: expected 20 to 39, found 40");
        octets[12] = 0x40;
        assertThatThrownBy(() -> TcpView.parse(octets, 0, 40))
                .hasMessage("TCP data offset at octet 12: expected 20 to 40, found 16");
        assertThatThrownBy(() -> TcpOption.parse(OctetString.ofHex("01020104")))
                .hasMessage("TCP option length at octet 2: expected 2 to 3, found 1");
        assertThatThrownBy(() -> TcpOption.parse(OctetString.ofHex("080a0000")))
                .hasMessage("TCP option length at octet 1: expected 2 to 4, found 10");
        assertThatThrownBy(() -> TcpOption.emit(List.of(
                        new TcpOption.Timestamps(1, 2),
                        new TcpOption.Sack(List.of(block(), block(), block(), block())))))
                .hasMessage("length of options must be 0 to 40, not 44");
    }

    private static TcpOption.Sack.Block block() {
        return new TcpOption.Sack.Block(1, 2);
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(HEADERS, (header, octets, at) -> header.emit(octets, at, 0, 0x1_2345), (octets, at, length) -> {
            assertThat(TcpView.isChecksumValid(octets, at, length, 0x1_2345)).isTrue();
            return Tcp.from(TcpView.parse(octets, at, length));
        });
        Property.forAll(Gen.lists(OPTIONS, 2), options -> {
            OctetString octets = TcpOption.emit(options);
            assertThat(octets.length() % 4).isZero();
            assertThat(TcpOption.parse(octets)).isEqualTo(options);
        });
    }

    @Test
    void survivesAnyOctets() {
        Octets.survivesAnything(Octets.near(SYN), TcpTest::readCarelessly);
    }

    static void readCarelessly(byte[] any) {
        TcpView view = TcpView.parse(any, 0, any.length);
        Tcp.from(view);
        for (int kind = 2; kind < 10; kind++) {
            int at = TcpView.option(any, 0, kind);
            assertThat(at).isLessThan(view.headerLength());
            if (at >= 0) {
                assertThat(at + BigEndian.u8(any, at + 1)).isLessThanOrEqualTo(view.headerLength());
            }
        }
        TcpOption.parse(view.options());
    }
}
