package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    private static final String MACS = "02000000000b 02000000000a ";
    private static final String IP4 = "0000 0000 4001 0000 0a000001 0a000002 ";
    private static final String IP6 = "fe800000000000000000000000000001 fe800000000000000000000000000002 ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0800 45000054 " + IP4 + "0800 0000 0001 0002 " + ZEROS_56
                        + "| IPv4 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, 56 octets",
                "0800 4500001c " + IP4
                        + "0000 0000 0001 0002 | IPv4 10.0.0.1 > 10.0.0.2: ICMP echo reply, id 1, seq 2, 0 octets",
                "8100 0064 0800 4500001c " + IP4
                        + "0000 0000 0001 0002 | 802.1Q 100, IPv4 10.0.0.1 > 10.0.0.2: ICMP echo reply, id 1, seq 2, 0 octets",
                "88a8 0001 8100 0002 0806 0001 0800 0604 0001 02000000000a 0a000001 000000000000 0a000002 | 802.1ad 1, 802.1Q 2, ARP who has 10.0.0.2? tell 10.0.0.1 at 02:00:00:00:00:0a",
                "0806 0001 0800 0604 0002 02000000000a 0a000001 02000000000b 0a000002 | ARP 10.0.0.1 is at 02:00:00:00:00:0a",
                "0806 0001 0800 0604 0001 02000000000a 00000000 000000000000 0a000002 | 'ARP probe, who has 10.0.0.2? 02:00:00:00:00:0a'",
                "0806 0001 0800 0604 0001 02000000000a 0a000001 000000000000 0a000001 | 'ARP announcement, 10.0.0.1 is at 02:00:00:00:00:0a'",
                "0806 0001 0800 0604 0008 02000000000a 0a000001 000000000000 0a000002 | 'ARP operation 8, 10.0.0.1 at 02:00:00:00:00:0a'",
                "86dd 6000000000203aff " + IP6
                        + "8700 0000 00000000 fe800000000000000000000000000002 0101 02000000000a | IPv6 fe80::1 > fe80::2: ICMPv6 neighbour solicitation, who has fe80::2?, source 02:00:00:00:00:0a",
                "86dd 6000000000203aff " + IP6
                        + "8800 0000 e0000000 fe800000000000000000000000000002 0201 02000000000a | IPv6 fe80::1 > fe80::2: ICMPv6 neighbour advertisement, fe80::2, router, solicited, override, target 02:00:00:00:00:0a",
                "86dd 600000000008 11 40 " + IP6
                        + "0035 d2f0 0008 0000 | IPv6 fe80::1 > fe80::2: UDP 53 > 54000, 0 octets",
                "86dd 600000000010 00 40 " + IP6
                        + "1100 0104 00000000 0035 d2f0 0008 0000 | IPv6 fe80::1 > fe80::2: UDP 53 > 54000, 0 octets",
                "86dd 600000000010 2c 40 " + IP6
                        + "1100 05a9 00000007 aaaaaaaa aaaaaaaa | IPv6 fe80::1 > fe80::2: UDP fragment, id 7, 8 octets at 1448, more follow",
                "0800 4500001c 0007 2000 4011 0000 0a000001 0a000002 0035 d2f0 05dc 0000 | IPv4 10.0.0.1 > 10.0.0.2: UDP fragment, id 7, 8 octets at 0, more follow",
                "0800 4500002c 0000 0000 4006 0000 0a000001 0a000002 c350 0050 ffffffff 00000001 6012 7210 0000 0000 020405b4 | IPv4 10.0.0.1 > 10.0.0.2: TCP 50000 > 80, SYN ACK, seq 4294967295, ack 1, window 29200, mss 1460, 0 octets",
                "0800 45000038 " + IP4
                        + "0303 0000 00000000 4500 0404 0000 0000 4011 0000 0a000002 0a000001 0001 0002 03f0 0000 | IPv4 10.0.0.1 > 10.0.0.2: ICMP port unreachable, about IPv4 10.0.0.2 > 10.0.0.1: UDP 1 > 2",
                "0800 45000038 " + IP4
                        + "0304 0000 00000578 4500 0404 0000 4000 4006 0000 0a000002 0a000001 0001 0002 00000007 | IPv4 10.0.0.1 > 10.0.0.2: ICMP fragmentation needed, mtu 1400, about IPv4 10.0.0.2 > 10.0.0.1: TCP 1 > 2, seq 7",
                "0800 45000030 0000 0000 4004 0000 0a000001 0a000002 4500001c " + IP4
                        + "0000 0000 0001 0002 | IPv4 10.0.0.1 > 10.0.0.2: IPv4 10.0.0.1 > 10.0.0.2: ICMP echo reply, id 1, seq 2, 0 octets",
                "0800 450005dc 0000 0000 4011 0000 0a000001 0a000002 0035 d2f0 05c8 0000 | IPv4 10.0.0.1 > 10.0.0.2: UDP 53 > 54000, of which 8 of 1480 octets are here",
                "86dd 6000000005c8 11 40 " + IP6
                        + "0035 d2f0 05c8 0000 | IPv6 fe80::1 > fe80::2: UDP 53 > 54000, of which 8 of 1480 octets are here",
                "0800 45000014 0000 0000 40fd 0000 0a000001 0a000002 | IPv4 10.0.0.1 > 10.0.0.2: protocol 253, 0 octets",
                "0026 424203 " + ZEROS_56
                        + "| Ethernet 02:00:00:00:00:0a > 02:00:00:00:00:0b: spanning tree, 35 octets",
                "0008 aaaa03 00000c 2000 "
                        + "| Ethernet 02:00:00:00:00:0a > 02:00:00:00:00:0b: SNAP 00000c protocol 0x2000, 0 octets",
                "88b5 0102 | Ethernet 02:00:00:00:00:0a > 02:00:00:00:00:0b: 0x88b5, 2 octets",
                "0800 4500001c 0000 0000 4011 0000 0a000001 0a000002 0035 d2f0 0009 0000 | 'IPv4 10.0.0.1 > 10.0.0.2: malformed: UDP length at octet 38: expected 8 to 8, found 9'",
                "0800 | 'malformed: IPv4 header at octet 14: expected at least 20 octets, found 0 octets'",
            })
    void saysWhatAPacketIs(String octets, String line) {
        byte[] frame = Octets.of(MACS + octets);

        assertThat(Summary.of(frame, 0, frame.length)).isEqualTo(line);
    }

    private static final String ZEROS_56 = "00000000000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000000000";

    @Test
    void readsPacketsWithoutAFrame() {
        assertThat(Summary.ofPacket(EtherType.IPV4, Octets.of("4500001c " + IP4 + "0800 0000 0001 0002"), 0, 28))
                .isEqualTo("IPv4 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, 0 octets");
        assertThat(Summary.of(new byte[0], 0, 0))
                .isEqualTo("malformed: Ethernet header at octet 0: expected at least 14 octets, found 0 octets");
    }

    @Test
    void followsTunnelsOnlySoDeep() {
        StringBuilder packet = new StringBuilder();
        for (int i = 10; i > 0; i--) {
            packet.append(String.format("4500%04x 0000 0000 4004 0000 0a000001 0a000002", 20 * i));
        }
        byte[] octets = Octets.of(packet.toString());

        assertThat(Summary.ofPacket(EtherType.IPV4, octets, 0, octets.length))
                .isEqualTo("IPv4 10.0.0.1 > 10.0.0.2: ".repeat(5) + "IPv4 within, 100 octets");
    }

    @Test
    void hasALineForAnyOctets() {
        List<String> frames = List.of(
                MACS + "0800 45000038 " + IP4 + "0303 0000 00000000 45000404 " + IP4 + "0001 0002 03f0 0000",
                MACS + "86dd 6000000000203aff " + IP6
                        + "8700 0000 00000000 fe800000000000000000000000000002 0101 02000000000a",
                MACS + "8100 0001 0800 4500002c 0000 0000 4006 0000 0a000001 0a000002"
                        + "c350 0050 ffffffff 00000001 6012 7210 0000 0000 020405b4",
                MACS + "0008 aaaa03 000000 86dd 600000000008 3c 40 " + IP6 + "2c00 0104 00000000 1100 0000 00000001");
        for (String frame : frames) {
            Property.forAll(
                    10_000,
                    Octets.near(frame),
                    any -> assertThat(Summary.of(any, 0, any.length))
                            .isNotEmpty()
                            .doesNotContain("\n"));
        }
    }
}
