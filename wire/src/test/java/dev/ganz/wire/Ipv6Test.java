package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ipv6Test {
    private static final String ADDRESSES = "fe800000000000000000000000000001 ff020000000000000000000000000016";

    /** A report of group membership: hop-by-hop options with a router alert, then ICMPv6. */
    private static final String REPORT = "6e012345 0010 00 01" + ADDRESSES + "3a00 05020000 0100 8f000000 00000000";

    private static final String EVERY_HEADER = "60000000 0048 00 40" + ADDRESSES
            + "3c00 010400000000" // hop-by-hop options
            + "2b00 010400000000" // destination options
            + "2c02 0401 00000000 20010db8000000000000000000000001" // routing, type 4, one segment left
            + "3300 0009 00000007" // fragment: offset 8, more, 7
            + "1103 0000 00000100 00000001 aabbccdd eeff0011" // authentication
            + "1f90 0035"; // the beginning of a fragment's payload

    static final Gen<Ipv6Address> IPS = (random, size) -> new Ipv6Address(random.nextLong(), random.nextLong());

    static final Gen<Ipv6> HEADERS = (random, size) -> new Ipv6(
            Octets.integer(random, 0, 0xff),
            Octets.integer(random, 0, 0xf_ffff),
            Octets.integer(random, 1, 0xff),
            Octets.integer(random, 0, 0xff),
            IPS.next(random, size),
            IPS.next(random, size));

    private static final Gen<List<Ipv6Option>> OPTIONS = Gen.lists(
                    (random, size) -> {
                        int type = Octets.integer(random, 0, 0xff);
                        int length = type == Ipv6Option.PAD_1 ? 0 : random.nextInt(20);
                        return new Ipv6Option(type, Octets.string(random, length));
                    },
                    10)
            .map(Ipv6Extension::padded);

    static final Gen<Ipv6Extension> EXTENSIONS = (random, size) -> switch (random.nextInt(5)) {
        case 0 -> new Ipv6Extension.HopByHop(OPTIONS.next(random, size));
        case 1 -> new Ipv6Extension.DestinationOptions(OPTIONS.next(random, size));
        case 2 ->
            new Ipv6Extension.Routing(
                    random.nextInt(256), random.nextInt(256), Octets.string(random, 4 + 8 * random.nextInt(20)));
        case 3 ->
            new Ipv6Extension.Fragment(Octets.integer(random, 0, 0x1fff) << 3, random.nextBoolean(), random.nextInt());
        default ->
            new Ipv6Extension.Authentication(
                    random.nextInt(), random.nextInt(), Octets.string(random, 4 * random.nextInt(10)));
    };

    @Test
    void readsAHeaderWhereItLies() {
        Ipv6View view = Ipv6View.parse(Octets.of(REPORT), 0, 56);

        assertThat(view.trafficClass()).isEqualTo(0xe0);
        assertThat(view.flowLabel()).isEqualTo(0x1_2345);
        assertThat(view.payloadLength()).isEqualTo(16);
        assertThat(view.nextHeader()).isEqualTo(IpProtocol.HOP_BY_HOP);
        assertThat(view.hopLimit()).isEqualTo(1);
        assertThat(view.source()).hasToString("fe80::1");
        assertThat(view.destination()).hasToString("ff02::16");
    }

    @Test
    void writesEveryOctetOfTheHeader() {
        byte[] dirty = Octets.dirty(40);

        int length = Ipv6.from(Ipv6View.parse(Octets.of(REPORT), 0, 56)).emit(dirty, 0, 16);

        assertThat(length).isEqualTo(56);
        assertThat(dirty).isEqualTo(Arrays.copyOf(Octets.of(REPORT), 40));
    }

    @Test
    void refusesLengthsThatCannotBe() {
        byte[] octets = Octets.of(REPORT);
        assertThatThrownBy(() -> Ipv6View.parse(octets, 0, 39))
                .hasMessage("IPv6 header at octet 0: expected at least 40 octets, found 39 octets");
        assertThatThrownBy(() -> Ipv6View.parse(octets, 0, 55))
                .hasMessage("IPv6 payload length at octet 4: expected 0 to 15, found 16");
        octets[0] = 0x4e;
        assertThatThrownBy(() -> Ipv6View.parse(octets, 0, 56))
                .hasMessage("IP version at octet 0: expected 6, found 4");
    }

    @Test
    void followsTheChainOfHeaders() {
        byte[] octets = Octets.of(REPORT);
        Ipv6Chain chain = Ipv6Chain.parse(Ipv6View.parse(octets, 0, 56));

        assertThat(chain).isEqualTo(new Ipv6Chain(IpProtocol.ICMPV6, 40, 48, 8, 40, -1, -1, -1));
        assertThat(Ipv6Option.firstUnskippable(octets, 40)).isEqualTo(-1);
        assertThat(Ipv6Chain.headers(Ipv6View.parse(octets, 0, 56)))
                .containsExactly(new Ipv6Extension.HopByHop(List.of(
                        new Ipv6Option(Ipv6Option.ROUTER_ALERT, OctetString.ofHex("0000")),
                        new Ipv6Option(Ipv6Option.PAD_N, OctetString.EMPTY))));
    }

    @Test
    void stopsBehindAFragmentHeaderWithAnOffset() {
        byte[] octets = Octets.of(EVERY_HEADER);
        Ipv6View view = Ipv6View.parse(octets, 0, octets.length);
        Ipv6Chain chain = Ipv6Chain.parse(view);

        assertThat(chain).isEqualTo(new Ipv6Chain(IpProtocol.AH, 80, 88, 24, 40, 48, 56, 80));
        assertThat(Ipv6Chain.fragmentOffset(octets, 80)).isEqualTo(8);
        assertThat(Ipv6Chain.moreFragments(octets, 80)).isTrue();
        assertThat(Ipv6Chain.identification(octets, 80)).isEqualTo(7);
        assertThat(Ipv6Chain.routingType(octets, 56)).isEqualTo(4);
        assertThat(Ipv6Chain.segmentsLeft(octets, 56)).isEqualTo(1);
        assertThat(Ipv6Chain.headers(view)).hasSize(4);

        octets[83] = 1; // the first fragment: now the chain goes on
        assertThat(Ipv6Chain.parse(view)).isEqualTo(new Ipv6Chain(IpProtocol.UDP, 88, 108, 4, 40, 48, 56, 80));
        assertThat(Ipv6Chain.headers(view).getLast())
                .isEqualTo(new Ipv6Extension.Authentication(0x100, 1, OctetString.ofHex("aabbccddeeff0011")));
    }

    @Test
    void endsAtNoNextHeaderAndAtWhatIsNoExtension() {
        byte[] none = Octets.of("60000000 0002 3b 40" + ADDRESSES + "abcd");

        assertThat(Ipv6Chain.parse(Ipv6View.parse(none, 0, 42)))
                .isEqualTo(new Ipv6Chain(IpProtocol.NO_NEXT_HEADER, 6, 40, 2, -1, -1, -1, -1));
    }

    @Test
    void refusesChainsThatAreCutMisplacedOrEndless() {
        byte[] cut = Octets.of("60000000 0008 3c 40" + ADDRESSES + "1101 010400000000");
        assertThatThrownBy(() -> Ipv6Chain.parse(Ipv6View.parse(cut, 0, 48)))
                .hasMessage("length of destination options at octet 41: expected 8 to 8, found 16");

        byte[] misplaced = Octets.of("60000000 0010 3c 40" + ADDRESSES + "0000 010400000000 1100 010400000000");
        assertThatThrownBy(() -> Ipv6Chain.parse(Ipv6View.parse(misplaced, 0, 56)))
                .hasMessage("IPv6 next header at octet 40: expected hop-by-hop options in front, found them elsewhere");

        byte[] endless = Octets.of("60000000 0068 3c 40" + ADDRESSES + "3c00 010400000000".repeat(13));
        assertThatThrownBy(() -> Ipv6Chain.parse(Ipv6View.parse(endless, 0, 144)))
                .hasMessage("IPv6 extension headers at octet 136: expected at most 12, found another");

        byte[] option = Octets.of("60000000 0008 3c 40" + ADDRESSES + "1100 010500000000");
        assertThatThrownBy(() -> Ipv6Chain.headers(Ipv6View.parse(option, 0, 48)))
                .hasMessage("IPv6 option length at octet 43: expected 0 to 4, found 5");
    }

    @Test
    void findsTheOptionThatANodeMustKnow() {
        byte[] octets = Octets.of("1101 0102 0000 c20400020000 8000 0102 0000");

        assertThat(Ipv6Option.firstUnskippable(octets, 0)).isEqualTo(6);
        assertThat(Ipv6Option.action(0xc2)).isEqualTo(Ipv6Option.Unrecognised.DISCARD_AND_REPORT_UNICAST);
        assertThat(Ipv6Option.action(0x80)).isEqualTo(Ipv6Option.Unrecognised.DISCARD_AND_REPORT);
        assertThat(Ipv6Option.action(0x40)).isEqualTo(Ipv6Option.Unrecognised.DISCARD);
        assertThat(Ipv6Option.action(0x05)).isEqualTo(Ipv6Option.Unrecognised.SKIP);
    }

    @Test
    void readsTheLengthOfAJumbogram() {
        byte[] octets = Arrays.copyOf(Octets.of("60000000 0000 00 40" + ADDRESSES + "3b00 c204 00010000"), 40 + 65_536);

        assertThat(Ipv6View.parse(octets, 0, octets.length).payloadLength()).isEqualTo(65_536);
        assertThatThrownBy(() -> Ipv6View.parse(octets, 0, octets.length - 1))
                .hasMessage("jumbo payload length at octet 44: expected 65536 to 65535, found 65536");
        BigEndian.put32(octets, 44, 65_535);
        assertThatThrownBy(() -> Ipv6View.parse(octets, 0, octets.length))
                .hasMessage("jumbo payload length at octet 44: expected 65536 to 65536, found 65535");
        octets[42] = 1;
        assertThatThrownBy(() -> Ipv6View.parse(octets, 0, octets.length))
                .hasMessage(
                        "IPv6 payload length at octet 4: expected a jumbo payload option or another length, found 0");
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(
                HEADERS,
                (header, octets, at) -> header.emit(octets, at, 0),
                (octets, at, length) -> Ipv6.from(Ipv6View.parse(octets, at, length)));
        Octets.keeps(
                EXTENSIONS,
                (header, octets, at) -> header.emit(octets, at, header.protocol()),
                (octets, at, length) -> Ipv6Extension.parse(octets[at] & 0xff, octets, at, length));
    }

    @Test
    void readsTheChainsItWrites() {
        Gen<List<Ipv6Extension>> chains = Gen.lists(EXTENSIONS, 6);
        Property.forAll(chains, drawn -> {
            List<Ipv6Extension> chain = sensible(drawn);
            byte[] octets = Octets.dirty(8000);
            int at = 40;
            for (int i = 0; i < chain.size(); i++) {
                int next = i + 1 < chain.size() ? chain.get(i + 1).protocol() : IpProtocol.UDP;
                at += chain.get(i).emit(octets, at, next);
            }
            int first = chain.isEmpty() ? IpProtocol.UDP : chain.getFirst().protocol();
            int length = new Ipv6(first, 64, Ipv6Address.LOOPBACK, Ipv6Address.LOOPBACK).emit(octets, 0, at - 40);
            Ipv6View view = Ipv6View.parse(octets, 0, length);

            assertThat(Ipv6Chain.headers(view)).isEqualTo(chain);
            assertThat(Ipv6Chain.parse(view).protocol()).isEqualTo(IpProtocol.UDP);
            assertThat(Ipv6Chain.parse(view).length()).isZero();
        });
    }

    /** Hop-by-hop options in front only, and nothing behind a fragment header with an offset. */
    private static List<Ipv6Extension> sensible(List<Ipv6Extension> drawn) {
        List<Ipv6Extension> chain = new ArrayList<>();
        for (Ipv6Extension header : drawn) {
            if (!(header instanceof Ipv6Extension.HopByHop) || chain.isEmpty()) {
                chain.add(header);
            }
            if (header instanceof Ipv6Extension.Fragment fragment && fragment.offset() > 0) {
                break;
            }
        }
        return chain;
    }

    @Test
    void survivesAnyOctets() {
        for (String good : List.of(REPORT, EVERY_HEADER)) {
            Octets.survivesAnything(Octets.near(good), Ipv6Test::readCarelessly);
        }
    }

    static void readCarelessly(byte[] any) {
        Ipv6View view = Ipv6View.parse(any, 0, any.length);
        Ipv6Chain chain = Ipv6Chain.parse(view);
        assertThat(chain.offset() + chain.length()).isEqualTo(40 + view.payloadLength());
        Ipv6Chain.headers(view);
        if (chain.hopByHop() >= 0) {
            Ipv6Option.firstUnskippable(any, chain.hopByHop());
        }
    }

    @Test
    void changesFieldsInPlace() {
        Property.forAll(HEADERS, header -> {
            byte[] octets = new byte[44];
            header.emit(octets, 4, 0);
            Ipv6.setTrafficClass(octets, 4, 0xa5);
            assertThat(Ipv6View.trafficClass(octets, 4)).isEqualTo(0xa5);
            assertThat(Ipv6View.flowLabel(octets, 4)).isEqualTo(header.flowLabel());
            assertThat(BigEndian.u8(octets, 4) >>> 4).isEqualTo(6);
            if (header.hopLimit() > 0) {
                assertThat(Ipv6.decrementHopLimit(octets, 4)).isEqualTo(header.hopLimit() - 1);
                assertThat(Ipv6View.hopLimit(octets, 4)).isEqualTo(header.hopLimit() - 1);
            }
        });
    }

    @Test
    void refusesValuesThatNoHeaderHas() {
        assertThatThrownBy(() -> new Ipv6Extension.HopByHop(List.of()))
                .hasMessage("length of the options header must be 8 to 2048, not 2");
        assertThatThrownBy(() -> new Ipv6Extension.Routing(0, 0, OctetString.ofHex("0000000000")))
                .hasMessage("length of the routing header must be a multiple of 8, not 9");
        assertThatThrownBy(() -> new Ipv6Extension.Fragment(4, false, 0))
                .hasMessage("fragment offset must be a multiple of 8, not 4");
        assertThatThrownBy(() -> new Ipv6Option(Ipv6Option.PAD_1, OctetString.ofHex("00")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
