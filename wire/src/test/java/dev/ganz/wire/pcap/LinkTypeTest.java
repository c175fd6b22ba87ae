package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.MalformedPacket;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTypeTest {
    private static final String MACS = "ffffffffffff020000000001";

    @ParameterizedTest
    @CsvSource({
        // Ethernet II, 802.1Q, QinQ, 802.1ad, SNAP, SNAP behind a tag, 802.1H
        "1, " + MACS + "0800 45, 14, 0800",
        "1, " + MACS + "8100 0001 86dd 60, 18, 86dd",
        "1, " + MACS + "9100 0001 8100 0002 0806 00, 22, 0806",
        "1, " + MACS + "88a8 0001 8100 0002 0800 45, 22, 0800",
        "1, " + MACS + "0009 aaaa03 000000 0800 45, 22, 0800",
        "1, " + MACS + "8100 0001 0009 aaaa03 000000 0800 45, 26, 0800",
        "1, " + MACS + "0009 aaaa03 0000f8 809b 45, 22, 809b",
        // raw
        "12, 45, 0, 0800",
        "14, 60, 0, 86dd",
        "101, 46, 0, 0800",
        "228, 00, 0, 0800",
        "229, 00, 0, 86dd",
        // loopback, in both orders; families of macOS, FreeBSD and OpenBSD
        "0, 02000000 45, 4, 0800",
        "0, 00000002 45, 4, 0800",
        "0, 1e000000 60, 4, 86dd",
        "0, 0000001c 60, 4, 86dd",
        "108, 00000018 60, 4, 86dd",
        // cooked: plain, with a tag, LLC; version 2
        "113, 0000 0001 0006 0200000000010000 0800 45, 16, 0800",
        "113, 0000 0001 0006 0200000000010000 8100 0005 86dd 60, 20, 86dd",
        "113, 0000 0001 0006 0200000000010000 0004 aaaa03 000000 0800 45, 24, 0800",
        "276, 86dd 0000 00000003 0001 00 06 0200000000010000 60, 20, 86dd",
    })
    void findsTheNetworkLayer(int linkType, String hex, int offset, String etherType) {
        byte[] packet = HexFormat.of().parseHex("a5a5a5" + hex.replace(" ", ""));

        Optional<NetworkLayer> network = new LinkType(linkType).network(packet, 3, packet.length - 3);

        assertThat(network).contains(new NetworkLayer(3 + offset, HexFormat.fromHexDigits(etherType)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, " + MACS + "0003 424203", // spanning tree
        "1, " + MACS + "0008 aaaa03 00000c 2000", // SNAP of Cisco
        "0, 00000007", // OSI
        "113, 0000 0338 0006 0200000000010000 0800 45", // netlink, not Ethernet
        "113, 0000 0001 0006 0200000000010000 000c aaaa03 000000 0800", // CAN that looks like SNAP
        "104, 0f000800 45", // no link type of ours
    })
    void findsNothingWhereThereIsNoEtherType(int linkType, String hex) {
        byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(new LinkType(linkType).network(packet, 0, packet.length)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, ffffffff, 'EtherType at octet 12: expected 2 octets, found 0 octets'",
        "1, " + MACS + "8100 00, 'EtherType at octet 16: expected 2 octets, found 0 octets'",
        "101, 50, 'IP version at octet 0: expected 4 or 6, found 5'",
        "101, '', 'raw IP packet at octet 0: expected at least 1 octet, found none'",
        "0, 0200, 'loopback header at octet 0: expected 4 octets, found 2 octets'",
        "113, 00, 'Linux cooked header at octet 0: expected 16 octets, found 1 octets'",
        "276, 00, 'Linux cooked header 2 at octet 0: expected 20 octets, found 1 octets'",
    })
    void saysWhereALinkLayerHeaderIsCut(int linkType, String hex, String message) {
        byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> new LinkType(linkType).network(packet, 0, packet.length))
                .isInstanceOf(MalformedPacket.class)
                .hasMessage(message);
    }

    @Test
    void readsEveryFieldOfCookedHeaders() {
        byte[] first = HexFormat.of().parseHex("0004000103090102030405060708" + "0800");
        byte[] second = HexFormat.of().parseHex("0806000080000003" + "0304" + "03" + "06" + "0102030405060000");

        CookedView cooked = CookedView.parse(first, 0, first.length);
        Cooked2View cooked2 = Cooked2View.parse(second, 0, second.length);

        assertThat(cooked.packetType()).isEqualTo(4);
        assertThat(cooked.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(cooked.hardwareType()).isEqualTo(1);
        assertThat(cooked.addressLength()).isEqualTo(0x309);
        assertThat(cooked.address()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(cooked.protocol()).isEqualTo(0x800);
        assertThat(cooked2.protocol()).isEqualTo(0x806);
        assertThat(cooked2.interfaceIndex()).isEqualTo(0x8000_0003);
        assertThat(cooked2.hardwareType()).isEqualTo(0x304);
        assertThat(cooked2.packetType()).isEqualTo(3);
        assertThat(cooked2.direction()).isEqualTo(Direction.INBOUND);
        assertThat(cooked2.address()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void failsByTheDeclaredErrorOnlyWhateverTheOctets() {
        Gen<Integer> types = Gen.oneOf(java.util.List.of(0, 1, 12, 14, 101, 104, 108, 113, 228, 229, 276));

        Property.forAll(
                10_000, types.flatMap(type -> Gen.octets(60).map(octets -> new Sample(type, octets))), sample -> {
                    try {
                        new LinkType(sample.linkType)
                                .network(sample.octets, 0, sample.octets.length)
                                .ifPresent(
                                        network -> assertThat(network.offset()).isBetween(0, sample.octets.length));
                    } catch (MalformedPacket declared) {
                        assertThat(declared).hasMessageContaining("expected");
                    }
                });
    }

    private record Sample(int linkType, byte[] octets) {}
}
