package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.addr.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ipv4Test {
    /** Header of a datagram of 115 octets, without its payload. */
    private static final String HEADER = "4500 0073 0000 4000 4011 b861 c0a80001 c0a800c7";

    private static final String WITH_OPTIONS =
            "46 c0 0020 0000 2001 01 02 0000 0a000001 e0000016 94040000 2200f9fd 00000000";

    static final Gen<Ipv4Option> OPTIONS = (random, size) -> switch (random.nextInt(4)) {
        case 0 -> new Ipv4Option.NoOperation();
        case 1 -> new Ipv4Option.RouterAlert(Octets.integer(random, 0, 0xffff));
        case 2 -> {
            List<Ipv4Address> addresses = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                addresses.add(new Ipv4Address(random.nextInt()));
            }
            yield new Ipv4Option.Route(Ipv4Option.RECORD_ROUTE, random.nextInt(addresses.size() + 1), addresses);
        }
        default -> new Ipv4Option.Other(Ipv4Option.TIMESTAMP, Octets.string(random, random.nextInt(9)));
    };

    static final Gen<Ipv4> HEADERS = (random, size) -> new Ipv4(
            Octets.integer(random, 0, 0xff),
            Octets.integer(random, 0, 0xffff),
            random.nextBoolean(),
            random.nextBoolean(),
            Octets.integer(random, 0, 0x1fff) << 3,
            Octets.integer(random, 0, 0xff),
            Octets.integer(random, 0, 0xff),
            new Ipv4Address(random.nextInt()),
            new Ipv4Address(random.nextInt()),
            random.nextBoolean() ? OctetString.EMPTY : Octets.string(random, 4 * random.nextInt(11)));

    @Test
    void readsAHeaderWhereItLies() {
        Ipv4View view = Ipv4View.parseHeader(Octets.of(HEADER), 0, 20);

        assertThat(view.headerLength()).isEqualTo(20);
        assertThat(view.totalLength()).isEqualTo(115);
        assertThat(view.payloadLength()).isEqualTo(95);
        assertThat(view.dontFragment()).isTrue();
        assertThat(view.isFragment()).isFalse();
        assertThat(view.ttl()).isEqualTo(64);
        assertThat(view.protocol()).isEqualTo(IpProtocol.UDP);
        assertThat(view.checksum()).isEqualTo(0xb861);
        assertThat(view.isChecksumValid()).isTrue();
        assertThat(view.source()).hasToString("192.168.0.1");
        assertThat(view.destination()).hasToString("192.168.0.199");
    }

    @Test
    void writesEveryOctetOfTheHeader() {
        byte[] dirty = Octets.dirty(20);

        int length = Ipv4.from(Ipv4View.parseHeader(Octets.of(HEADER), 0, 20)).emit(dirty, 0, 95);

        assertThat(length).isEqualTo(115);
        assertThat(dirty).isEqualTo(Octets.of(HEADER));
    }

    @Test
    void readsFragmentsAndOptions() {
        Ipv4View view = Ipv4View.parse(Octets.of(WITH_OPTIONS), 0, 32);

        assertThat(view.headerLength()).isEqualTo(24);
        assertThat(view.trafficClass()).isEqualTo(0xc0);
        assertThat(view.isFragment()).isTrue();
        assertThat(view.moreFragments()).isTrue();
        assertThat(view.fragmentOffset()).isEqualTo(8);
        assertThat(Ipv4Option.parse(view.options())).containsExactly(new Ipv4Option.RouterAlert(0));
        assertThat(view.isChecksumValid()).isFalse();
    }

    @Test
    void refusesLengthsThatCannotBe() {
        refuses(Octets.of(HEADER), 19, "IPv4 header at octet 0: expected at least 20 octets, found 19 octets");
        refuses(Octets.of(HEADER), 20, "IPv4 total length at octet 2: expected 20 to 20, found 115");
        refuses(changed(0, 0x65), 20, "IP version at octet 0: expected 4, found 6");
        refuses(changed(0, 0x44), 20, "IPv4 header length at octet 0: expected 20 to 20, found 16");
        refuses(changed(0, 0x46), 20, "IPv4 header length at octet 0: expected 20 to 20, found 24");
        refuses(changed(3, 19), 20, "IPv4 total length at octet 2: expected 20 to 20, found 19");
        assertThatThrownBy(() -> Ipv4View.parseHeader(changed(3, 19), 0, 20))
                .hasMessage("IPv4 total length at octet 2: expected at least 20, found 19");
    }

    @Test
    void refusesOptionsThatGoBeyond() {
        assertThatThrownBy(() -> Ipv4Option.parse(OctetString.ofHex("0194040001440b00")))
                .hasMessage("IPv4 option length at octet 6: expected 2 to 3, found 11");
        assertThatThrownBy(() -> Ipv4Option.parse(OctetString.ofHex("01010194")))
                .hasMessage("IPv4 option length at octet 4: expected 2 to 1, found 0");
        assertThatThrownBy(() -> new Ipv4Option.Other(Ipv4Option.ROUTER_ALERT, OctetString.ofHex("0000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(HEADERS, (header, octets, at) -> header.emit(octets, at, 0), (octets, at, length) -> {
            assertThat(Ipv4View.isChecksumValid(octets, at)).isTrue();
            return Ipv4.from(Ipv4View.parse(octets, at, length));
        });
        Property.forAll(Gen.lists(OPTIONS, 3), options -> {
            OctetString octets = Ipv4Option.emit(options);
            assertThat(octets.length() % 4).isZero();
            assertThat(Ipv4Option.parse(octets)).isEqualTo(options);
        });
    }

    @Test
    void survivesAnyOctets() {
        Octets.survivesAnything(Octets.near(WITH_OPTIONS), Ipv4Test::readCarelessly);
    }

    static void readCarelessly(byte[] any) {
        Ipv4View view = Ipv4View.parse(any, 0, any.length);
        assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(any.length);
        assertThat(Ipv4.from(view).headerLength()).isEqualTo(view.headerLength());
        view.isChecksumValid();
        List<Ipv4Option> options = Ipv4Option.parse(any, Ipv4View.OPTIONS, view.headerLength() - 20);
        assertThat(Ipv4Option.parse(Ipv4Option.emit(options))).isEqualTo(options);
    }

    @Test
    void changesFieldsInPlaceAsIfWrittenAnew() {
        Property.forAll(HEADERS, header -> {
            byte[] octets = Octets.dirty(100);
            header.emit(octets, 3, 0);
            if (header.ttl() > 0) {
                assertThat(Ipv4.decrementTtl(octets, 3)).isEqualTo(header.ttl() - 1);
                assertThat(Ipv4View.ttl(octets, 3)).isEqualTo(header.ttl() - 1);
                matchesRecomputed(octets);
            }
            Ipv4.setTrafficClass(octets, 3, header.identification() & 0xff);
            assertThat(Ipv4View.trafficClass(octets, 3)).isEqualTo(header.identification() & 0xff);
            matchesRecomputed(octets);
        });
    }

    private static void matchesRecomputed(byte[] octets) {
        byte[] anew = octets.clone();
        Ipv4.refreshChecksum(anew, 3);
        assertThat(octets).isEqualTo(anew);
    }

    @Test
    void leavesAWrongChecksumWrong() {
        byte[] octets = changed(10, 0);

        Ipv4.decrementTtl(octets, 0);

        assertThat(Ipv4View.isChecksumValid(octets, 0)).isFalse();
    }

    @Test
    void refusesValuesThatNoHeaderHas() {
        Ipv4Address any = Ipv4Address.UNSPECIFIED;
        assertThatThrownBy(() -> new Ipv4(256, 17, any, any)).hasMessage("TTL must be 0 to 255, not 256");
        assertThatThrownBy(() -> new Ipv4(0, 0, false, false, 7, 64, 17, any, any, OctetString.EMPTY))
                .hasMessage("fragment offset must be a multiple of 8, not 7");
        assertThatThrownBy(() -> new Ipv4(0, 0, false, false, 0, 64, 17, any, any, OctetString.ofHex("01")))
                .hasMessage("length of options must be a multiple of 4, not 1");
        assertThatThrownBy(() -> new Ipv4(64, 17, any, any).emit(new byte[20], 0, 65_516))
                .hasMessage("total length must be 20 to 65535, not 65536");
    }

    private static byte[] changed(int at, int value) {
        byte[] octets = Octets.of(HEADER);
        octets[at] = (byte) value;
        return octets;
    }

    private static void refuses(byte[] octets, int available, String message) {
        assertThatThrownBy(() -> Ipv4View.parse(octets, 0, available))
                .isInstanceOf(MalformedPacket.class)
                .hasMessage(message);
        assertThat(Ipv4View.isWhole(octets, 0, available)).isFalse();
    }
}
