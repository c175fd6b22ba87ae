package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;
import org.junit.jupiter.api.Test;

class ArpTest {
    private static final String REQUEST = "0001 0800 06 04 0001 020100010000 01000202 000000000000 01000201";

    private static final MacAddress OTHER = MacAddress.parse("e2:c3:b4:8e:87:60");

    @Test
    void readsAPacketWhereItLies() {
        Arp arp = Arp.from(ArpView.parse(Octets.of(REQUEST), 0, 28));

        assertThat(arp)
                .isEqualTo(Arp.request(
                        MacAddress.parse("02:01:00:01:00:00"),
                        Ipv4Address.parse("1.0.2.2"),
                        Ipv4Address.parse("1.0.2.1")));
        assertThat(arp.isRequest()).isTrue();
        assertThat(arp.isProbe()).isFalse();
        assertThat(arp.isAnnouncement()).isFalse();
    }

    @Test
    void writesEveryOctetOfTheReply() {
        byte[] dirty = Octets.dirty(28);

        int length =
                Arp.from(ArpView.parse(Octets.of(REQUEST), 0, 28)).reply(OTHER).emit(dirty, 0);

        assertThat(length).isEqualTo(28);
        assertThat(dirty).isEqualTo(Octets.of("0001 0800 06 04 0002 e2c3b48e8760 01000201 020100010000 01000202"));
    }

    @Test
    void tellsProbesFromAnnouncements() {
        Ipv4Address address = Ipv4Address.parse("10.0.0.1");

        assertThat(Arp.probe(OTHER, address).isProbe()).isTrue();
        assertThat(Arp.probe(OTHER, address).isAnnouncement()).isFalse();
        assertThat(Arp.announcement(OTHER, address).isAnnouncement()).isTrue();
        assertThat(Arp.announcement(OTHER, address).isProbe()).isFalse();
    }

    @Test
    void refusesOtherHardwareAndProtocols() {
        assertThatThrownBy(() -> ArpView.parse(Octets.of(REQUEST), 0, 27))
                .hasMessage("ARP packet at octet 0: expected at least 28 octets, found 27 octets");
        int[][] places = {{1, 6}, {3, 1}, {4, 8}, {5, 16}};
        for (int[] place : places) {
            byte[] octets = Octets.of(REQUEST);
            octets[place[0]] = (byte) place[1];
            assertThatThrownBy(() -> ArpView.parse(octets, 0, 28)).isInstanceOf(MalformedPacket.class);
        }
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(
                (random, size) -> new Arp(
                        Octets.integer(random, 0, 0xffff),
                        EthernetTest.MACS.next(random, size),
                        new Ipv4Address(random.nextInt()),
                        EthernetTest.MACS.next(random, size),
                        new Ipv4Address(random.nextInt())),
                (arp, octets, at) -> arp.emit(octets, at),
                (octets, at, length) -> Arp.from(ArpView.parse(octets, at, length)));
    }

    @Test
    void survivesAnyOctets() {
        Octets.survivesAnything(Octets.near(REQUEST), ArpTest::readCarelessly);
    }

    static void readCarelessly(byte[] any) {
        Arp.from(ArpView.parse(any, 0, any.length));
    }
}
