package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.DropReason;
import dev.ganz.wire.Arp;
import dev.ganz.wire.ArpView;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.NdpMessage;
import dev.ganz.wire.NdpOption;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One host; its neighbours are played by the test. */
class NeighbourTest {
    private static final Ipv4Address OWN = (Ipv4Address) Addresses.address("10.0.0.1");
    private static final Ipv4Address OTHER = (Ipv4Address) Addresses.address("10.0.0.2");
    private static final Ipv6Address OWN6 = (Ipv6Address) Addresses.address("fd00::1");
    private static final Ipv6Address OTHER6 = (Ipv6Address) Addresses.address("fd00::2");
    private static final MacAddress MAC = Packets.mac(1, 0);
    private static final MacAddress NEIGHBOUR = new MacAddress(0x0200_0000_aa02L);
    private static final MacAddress ELSEWHERE = new MacAddress(0x0200_0000_aa03L);

    private final Network network = new Network();
    private final Network.Place place = network.add("host", 1, 1500);
    private final IpNode node = place.start(Nodes.host("host", "10.0.0.1/24 fd00::1/64"));
    private final Replies replies = new Replies(network);
    private final PingSocket socket = node.ping(256, replies);

    private void arp(Arp arp, MacAddress to) {
        byte[] frame = new byte[14 + ArpView.LENGTH];
        new Ethernet(to, arp.senderMac(), EtherType.ARP).emit(frame, 0);
        arp.emit(frame, 14);
        place.receive(0, frame);
    }

    private void reply(MacAddress mac) {
        arp(new Arp(Arp.REPLY, mac, OTHER, MAC, OWN), MAC);
    }

    private void advertise(MacAddress mac, boolean solicited, boolean override) {
        Icmpv6 message = new NdpMessage.NeighbourAdvertisement(
                false, solicited, override, OTHER6, List.of(new NdpOption.TargetLinkLayer(mac)));
        Ipv6 header = new Ipv6(IpProtocol.ICMPV6, 255, OTHER6, OWN6);
        place.receive(0, Packets.frame(MAC, header, Packets.icmp(header, message, new byte[0])));
    }

    private List<byte[]> discoveries() {
        return place.sent.stream()
                .map(Packets::octets)
                .filter(Packets::isDiscovery)
                .toList();
    }

    private List<byte[]> packets() {
        return place.sent.stream()
                .map(Packets::octets)
                .filter(frame -> !Packets.isDiscovery(frame))
                .toList();
    }

    private static Arp arp(byte[] frame) {
        return Arp.from(ArpView.parse(frame, 14, frame.length - 14));
    }

    private static MacAddress to(byte[] frame) {
        return MacAddress.of(frame, 0);
    }

    @Test
    void asksEverybodyThreeTimesASecondApartAndGivesUp() {
        socket.send(OTHER, 1, 0);
        network.run(10 * Network.SECOND);

        assertThat(discoveries()).hasSize(3).allSatisfy(frame -> {
            assertThat(to(frame)).isEqualTo(MacAddress.BROADCAST);
            assertThat(arp(frame)).isEqualTo(Arp.request(MAC, OWN, OTHER));
        });
        assertThat(place.drops).containsExactly(new Network.Drop(3 * Network.SECOND, DropReason.NO_NEIGHBOUR));
        assertThat(replies.errors).containsExactly(Replies.error("10.0.0.1", "10.0.0.2", 3, 1, 0));

        place.sent.clear();
        socket.send(OTHER, 2, 0);
        assertThat(discoveries()).hasSize(1); // it starts anew
    }

    @Test
    void asksTheSolicitedNodeGroupThreeTimesAndGivesUp() {
        socket.send(OTHER6, 1, 0);
        network.run(10 * Network.SECOND);

        assertThat(discoveries()).hasSize(3).allSatisfy(frame -> {
            assertThat(to(frame)).hasToString("33:33:ff:00:00:02");
            assertThat(Addresses.text(Packets.ipv6(frame).destination())).isEqualTo("ff02:0:0:0:0:1:ff00:2");
            assertThat(Packets.ipv6(frame).hopLimit()).isEqualTo(255);
            Icmpv6View view = Icmpv6View.parse(frame, 54, frame.length - 54);
            assertThat(view.isChecksumValid(Packets.ipv6(frame).pseudoHeaderSum(IpProtocol.ICMPV6)))
                    .isTrue();
            assertThat(Icmpv6.from(view))
                    .isEqualTo(
                            new NdpMessage.NeighbourSolicitation(OTHER6, List.of(new NdpOption.SourceLinkLayer(MAC))));
        });
        assertThat(replies.errors).containsExactly(Replies.error("fd00::1", "fd00::2", 1, 3, 0));
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void keepsTheLatest101PacketsForANeighbour() {
        for (int i = 0; i < 150; i++) {
            socket.send(OTHER, i, 0);
        }
        assertThat(place.reasons()).hasSize(49).containsOnly(DropReason.NO_NEIGHBOUR);

        reply(NEIGHBOUR);
        assertThat(packets()).hasSize(101);
        assertThat(packets().getFirst()[41]).isEqualTo((byte) 49); // sequence number
        assertThat(to(packets().getFirst())).isEqualTo(NEIGHBOUR);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void keepsNoMoreOctetsThanLinuxDoes() {
        for (int i = 0; i < 20; i++) {
            socket.send(OTHER, i, 60_000); // 41 fragments each
        }
        reply(NEIGHBOUR);
        long octets = packets().stream().mapToLong(frame -> frame.length).sum();
        assertThat(octets).isBetween(212_992L / 2, 212_992L);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void probesANeighbourThatIsUsedWhenItWasConfirmedLongAgo() {
        socket.send(OTHER, 1, 0);
        reply(NEIGHBOUR);
        network.run(46 * Network.SECOND); // longer than any reachable time
        place.sent.clear();

        socket.send(OTHER, 2, 0);
        assertThat(packets()).hasSize(1);
        network.run(50 * Network.SECOND);
        assertThat(discoveries()).isEmpty();
        network.run(51 * Network.SECOND);
        assertThat(discoveries()).hasSize(1);
        assertThat(to(discoveries().getFirst())).isEqualTo(NEIGHBOUR); // directly

        reply(NEIGHBOUR);
        network.run(60 * Network.SECOND);
        assertThat(discoveries()).hasSize(1);
        assertThat(place.drops).isEmpty();
    }

    @Test
    void givesANeighbourUpThatDoesNotAnswerProbes() {
        socket.send(OTHER6, 1, 0);
        advertise(NEIGHBOUR, true, true);
        network.run(46 * Network.SECOND);
        place.sent.clear();

        socket.send(OTHER6, 2, 0);
        network.run(60 * Network.SECOND);
        assertThat(discoveries())
                .hasSize(3)
                .allSatisfy(frame -> assertThat(to(frame)).isEqualTo(NEIGHBOUR));

        place.sent.clear();
        socket.send(OTHER6, 3, 0);
        assertThat(to(discoveries().getFirst())).hasToString("33:33:ff:00:00:02");
        assertThat(packets()).isEmpty();
    }

    @Test
    void leavesAnUnusedNeighbourInPeace() {
        socket.send(OTHER, 1, 0);
        reply(NEIGHBOUR);
        network.run(3600 * Network.SECOND);
        assertThat(discoveries()).hasSize(1);
    }

    @Test
    void answersARequestAndLearnsWhoAsked() {
        arp(Arp.request(NEIGHBOUR, OTHER, OWN), MacAddress.BROADCAST);

        assertThat(discoveries()).hasSize(1);
        assertThat(to(discoveries().getFirst())).isEqualTo(NEIGHBOUR);
        assertThat(arp(discoveries().getFirst())).isEqualTo(new Arp(Arp.REPLY, MAC, OWN, NEIGHBOUR, OTHER));
        socket.send(OTHER, 1, 0);
        assertThat(packets()).hasSize(1);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void answersAProbeAndLearnsNothing() {
        arp(Arp.probe(NEIGHBOUR, OWN), MacAddress.BROADCAST);
        assertThat(arp(discoveries().getFirst()).isReply()).isTrue();
        arp(Arp.request(NEIGHBOUR, OTHER, (Ipv4Address) Addresses.address("10.0.0.9")), MacAddress.BROADCAST);
        place.sent.clear();

        socket.send(OTHER, 1, 0);
        assertThat(packets()).isEmpty();
        assertThat(discoveries()).hasSize(1);
    }

    @Test
    void followsAnAnnouncementOfANeighbourItKnows() {
        arp(Arp.announcement(NEIGHBOUR, OTHER), MacAddress.BROADCAST);
        socket.send(OTHER, 1, 0);
        assertThat(packets()).isEmpty(); // not known before, not learnt

        reply(NEIGHBOUR);
        arp(Arp.announcement(ELSEWHERE, OTHER), MacAddress.BROADCAST);
        socket.send(OTHER, 2, 0);
        assertThat(to(packets().getLast())).isEqualTo(ELSEWHERE);
    }

    @Test
    void takesAnAnnouncementForNoAnswer() {
        socket.send(OTHER, 1, 0);
        arp(new Arp(Arp.REPLY, NEIGHBOUR, OTHER, MAC, OTHER), MAC); // gratuitous, though sent to this node
        assertThat(packets()).hasSize(1);
        network.run(5 * Network.SECOND);
        assertThat(discoveries()).hasSize(2); // it is not known whether the neighbour hears this node
        assertThat(to(discoveries().getLast())).isEqualTo(NEIGHBOUR);
    }

    @Test
    void followsAnAdvertisementOnlyIfItOverrides() {
        socket.send(OTHER6, 1, 0);
        advertise(NEIGHBOUR, true, false);
        assertThat(to(packets().getLast())).isEqualTo(NEIGHBOUR);

        advertise(ELSEWHERE, true, false);
        socket.send(OTHER6, 2, 0);
        assertThat(to(packets().getLast())).isEqualTo(NEIGHBOUR);

        advertise(ELSEWHERE, false, true);
        socket.send(OTHER6, 3, 0);
        assertThat(to(packets().getLast())).isEqualTo(ELSEWHERE);
    }

    @Test
    void answersSolicitationsAndDefendsItsAddress() {
        Icmpv6 message = new NdpMessage.NeighbourSolicitation(OWN6, List.of(new NdpOption.SourceLinkLayer(NEIGHBOUR)));
        Ipv6 header = Packets.ipv6("fd00::2", "ff02::1:ff00:1", 255, IpProtocol.ICMPV6);
        place.receive(
                0,
                Packets.frame(new MacAddress(0x3333_ff00_0001L), header, Packets.icmp(header, message, new byte[0])));
        byte[] answer = discoveries().getFirst();
        assertThat(to(answer)).isEqualTo(NEIGHBOUR);
        assertThat(Icmpv6.from(Icmpv6View.parse(answer, 54, answer.length - 54)))
                .isEqualTo(new NdpMessage.NeighbourAdvertisement(
                        false, true, true, OWN6, List.of(new NdpOption.TargetLinkLayer(MAC))));

        place.sent.clear();
        Icmpv6 detection = new NdpMessage.NeighbourSolicitation(OWN6, List.of());
        Ipv6 nobody = Packets.ipv6("::", "ff02::1:ff00:1", 255, IpProtocol.ICMPV6);
        place.receive(
                0,
                Packets.frame(new MacAddress(0x3333_ff00_0001L), nobody, Packets.icmp(nobody, detection, new byte[0])));
        byte[] defence = discoveries().getFirst();
        assertThat(to(defence)).hasToString("33:33:00:00:00:01");
        assertThat(Addresses.text(Packets.ipv6(defence).destination())).isEqualTo("ff02:0:0:0:0:0:0:1");
        assertThat(Icmpv6View.parse(defence, 54, defence.length - 54).rest() >>> 30 & 1)
                .isZero(); // not solicited
    }

    @Test
    void believesNoDiscoveryFromBehindARouter() {
        Icmpv6 message = new NdpMessage.NeighbourSolicitation(OWN6, List.of(new NdpOption.SourceLinkLayer(NEIGHBOUR)));
        Ipv6 header = Packets.ipv6("fd00::2", "fd00::1", 254, IpProtocol.ICMPV6);
        place.receive(0, Packets.frame(MAC, header, Packets.icmp(header, message, new byte[0])));

        assertThat(place.sent).isEmpty();
        assertThat(place.reasons()).containsExactly(DropReason.MALFORMED);
    }

    @Test
    void forgetsNeighboursAndWhatWaitsForThemWhenCarrierGoes() {
        socket.send(OTHER, 1, 0);
        socket.send(OTHER6, 1, 0);
        reply(NEIGHBOUR);
        place.started().carrier(0, false);
        assertThat(place.reasons()).containsExactly(DropReason.DOWN);
        assertThat(socket.send(OTHER, 2, 0)).isFalse();
        assertThat(place.reasons()).endsWith(DropReason.NO_ROUTE);

        place.started().carrier(0, true);
        place.sent.clear();
        socket.send(OTHER, 3, 0);
        assertThat(discoveries()).hasSize(1);
        assertThat(packets()).isEmpty();
        network.run(60 * Network.SECOND);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void neitherLearnsNorAsksWhereNeighboursAreConfigured() {
        Network.Place fixed = network.add("fixed", 1, 1500);
        IpConfiguration.Port port =
                new IpConfiguration.Port(Nodes.addresses("10.0.0.1/24"), java.util.Map.of(OTHER, NEIGHBOUR));
        IpNode configured = fixed.start(
                new IpNode(new IpConfiguration("fixed", false, List.of(port), List.of(), new FixedRoutes())));
        PingSocket ping = configured.ping(1, replies);

        assertThat(ping.send(OTHER, 1, 0)).isTrue();
        assertThat(fixed.sent).hasSize(1).allMatch(sent -> sent.startsWith("0:02000000aa02"));
        ping.send(Addresses.address("10.0.0.3"), 2, 0);
        network.run(Network.SECOND);
        assertThat(fixed.sent).hasSize(1);
        assertThat(fixed.reasons()).containsExactly(DropReason.NO_NEIGHBOUR);
        assertThat(replies.errors).hasSize(1);
    }

    @Test
    void boundsTheNumberOfNeighbours() {
        for (int i = 0; i < 40_000; i++) {
            socket.send(new Ipv6Address(OTHER6.high(), 0x1000 + i), i, 0);
        }
        assertThat(place.reasons().stream().filter(DropReason.NO_ROUTE::equals)).hasSize(40_000 - 16_384);
        network.run(120 * Network.SECOND);
        assertThat(network.framesOut()).isZero();

        place.sent.clear();
        socket.send(OTHER6, 1, 0); // room again
        assertThat(discoveries()).hasSize(1);
    }
}
