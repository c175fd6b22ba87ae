package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.routing.Route;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.OctetString;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router between two links, with neighbours that are known; frames come in at port 0. */
class RouterErrorTest {
    private static final String FROM = "10.0.1.2";
    private static final String TO = "10.0.2.2";
    private static final String FROM6 = "fd00:1::2";
    private static final String TO6 = "fd00:2::2";

    private final Network network = new Network();
    private final Network.Place place = network.add("router", 2, 1500);
    private final FixedRoutes routes = new FixedRoutes();
    private final MacAddress mac = Packets.mac(1, 0);
    private final MacAddress left = new MacAddress(0x0200_0000_aa01L);

    @BeforeEach
    void start() {
        place.mtu(1, 1400);
        start(true);
    }

    private void start(boolean forwarding) {
        Map<dev.ganz.wire.addr.IpAddress, MacAddress> near = new HashMap<>();
        near.put(Addresses.address(FROM), left);
        near.put(Addresses.address(FROM6), left);
        near.put(Addresses.address("fe80::1"), left);
        Map<dev.ganz.wire.addr.IpAddress, MacAddress> far = new HashMap<>();
        far.put(Addresses.address(TO), new MacAddress(0x0200_0000_bb01L));
        far.put(Addresses.address(TO6), new MacAddress(0x0200_0000_bb01L));
        List<IpConfiguration.Port> ports = List.of(
                new IpConfiguration.Port(Nodes.addresses("10.0.1.1/24 fd00:1::1/64"), near),
                new IpConfiguration.Port(Nodes.addresses("10.0.2.1/24 fd00:2::1/64"), far));
        place.start(new IpNode(new IpConfiguration("router", forwarding, ports, List.of(), routes)));
    }

    private void receive(Ipv4 header, byte[] payload) {
        place.receive(0, Packets.frame(mac, header, payload));
    }

    private void receive(Ipv6 header, byte[] payload) {
        place.receive(0, Packets.frame(mac, header, payload));
    }

    /** The error message that went out at port 0, which must be the only frame. */
    private byte[] error() {
        assertThat(place.sent).hasSize(1);
        assertThat(place.sent.getFirst()).startsWith("0:");
        return Packets.octets(place.sent.getFirst());
    }

    private void assertIpv4Error(int type, int code, int rest, Ipv4 header, byte[] payload, DropReason reason) {
        byte[] frame = error();
        Ipv4View ip = Packets.ipv4(frame);
        assertThat(ip.isChecksumValid()).isTrue();
        assertThat(Addresses.text(ip.source())).isEqualTo("10.0.1.1");
        assertThat(Addresses.text(ip.destination())).isEqualTo(FROM);
        assertThat(ip.trafficClass()).isEqualTo(0xc0);
        Icmpv4View icmp = Icmpv4View.parse(frame, ip.payloadOffset(), ip.payloadLength());
        assertThat(icmp.isChecksumValid()).isTrue();
        assertThat(icmp.type()).isEqualTo(type);
        assertThat(icmp.code()).isEqualTo(code);
        assertThat(icmp.rest()).isEqualTo(rest);
        byte[] offending = Packets.frame(mac, header, payload);
        int quoted = Math.min(offending.length - Packets.ETHERNET, 576 - 28);
        assertThat(Packets.slice(frame, icmp.payloadOffset(), frame.length))
                .isEqualTo(Packets.slice(offending, Packets.ETHERNET, Packets.ETHERNET + quoted));
        assertThat(place.reasons()).containsExactly(reason);
        assertThat(network.framesOut()).isZero();
    }

    private void assertIpv6Error(int type, int code, int rest, Ipv6 header, byte[] payload, DropReason reason) {
        byte[] frame = error();
        Ipv6View ip = Packets.ipv6(frame);
        assertThat(ip.hopLimit()).isEqualTo(64);
        Icmpv6View icmp = Icmpv6View.parse(frame, ip.payloadOffset(), ip.payloadLength());
        assertThat(icmp.isChecksumValid(ip.pseudoHeaderSum(IpProtocol.ICMPV6))).isTrue();
        assertThat(icmp.type()).isEqualTo(type);
        assertThat(icmp.code()).isEqualTo(code);
        assertThat(icmp.rest()).isEqualTo(rest);
        byte[] offending = Packets.frame(mac, header, payload);
        int quoted = Math.min(offending.length - Packets.ETHERNET, 1280 - 48);
        assertThat(Packets.slice(frame, icmp.payloadOffset(), frame.length))
                .isEqualTo(Packets.slice(offending, Packets.ETHERNET, Packets.ETHERNET + quoted));
        assertThat(place.reasons()).containsExactly(reason);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void passesPacketsOnWithOneHopLessAndARightChecksum() {
        Ipv4 header = Packets.ipv4(FROM, TO, 2, IpProtocol.UDP);
        receive(header, Packets.udp(header, 1, 2, Packets.payload(100)));
        Ipv6 header6 = Packets.ipv6(FROM6, TO6, 2, IpProtocol.UDP);
        receive(header6, Packets.udp(header6, 1, 2, Packets.payload(100)));

        byte[] first = Packets.octets(place.sent.get(0));
        byte[] second = Packets.octets(place.sent.get(1));
        assertThat(place.sent).hasSize(2).allMatch(sent -> sent.startsWith("1:02000000bb01020000000101"));
        assertThat(Packets.ipv4(first).ttl()).isEqualTo(1);
        assertThat(Packets.ipv4(first).isChecksumValid()).isTrue();
        assertThat(Packets.ipv6(second).hopLimit()).isEqualTo(1);
    }

    @Test
    void tellsThatTheTimeToLiveIsOver() {
        for (int ttl = 0; ttl <= 1; ttl++) {
            place.sent.clear();
            place.drops.clear();
            Ipv4 header = Packets.ipv4(FROM, TO, ttl, IpProtocol.UDP);
            byte[] payload = Packets.udp(header, 1, 2, Packets.payload(1000));
            receive(header, payload);
            assertIpv4Error(Icmpv4.TIME_EXCEEDED, 0, 0, header, payload, DropReason.TTL_EXPIRED);
        }
    }

    @Test
    void tellsThatTheHopLimitIsOver() {
        Ipv6 header = Packets.ipv6(FROM6, TO6, 1, IpProtocol.UDP);
        byte[] payload = Packets.udp(header, 1, 2, Packets.payload(1400));

        receive(header, payload);

        assertIpv6Error(Icmpv6.TIME_EXCEEDED, 0, 0, header, payload, DropReason.TTL_EXPIRED);
    }

    @Test
    void tellsWhatTheNextLinkCarries() {
        Ipv4 header = Packets.ipv4(FROM, TO, 9, IpProtocol.UDP);
        byte[] payload = Packets.udp(header, 1, 2, Packets.payload(1400 - 27));

        receive(header, payload);

        assertIpv4Error(Icmpv4.DESTINATION_UNREACHABLE, 4, 1400, header, payload, DropReason.TOO_BIG);
    }

    @Test
    void tellsThatAPacketIsTooBig() {
        Ipv6 header = Packets.ipv6(FROM6, TO6, 9, IpProtocol.UDP);
        byte[] payload = Packets.udp(header, 1, 2, Packets.payload(1400 - 47));

        receive(header, payload);

        assertIpv6Error(Icmpv6.PACKET_TOO_BIG, 0, 1400, header, payload, DropReason.TOO_BIG);
    }

    @Test
    void tellsThatThereIsNoRoute() {
        Ipv4 header = Packets.ipv4(FROM, "192.0.2.1", 9, IpProtocol.TCP);
        receive(header, Packets.payload(20));
        assertIpv4Error(Icmpv4.DESTINATION_UNREACHABLE, 0, 0, header, Packets.payload(20), DropReason.NO_ROUTE);
    }

    @Test
    void tellsThatARouteIsUnreachable() {
        routes.add("192.0.2.0/24", new Route.Unreachable());
        Ipv4 header = Packets.ipv4(FROM, "192.0.2.1", 9, IpProtocol.TCP);
        receive(header, Packets.payload(20));
        assertIpv4Error(Icmpv4.DESTINATION_UNREACHABLE, 1, 0, header, Packets.payload(20), DropReason.NO_ROUTE);
    }

    @Test
    void tellsThatANeighbourIsNotKnown() {
        Ipv4 header = Packets.ipv4(FROM, "10.0.2.77", 9, IpProtocol.TCP);
        receive(header, Packets.payload(20));
        // the quoted packet has lost its hop, as it was on its way already
        assertThat(place.reasons()).containsExactly(DropReason.NO_NEIGHBOUR);
        byte[] frame = error();
        assertThat(Packets.slice(frame, 34, 36)).containsExactly(Icmpv4.DESTINATION_UNREACHABLE, 1);
    }

    @Test
    void tellsThatAPortOrAProtocolIsUnknown() {
        Ipv4 header = Packets.ipv4(FROM, "10.0.2.1", 9, IpProtocol.UDP);
        byte[] payload = Packets.udp(header, 1, 2, Packets.payload(20));
        receive(header, payload);
        byte[] frame = error();
        assertThat(Packets.slice(frame, 34, 36)).containsExactly(Icmpv4.DESTINATION_UNREACHABLE, 3);
        assertThat(Addresses.text(Packets.ipv4(frame).source())).isEqualTo("10.0.2.1"); // the one that was asked

        place.sent.clear();
        receive(Packets.ipv4(FROM, "10.0.1.1", 9, 200), Packets.payload(20));
        assertThat(Packets.slice(error(), 34, 36)).containsExactly(Icmpv4.DESTINATION_UNREACHABLE, 2);
        assertThat(place.reasons()).containsExactly(DropReason.NO_SOCKET, DropReason.NO_SOCKET);
    }

    @Test
    void tellsOfIpv6ThatAPortOrAHeaderIsUnknown() {
        Ipv6 header = Packets.ipv6(FROM6, "fd00:1::1", 9, IpProtocol.UDP);
        byte[] payload = Packets.udp(header, 1, 2, Packets.payload(20));
        receive(header, payload);
        assertIpv6Error(Icmpv6.DESTINATION_UNREACHABLE, 4, 0, header, payload, DropReason.NO_SOCKET);

        place.sent.clear();
        place.drops.clear();
        Ipv6 unknown = Packets.ipv6(FROM6, "fd00:1::1", 9, 200);
        receive(unknown, Packets.payload(20));
        assertIpv6Error(Icmpv6.PARAMETER_PROBLEM, 1, 6, unknown, Packets.payload(20), DropReason.NO_SOCKET);
    }

    @Test
    void pointsAtAnOptionThatCannotBe() {
        byte[] options = {1, 7, 40, 4}; // a record of the route that is longer than the header
        Ipv4 plain = Packets.ipv4(FROM, TO, 9, IpProtocol.UDP);
        Ipv4 header = new Ipv4(
                0, 0, true, false, 0, 9, IpProtocol.UDP, plain.source(), plain.destination(), OctetString.of(options));

        receive(header, Packets.payload(20));

        assertIpv4Error(Icmpv4.PARAMETER_PROBLEM, 0, 22 << 24, header, Packets.payload(20), DropReason.MALFORMED);
    }

    @Test
    void followsNoSourceRoute() {
        byte[] options = {(byte) 131, 7, 4, 10, 0, 2, 2, 0};
        Ipv4 header = new Ipv4(
                0,
                0,
                true,
                false,
                0,
                9,
                IpProtocol.UDP,
                (Ipv4Address) Addresses.address(FROM),
                (Ipv4Address) Addresses.address("10.0.1.1"),
                OctetString.of(options));

        receive(header, Packets.payload(20));

        assertIpv4Error(Icmpv4.DESTINATION_UNREACHABLE, 5, 0, header, Packets.payload(20), DropReason.NO_ROUTE);
    }

    @Test
    void doesWhatUnknownIpv6OptionsSay() {
        String[] actions = {"00", "40", "80", "c0"};
        List<Integer> errors = new ArrayList<>();
        for (String action : actions) {
            place.sent.clear();
            byte[] header = java.util.HexFormat.of().parseHex("3b00" + action.substring(0, 1) + "e0401020304");
            receive(Packets.ipv6(FROM6, "fd00:1::1", 9, IpProtocol.DESTINATION_OPTIONS), slice8(header));
            errors.add(place.sent.size());
        }
        assertThat(errors).containsExactly(0, 0, 1, 1);
        byte[] frame = error();
        assertThat(Packets.slice(frame, 54, 62))
                .startsWith(Icmpv6.PARAMETER_PROBLEM, 2)
                .endsWith(0, 0, 0, 42);
        assertThat(place.reasons()).containsExactly(DropReason.MALFORMED, DropReason.MALFORMED, DropReason.MALFORMED);
        assertThat(network.framesOut()).isZero();
    }

    private static byte[] slice8(byte[] octets) {
        return Packets.slice(octets, 0, 8);
    }

    @Test
    void followsNoRoutingHeader() {
        byte[] routing = java.util.HexFormat.of().parseHex("3b00000100000000");
        Ipv6 header = Packets.ipv6(FROM6, "fd00:1::1", 9, IpProtocol.ROUTING);

        receive(header, routing);

        assertIpv6Error(Icmpv6.PARAMETER_PROBLEM, 0, 42, header, routing, DropReason.MALFORMED);
    }

    @Test
    void passesOnNothingLinkLocal() {
        receive(Packets.ipv4("169.254.1.1", TO, 9, IpProtocol.UDP), Packets.payload(20));
        receive(Packets.ipv4(FROM, "169.254.1.1", 9, IpProtocol.UDP), Packets.payload(20));
        receive(Packets.ipv6(FROM6, "fe80::77", 9, IpProtocol.UDP), Packets.payload(20));
        assertThat(place.sent).isEmpty();

        Ipv6 header = Packets.ipv6("fe80::1", TO6, 9, IpProtocol.UDP);
        receive(header, Packets.payload(20));
        byte[] frame = error();
        assertThat(Packets.slice(frame, 54, 56)).containsExactly(Icmpv6.DESTINATION_UNREACHABLE, 2);
        assertThat(place.reasons()).hasSize(4).containsOnly(DropReason.NOT_FOR_ME);
    }

    @Test
    void saysNothingAboutErrorsGroupsAndLaterFragments() {
        byte[] error = Packets.icmp(new Icmpv4.TimeExceeded(0), Packets.payload(28));
        receive(Packets.ipv4(FROM, TO, 1, IpProtocol.ICMP), error);
        receive(Packets.ipv4(FROM, "224.0.0.5", 1, 200), Packets.payload(20));
        receive(Packets.ipv4(FROM, "10.0.1.255", 1, 200), Packets.payload(20));
        receive(Packets.ipv4Fragment(FROM, "192.0.2.1", 1, 8, true), Packets.payload(16));
        place.receive(
                0, Packets.frame(MacAddress.BROADCAST, Packets.ipv4(FROM, "10.0.1.1", 9, 200), Packets.payload(20)));
        Ipv6 header = Packets.ipv6(FROM6, TO6, 1, IpProtocol.ICMPV6);
        receive(header, Packets.icmp(header, new Icmpv6.TimeExceeded(0), Packets.payload(48)));
        receive(
                Packets.ipv6(FROM6, TO6, 1, IpProtocol.FRAGMENT),
                Packets.fragment(IpProtocol.UDP, 1, 8, true, Packets.payload(16)));

        assertThat(place.sent).isEmpty();
        assertThat(place.drops).hasSize(7);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void believesNoImpossibleSource() {
        for (String source : new String[] {"0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255", "10.0.2.1"}) {
            receive(Packets.ipv4(source, TO, 9, IpProtocol.UDP), Packets.payload(20));
        }
        for (String source : new String[] {"::1", "ff02::1", "fd00:2::1"}) {
            receive(Packets.ipv6(source, TO6, 9, IpProtocol.UDP), Packets.payload(20));
        }
        receive(Packets.ipv4(FROM, "127.0.0.1", 9, IpProtocol.UDP), Packets.payload(20));
        receive(Packets.ipv6(FROM6, "::1", 9, IpProtocol.UDP), Packets.payload(20));
        receive(Packets.ipv6("::", TO6, 9, IpProtocol.UDP), Packets.payload(20));

        assertThat(place.sent).isEmpty();
        assertThat(place.reasons()).hasSize(11).containsOnly(DropReason.BAD_SOURCE);
    }

    @Test
    void doesNotPassOnADirectedBroadcastNorWhatCameByOne() {
        receive(Packets.ipv4(FROM, "10.0.2.255", 9, IpProtocol.UDP), Packets.payload(20));
        place.receive(
                0, Packets.frame(MacAddress.BROADCAST, Packets.ipv4(FROM, TO, 9, IpProtocol.UDP), Packets.payload(20)));

        assertThat(place.sent).isEmpty();
        assertThat(place.reasons()).containsOnly(DropReason.NOT_FOR_ME).hasSize(2);
    }

    @Test
    void dropsWhatIsBroken() {
        byte[] frame = Packets.frame(mac, Packets.ipv4(FROM, TO, 9, IpProtocol.UDP), Packets.payload(20));
        byte[] checksum = frame.clone();
        checksum[24] ^= 1;
        byte[] version = frame.clone();
        version[14] = 0x55;
        byte[] length = frame.clone();
        length[17]++;
        for (byte[] broken : List.of(checksum, version, length, Packets.slice(frame, 0, 33))) {
            place.receive(0, broken);
        }

        assertThat(place.sent).isEmpty();
        assertThat(place.reasons())
                .containsExactly(DropReason.CHECKSUM, DropReason.MALFORMED, DropReason.MALFORMED, DropReason.MALFORMED);
    }

    @Test
    void limitsItsErrorsToOneADestinationAndSecondAfterABurst() {
        Ipv4 header = Packets.ipv4(FROM, TO, 1, IpProtocol.UDP);
        for (int i = 0; i < 100; i++) {
            network.run(i * Network.MILLISECOND);
            receive(header, Packets.payload(20));
        }
        assertThat(place.sent).hasSize(6);

        network.run(1100 * Network.MILLISECOND);
        receive(header, Packets.payload(20));
        receive(header, Packets.payload(20));
        assertThat(place.sent).hasSize(7);
    }

    @Test
    void neverHoldsBackWhatPathMtuDiscoveryWaitsFor() {
        Ipv4 header = Packets.ipv4(FROM, TO, 9, IpProtocol.UDP);
        for (int i = 0; i < 100; i++) {
            receive(header, Packets.payload(1450));
        }
        assertThat(place.sent).hasSize(100);
    }

    @Test
    void limitsItsErrorsAltogether() {
        for (int i = 0; i < 200; i++) {
            String source = "10.0.1." + (i % 200 + 20);
            place.receive(0, arpReply(source)); // a neighbour that is not known would not be told
            receive(Packets.ipv4(source, "192.0.2.1", 9, IpProtocol.UDP), Packets.payload(20));
        }
        assertThat(place.reasons().stream().filter(DropReason.NO_ROUTE::equals)).hasSize(200);
        assertThat(place.reasons().stream().filter(DropReason.NO_NEIGHBOUR::equals))
                .hasSize(50); // the messages, to neighbours that the configuration does not know
    }

    private byte[] arpReply(String source) {
        byte[] octets = new byte[42];
        new dev.ganz.wire.Ethernet(mac, left, dev.ganz.wire.EtherType.ARP).emit(octets, 0);
        new dev.ganz.wire.Arp(dev.ganz.wire.Arp.REPLY, left, (Ipv4Address) Addresses.address(source), mac, (Ipv4Address)
                        Addresses.address("10.0.1.1"))
                .emit(octets, 14);
        return octets;
    }

    @Test
    void asAHostPassesNothingOn() {
        start(false);
        receive(Packets.ipv4(FROM, TO, 9, IpProtocol.UDP), Packets.payload(20));
        receive(Packets.ipv6(FROM6, TO6, 9, IpProtocol.UDP), Packets.payload(20));

        assertThat(place.sent).isEmpty();
        assertThat(place.reasons()).containsExactly(DropReason.NOT_FOR_ME, DropReason.NOT_FOR_ME);
    }

    @Test
    void tellsThatAPortWithoutCarrierLeadsNowhere() {
        place.started().carrier(1, false);
        receive(Packets.ipv4(FROM, TO, 9, IpProtocol.UDP), Packets.payload(20));
        assertThat(place.reasons()).containsExactly(DropReason.NO_ROUTE);

        place.started().carrier(1, true);
        receive(Packets.ipv4(FROM, TO, 9, IpProtocol.UDP), Packets.payload(20));
        assertThat(place.sent).hasSize(2);
        assertThat(place.sent.get(0)).startsWith("0:");
        assertThat(place.sent.get(1)).startsWith("1:");
    }

    @Test
    void takesOffATagThatOnlySaysAPriority() {
        byte[] frame = Packets.frame(mac, Packets.ipv4(FROM, TO, 9, IpProtocol.UDP), Packets.payload(20));
        byte[] tagged = new byte[frame.length + 4];
        System.arraycopy(frame, 0, tagged, 0, 12);
        System.arraycopy(frame, 12, tagged, 16, frame.length - 12);
        tagged[12] = (byte) 0x81;
        tagged[14] = (byte) 0xa0;
        place.receive(0, tagged);
        tagged[15] = 1;
        place.receive(0, tagged);

        assertThat(place.sent).hasSize(1);
        assertThat(Packets.octets(place.sent.getFirst())).hasSize(frame.length);
        assertThat(place.reasons()).containsExactly(DropReason.VLAN);
    }
}
