package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class Icmpv6Test {
    private static final String SOLICITATION =
            "8700 0000 00000000 fe800000000000000000000000000002 0101 020000000001 0e01 aabbccddeeff";

    private static final String ROUTER = "8600 0000 40c8 0708 00007530 000003e8 0101 020000000001 0501 0000 000005dc"
            + "0304 40c0 00278d00 00093a80 00000000 20010db8000000010000000000000000";

    private static final Gen<NdpOption> OPTIONS = (random, size) -> switch (random.nextInt(6)) {
        case 0 -> new NdpOption.SourceLinkLayer(EthernetTest.MACS.next(random, size));
        case 1 -> new NdpOption.TargetLinkLayer(EthernetTest.MACS.next(random, size));
        case 2 ->
            new NdpOption.PrefixInformation(
                    random.nextInt(129),
                    random.nextInt(256),
                    random.nextLong(1L << 32),
                    NdpOption.PrefixInformation.INFINITE,
                    Ipv6Test.IPS.next(random, size));
        case 3 -> new NdpOption.RedirectedHeader(Octets.string(random, 8 * random.nextInt(10)));
        case 4 -> new NdpOption.Mtu(random.nextLong(1L << 32));
        default -> new NdpOption.Other(random.nextInt(6, 256), Octets.string(random, 6 + 8 * random.nextInt(5)));
    };

    static final Gen<Icmpv6> HEADERS = (random, size) -> {
        int code = random.nextInt(8);
        int word = Octets.integer(random, 0, 0xffff);
        Ipv6Address target = Ipv6Test.IPS.next(random, size);
        List<NdpOption> options = Gen.lists(OPTIONS, 5).next(random, size);
        return switch (random.nextInt(12)) {
            case 0 -> new Icmpv6.EchoRequest(word, Octets.integer(random, 0, 0xffff));
            case 1 -> new Icmpv6.EchoReply(word, Octets.integer(random, 0, 0xffff));
            case 2 -> new Icmpv6.DestinationUnreachable(code, 8 * random.nextInt(256));
            case 3 -> new Icmpv6.PacketTooBig(random.nextLong(1L << 32));
            case 4 -> new Icmpv6.TimeExceeded(code, 8 * random.nextInt(256));
            case 5 -> new Icmpv6.ParameterProblem(code, random.nextLong(1L << 32));
            case 6 -> new NdpMessage.RouterSolicitation(options);
            case 7 ->
                new NdpMessage.RouterAdvertisement(
                        random.nextInt(256),
                        random.nextInt(256),
                        word,
                        random.nextLong(1L << 32),
                        random.nextLong(1L << 32),
                        options);
            case 8 -> new NdpMessage.NeighbourSolicitation(target, options);
            case 9 ->
                new NdpMessage.NeighbourAdvertisement(
                        random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), target, options);
            case 10 -> new NdpMessage.Redirect(target, Ipv6Test.IPS.next(random, size), options);
            default -> new Icmpv6.Other(140 + random.nextInt(100), code, random.nextInt());
        };
    };

    @Test
    void readsASolicitationWhereItLies() {
        byte[] octets = Octets.of(SOLICITATION);
        Icmpv6View view = Icmpv6View.parse(octets, 0, octets.length);

        assertThat(Icmpv6.from(view))
                .isEqualTo(new NdpMessage.NeighbourSolicitation(
                        Ipv6Address.parse("fe80::2"),
                        List.of(
                                new NdpOption.SourceLinkLayer(MacAddress.parse("02:00:00:00:00:01")),
                                new NdpOption.Other(14, OctetString.ofHex("aabbccddeeff")))));
        assertThat(Icmpv6View.linkLayerAddress(octets, 0, octets.length, NdpOption.SOURCE_LINK_LAYER))
                .isEqualTo(0x0200_0000_0001L);
        assertThat(Icmpv6View.linkLayerAddress(octets, 0, octets.length, NdpOption.TARGET_LINK_LAYER))
                .isEqualTo(-1);
        assertThat(Icmpv6View.targetHigh(octets, 0)).isEqualTo(0xfe80L << 48);
        assertThat(Icmpv6View.targetLow(octets, 0)).isEqualTo(2);
    }

    @Test
    void writesEveryOctetOfAnAdvertisement() {
        byte[] octets = Octets.of(ROUTER);
        Icmpv6 advertisement = Icmpv6.from(Icmpv6View.parse(octets, 0, octets.length));
        byte[] dirty = Octets.dirty(octets.length);

        int length = advertisement.emit(dirty, 0, 0, 0);

        assertThat(advertisement)
                .isEqualTo(new NdpMessage.RouterAdvertisement(
                        64,
                        NdpMessage.RouterAdvertisement.MANAGED
                                | NdpMessage.RouterAdvertisement.OTHER_CONFIGURATION
                                | 0x08,
                        1800,
                        30_000,
                        1000,
                        List.of(
                                new NdpOption.SourceLinkLayer(MacAddress.parse("02:00:00:00:00:01")),
                                new NdpOption.Mtu(1500),
                                new NdpOption.PrefixInformation(
                                        64,
                                        NdpOption.PrefixInformation.ON_LINK | NdpOption.PrefixInformation.AUTONOMOUS,
                                        2_592_000,
                                        604_800,
                                        Ipv6Address.parse("2001:db8:0:1::")))));
        assertThat(length).isEqualTo(octets.length);
        BigEndian.put16(dirty, 2, 0);
        assertThat(dirty).isEqualTo(octets);
    }

    @Test
    void sumsThePseudoHeaderToo() {
        // An echo with nothing in it, summed by hand: 8000 + 3a + 8 and the two loopback addresses.
        byte[] octets = Octets.dirty(8);

        new Icmpv6.EchoRequest(0, 0).emit(octets, 0, 0, Checksum.pseudoHeader(0, 1, 0, 1, IpProtocol.ICMPV6));

        assertThat(octets).isEqualTo(Octets.of("8000 7fbb 00000000"));
        assertThat(Icmpv6View.isChecksumValid(octets, 0, 8, 1 + 1 + 58)).isTrue();
        assertThat(Icmpv6View.isChecksumValid(octets, 0, 8, 1 + 2 + 58)).isFalse();
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(
                HEADERS,
                (header, octets, at) -> {
                    int length = header.emit(octets, at, 0, 0x1234);
                    assertThat(length).isEqualTo(header.headerLength());
                    return length;
                },
                (octets, at, length) -> {
                    assertThat(Icmpv6View.isChecksumValid(octets, at, length, 0x1234))
                            .isTrue();
                    return Icmpv6.from(Icmpv6View.parse(octets, at, length));
                });
    }

    @Test
    void turnsARequestIntoTheReplyThatWouldBeWritten() {
        Property.forAll(Gen.octets(100), data -> {
            byte[] octets = new byte[8 + data.length];
            System.arraycopy(data, 0, octets, 8, data.length);
            byte[] reply = octets.clone();
            new Icmpv6.EchoRequest(data.length, 7).emit(octets, 0, data.length, 58);
            new Icmpv6.EchoReply(data.length, 7).emit(reply, 0, data.length, 58);

            Icmpv6.turnIntoReply(octets, 0);

            assertThat(octets).isEqualTo(reply);
        });
    }

    @Test
    void refusesMessagesThatAreTooShortForTheirType() {
        assertThatThrownBy(() -> Icmpv6View.parse(Octets.of(SOLICITATION), 0, 7))
                .hasMessage("ICMPv6 header at octet 0: expected at least 8 octets, found 7 octets");
        assertThatThrownBy(() -> Icmpv6View.parse(Octets.of(SOLICITATION), 0, 23))
                .hasMessage("ICMPv6 message of type 135 at octet 0: expected at least 24 octets, found 23 octets");
        byte[] empty = Octets.of(SOLICITATION);
        empty[25] = 0; // RFC 4861, section 4.6: nodes must discard a packet with an option of length zero
        assertThatThrownBy(() -> Icmpv6View.parse(empty, 0, 40))
                .hasMessage("neighbour discovery option at octet 24: expected 8 to 16, found 0");
        assertThatThrownBy(() -> Icmpv6View.parse(Octets.of(SOLICITATION), 0, 39))
                .hasMessage("neighbour discovery option at octet 32: expected at least 8 octets, found 7 octets");
        assertThatThrownBy(() -> new NdpOption.Other(NdpOption.MTU, OctetString.ofHex("000000000000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survivesAnyOctets() {
        for (String good :
                List.of(SOLICITATION, ROUTER, "0300 0000 10 000000" + "00".repeat(128) + "2000 0000 0004 0101")) {
            Octets.survivesAnything(Octets.near(good), Icmpv6Test::readCarelessly);
        }
    }

    static void readCarelessly(byte[] any) {
        Icmpv6View view = Icmpv6View.parse(any, 0, any.length);
        Icmpv6 header = Icmpv6.from(view);
        assertThat(view.payloadOffset() + view.quotedLength()).isLessThanOrEqualTo(any.length);
        if (view.isNeighbourDiscovery()) {
            assertThat(header.headerLength()).isEqualTo(any.length);
            Icmpv6View.linkLayerAddress(any, 0, any.length, NdpOption.SOURCE_LINK_LAYER);
        }
        if (view.extensionsOffset() >= 0) {
            IcmpExtension.parse(any, view.extensionsOffset(), any.length - view.extensionsOffset());
        }
    }
}
