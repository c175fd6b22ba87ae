package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.DropReason;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4Option;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.OctetString;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FragmentTest {
    private static final String HERE = "10.0.0.1";
    private static final String THERE = "10.0.0.2";
    private static final String HERE6 = "fd00::1";
    private static final String THERE6 = "fd00::2";
    private static final int PORT = 7;

    private final Network network = new Network();
    private final Network.Place place = network.add("host", 1, 1500);
    private final MacAddress mac = Packets.mac(1, 0);
    private final List<byte[]> received = new ArrayList<>();
    private final IpNode node;

    FragmentTest() {
        MacAddress neighbour = new MacAddress(0x0200_0000_aa01L);
        Map<IpAddress, MacAddress> known =
                Map.of(Addresses.address(THERE), neighbour, Addresses.address(THERE6), neighbour);
        IpConfiguration.Port port = new IpConfiguration.Port(Nodes.addresses(HERE + "/24 " + HERE6 + "/64"), known);
        node = place.start(new IpNode(new IpConfiguration("host", false, List.of(port), List.of(), new FixedRoutes())));
        node.udp(
                null,
                PORT,
                datagram -> received.add(Arrays.copyOfRange(
                        datagram.octets(), datagram.offset(), datagram.offset() + datagram.length())));
    }

    private static byte[] datagram(int length) {
        Ipv4 header = Packets.ipv4(THERE, HERE, 64, IpProtocol.UDP);
        return Packets.udp(header, 9, PORT, Packets.payload(length));
    }

    private static byte[] datagram6(int length) {
        Ipv6 header = Packets.ipv6(THERE6, HERE6, 64, IpProtocol.UDP);
        return Packets.udp(header, 9, PORT, Packets.payload(length));
    }

    private void part(int id, byte[] whole, int from, int to) {
        byte[] part = Packets.slice(whole, from, to);
        place.receive(0, Packets.frame(mac, Packets.ipv4Fragment(THERE, HERE, id, from, to < whole.length), part));
    }

    private void part6(int id, byte[] whole, int from, int to) {
        byte[] part = Packets.fragment(IpProtocol.UDP, id, from, to < whole.length, Packets.slice(whole, from, to));
        place.receive(0, Packets.frame(mac, Packets.ipv6(THERE6, HERE6, 64, IpProtocol.FRAGMENT), part));
    }

    @Test
    void putsPartsTogetherInAnyOrder() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int length = 8 + random.nextInt(3000);
            byte[] whole = datagram(length);
            byte[] whole6 = datagram6(length);
            List<int[]> parts = new ArrayList<>();
            for (int at = 0; at < whole.length; ) {
                int end = Math.min(whole.length, at + 8 * (1 + random.nextInt(60)));
                parts.add(new int[] {at, end});
                at = end;
            }
            Collections.shuffle(parts, random);
            received.clear();
            for (int[] part : parts) {
                part(round, whole, part[0], part[1]);
                part6(round, whole6, part[0], part[1]);
            }
            assertThat(received).hasSize(2).allSatisfy(got -> assertThat(got).isEqualTo(Packets.payload(length)));
        }
        assertThat(place.drops).isEmpty();
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void keepsPacketsWithDifferentIdentificationsApart() {
        byte[] one = datagram(100);
        byte[] other = datagram(120);
        part(1, one, 0, 56);
        part(2, other, 0, 56);
        part(1, one, 56, 108);
        part(2, other, 56, 128);

        assertThat(received).containsExactly(Packets.payload(100), Packets.payload(120));
    }

    @Test
    void takesAPartThatComesTwiceForOne() {
        byte[] whole = datagram(100);
        part(1, whole, 0, 56);
        part(1, whole, 0, 56);
        part(1, whole, 56, 108);

        assertThat(received).containsExactly(Packets.payload(100));
        assertThat(place.reasons()).containsExactly(DropReason.REASSEMBLY);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void refusesAPacketWhosePartsOverlapWithAllThatStillComesOfIt() {
        byte[] whole = datagram6(100);
        part6(1, whole, 0, 56);
        part6(1, whole, 48, 80);
        assertThat(place.reasons()).containsExactly(DropReason.REASSEMBLY, DropReason.REASSEMBLY);
        part6(1, whole, 56, 108);
        part6(1, whole, 0, 56);

        assertThat(received).isEmpty();
        assertThat(place.reasons()).hasSize(4).containsOnly(DropReason.REASSEMBLY);
        assertThat(network.framesOut()).isZero();

        network.run(61 * Network.SECOND); // then the number is free again
        part6(1, whole, 0, 56);
        part6(1, whole, 56, 108);
        assertThat(received).hasSize(1);
    }

    @Test
    void refusesTwoEndsAndWhatLiesBehindTheEnd() {
        byte[] whole = datagram(100);
        part(1, whole, 56, 108);
        part(1, datagram(132), 88, 140);
        assertThat(place.reasons()).hasSize(2).containsOnly(DropReason.REASSEMBLY);

        part(2, whole, 104, 108);
        place.receive(0, Packets.frame(mac, Packets.ipv4Fragment(THERE, HERE, 2, 112, true), Packets.payload(16)));
        assertThat(place.reasons()).hasSize(4).containsOnly(DropReason.REASSEMBLY);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void tellsWhenTimeIsOverIfTheFirstPartIsThere() {
        part(1, datagram(100), 0, 56);
        part(2, datagram(100), 56, 108);
        part6(1, datagram6(100), 0, 56);

        network.run(29 * Network.SECOND);
        assertThat(place.sent).isEmpty();
        network.run(30 * Network.SECOND);
        assertThat(place.sent).hasSize(1);
        byte[] error = Packets.octets(place.sent.getFirst());
        assertThat(Packets.slice(error, 34, 36)).containsExactly(Icmpv4.TIME_EXCEEDED, Icmpv4.TimeExceeded.REASSEMBLY);
        network.run(60 * Network.SECOND);
        assertThat(place.sent).hasSize(2);
        assertThat(Packets.slice(Packets.octets(place.sent.get(1)), 54, 56))
                .containsExactly(Icmpv6.TIME_EXCEEDED, Icmpv6.TimeExceeded.REASSEMBLY);
        assertThat(place.reasons()).hasSize(3).containsOnly(DropReason.REASSEMBLY);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void keepsNoMoreThanItsMemory() {
        for (int id = 0; id < 20_000; id++) {
            part(id & 0xffff, datagram(1400), 0, 1400);
        }
        assertThat(network.framesOut() * 2048L).isBetween(3L << 20, 4L << 20);
        network.run(30 * Network.SECOND);
        assertThat(network.framesOut()).isZero();

        part(1, datagram(100), 0, 56); // room again
        part(1, datagram(100), 56, 108);
        assertThat(received).hasSize(1);
    }

    @Test
    void refusesWhatWouldBeLongerThanAnyPacket() {
        place.receive(0, Packets.frame(mac, Packets.ipv4Fragment(THERE, HERE, 1, 65_528, false), Packets.payload(400)));
        byte[] tail = Packets.fragment(IpProtocol.UDP, 1, 65_528, false, Packets.payload(400));
        place.receive(0, Packets.frame(mac, Packets.ipv6(THERE6, HERE6, 64, IpProtocol.FRAGMENT), tail));
        byte[] odd = Packets.fragment(IpProtocol.UDP, 1, 0, true, Packets.payload(9));
        place.receive(0, Packets.frame(mac, Packets.ipv6(THERE6, HERE6, 64, IpProtocol.FRAGMENT), odd));

        assertThat(place.reasons()).hasSize(3).containsOnly(DropReason.REASSEMBLY);
        assertThat(place.sent).hasSize(2); // IPv6 says where the fault is
        assertThat(Packets.slice(Packets.octets(place.sent.get(0)), 54, 62))
                .containsSequence(Icmpv6.PARAMETER_PROBLEM, 0)
                .endsWith(0, 0, 0, 42);
        assertThat(Packets.slice(Packets.octets(place.sent.get(1)), 54, 62)).endsWith(0, 0, 0, 4);
    }

    @Test
    void takesAnAtomicFragmentForAWholePacket() {
        byte[] whole = datagram6(100);
        part6(1, whole, 0, 56);
        part6(1, whole, 0, whole.length);

        assertThat(received).containsExactly(Packets.payload(100));
    }

    @Test
    void marksThePacketIfOnePartMetCongestion() {
        byte[] whole = Packets.icmp(new Icmpv4.EchoRequest(1, 1), Packets.payload(100));
        for (int from = 0; from < whole.length; from += 56) {
            int to = Math.min(whole.length, from + 56);
            Ipv4 header = new Ipv4(
                    from == 0 ? 2 : 3,
                    1,
                    false,
                    to < whole.length,
                    from,
                    64,
                    IpProtocol.ICMP,
                    (Ipv4Address) Addresses.address(THERE),
                    (Ipv4Address) Addresses.address(HERE),
                    OctetString.EMPTY);
            place.receive(0, Packets.frame(mac, header, Packets.slice(whole, from, to)));
        }
        // an echo reply has the class of its request, so that it shows what was put together
        assertThat(Packets.ipv4(Packets.octets(place.sent.getFirst())).trafficClass())
                .isEqualTo(3);
    }

    @Test
    void sendsInPiecesWhatIsLargerThanTheLinkAndThePathAfterItWasTold() {
        byte[] payload = Packets.payload(3000);
        UdpSocket socket = node.udp(null, 40_000, datagram -> {});
        socket.send(Addresses.address(THERE6), 9, payload, 0, payload.length);
        assertThat(lengths()).containsExactly(1496, 1496, 160);

        place.sent.clear();
        socket.send(Addresses.address(THERE6), 9, payload, 0, 1400);
        byte[] offending = Packets.octets(place.sent.getFirst());
        place.sent.clear();
        Ipv6 header = Packets.ipv6("fd00::99", HERE6, 64, IpProtocol.ICMPV6);
        byte[] quoted = Packets.slice(offending, 14, Math.min(offending.length, 14 + 1232));
        place.receive(0, Packets.frame(mac, header, Packets.icmp(header, new Icmpv6.PacketTooBig(1300), quoted)));
        socket.send(Addresses.address(THERE6), 9, payload, 0, 1400);
        assertThat(lengths()).containsExactly(1296, 208);

        network.run(600 * Network.SECOND); // forgotten
        place.sent.clear();
        socket.send(Addresses.address(THERE6), 9, payload, 0, 1400);
        assertThat(lengths()).containsExactly(1448);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void learnsThePathMtuOfIpv4FromANumberOrFromThePlateausOrLetsRoutersFragment() {
        UdpSocket socket = node.udp(null, 40_000, datagram -> {});
        byte[] payload = Packets.payload(1400);
        int[] told = {1300, 0, 300};
        int[][] lengths = {{1300, 148}, {1004, 444}, {548, 548, 372}};
        for (int i = 0; i < told.length; i++) {
            place.sent.clear();
            socket.send(Addresses.address(THERE), 9, payload, 0, i == 0 ? 1400 : 1270);
            byte[] offending = Packets.octets(place.sent.getFirst());
            place.sent.clear();
            byte[] quoted = Packets.slice(offending, 14, 14 + 28);
            Icmpv4 message = Icmpv4.DestinationUnreachable.fragmentationNeeded(told[i]);
            place.receive(
                    0,
                    Packets.frame(
                            mac, Packets.ipv4("10.0.0.99", HERE, 64, IpProtocol.ICMP), Packets.icmp(message, quoted)));
            socket.send(Addresses.address(THERE), 9, payload, 0, 1400);
            assertThat(lengths())
                    .containsExactly(Arrays.stream(lengths[i]).boxed().toArray(Integer[]::new));
        }
        place.sent.clear();
        socket.send(Addresses.address(THERE), 9, payload, 0, 500);
        assertThat(Packets.ipv4(Packets.octets(place.sent.getFirst())).dontFragment())
                .isFalse();
    }

    private List<Integer> lengths() {
        return place.sent.stream()
                .map(Packets::octets)
                .map(frame -> frame.length - Packets.ETHERNET)
                .toList();
    }

    @Test
    void believesNoErrorAboutAPacketThatItDidNotSend() {
        UdpSocket socket = node.udp(null, 40_000, datagram -> {});
        byte[] alien = Packets.frame(mac, Packets.ipv4("10.0.0.77", THERE, 64, IpProtocol.UDP), Packets.payload(1400));
        Icmpv4 message = Icmpv4.DestinationUnreachable.fragmentationNeeded(600);
        place.receive(
                0,
                Packets.frame(
                        mac,
                        Packets.ipv4("10.0.0.99", HERE, 64, IpProtocol.ICMP),
                        Packets.icmp(message, Packets.slice(alien, 14, 42))));

        socket.send(Addresses.address(THERE), 9, Packets.payload(1400), 0, 1400);
        assertThat(lengths()).containsExactly(1428);
    }

    @Test
    void aRouterCutsPacketsSoThatTheyFitAndCanBePutTogether() {
        Network.Place router = network.add("router", 2, 1500);
        router.mtu(1, 600);
        Map<IpAddress, MacAddress> known = Map.of(Addresses.address("10.9.0.2"), new MacAddress(0x0200_0000_bb01L));
        router.start(new IpNode(new IpConfiguration(
                "router",
                true,
                List.of(
                        new IpConfiguration.Port(Nodes.addresses("10.8.0.1/24"), Map.of()),
                        new IpConfiguration.Port(Nodes.addresses("10.9.0.1/24"), known)),
                List.of(),
                new FixedRoutes())));
        OctetString options = Ipv4Option.emit(List.of(
                new Ipv4Option.Route(Ipv4Option.RECORD_ROUTE, 0, List.of(new Ipv4Address(0))),
                new Ipv4Option.RouterAlert(0)));
        byte[] payload = Packets.payload(1400);
        Ipv4 header = new Ipv4(
                0,
                77,
                false,
                false,
                0,
                9,
                200,
                (Ipv4Address) Addresses.address("10.8.0.2"),
                (Ipv4Address) Addresses.address("10.9.0.2"),
                options);

        router.receive(0, Packets.frame(Packets.mac(2, 0), header, payload));

        byte[] together = new byte[payload.length];
        int expected = 0;
        for (String sent : router.sent) {
            byte[] frame = Packets.octets(sent);
            Ipv4View view = Packets.ipv4(frame);
            assertThat(view.isChecksumValid()).isTrue();
            assertThat(view.totalLength()).isLessThanOrEqualTo(600);
            assertThat(view.fragmentOffset()).isEqualTo(expected);
            assertThat(view.ttl()).isEqualTo(8);
            assertThat(view.identification()).isEqualTo(77);
            assertThat(view.headerLength()).isEqualTo(expected == 0 ? 32 : 24); // only the alert is in all
            System.arraycopy(frame, view.payloadOffset(), together, expected, view.payloadLength());
            expected += view.payloadLength();
            assertThat(view.moreFragments()).isEqualTo(expected < payload.length);
        }
        assertThat(together).isEqualTo(payload);
        assertThat(router.sent).hasSize(3);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void answersALargeEchoInPieces() {
        Ipv6 header = Packets.ipv6(THERE6, HERE6, 64, IpProtocol.ICMPV6);
        byte[] request = Packets.icmp(header, new Icmpv6.EchoRequest(3, 4), Packets.payload(5000));
        for (int from = 0; from < request.length; from += 1200) {
            int to = Math.min(request.length, from + 1200);
            byte[] part =
                    Packets.fragment(IpProtocol.ICMPV6, 9, from, to < request.length, Packets.slice(request, from, to));
            place.receive(0, Packets.frame(mac, Packets.ipv6(THERE6, HERE6, 64, IpProtocol.FRAGMENT), part));
        }
        assertThat(lengths()).hasSize(4);
        byte[] first = Packets.octets(place.sent.getFirst());
        assertThat(first[14 + 40 + 8]).isEqualTo((byte) Icmpv6.ECHO_REPLY);
        assertThat(Icmpv6View.sequence(first, 14 + 48)).isEqualTo(4);
        assertThat(Icmpv4View.identifier(first, 14 + 48)).isEqualTo(3);
        assertThat(network.framesOut()).isZero();
    }
}
