package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.stack.routing.Route;
import dev.ganz.wire.Arp;
import dev.ganz.wire.ArpView;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.NdpMessage;
import dev.ganz.wire.NdpOption;
import dev.ganz.wire.UdpView;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever arrives, a router neither throws nor loses a frame, and all that it sends is well-formed. */
class HostileFrameTest {
    private static final MacAddress MAC = Packets.mac(1, 0);
    private static final List<byte[]> SEEDS = seeds();

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String to : new String[] {"10.0.1.1", "10.0.2.9", "192.0.2.1", "10.0.1.255", "224.0.0.1"}) {
            Ipv4 udp = Packets.ipv4("10.0.1.2", to, 5, IpProtocol.UDP);
            seeds.add(Packets.frame(MAC, udp, Packets.udp(udp, 1, 7, Packets.payload(1300))));
            Ipv4 icmp = Packets.ipv4("10.0.1.2", to, 1, IpProtocol.ICMP);
            byte[] quoted = Packets.slice(
                    Packets.frame(MAC, Packets.ipv4("10.0.1.1", to, 5, IpProtocol.UDP), Packets.payload(20)), 14, 54);
            seeds.add(Packets.frame(MAC, icmp, Packets.icmp(new Icmpv4.EchoRequest(1, 2), Packets.payload(30))));
            seeds.add(Packets.frame(
                    MAC, icmp, Packets.icmp(Icmpv4.DestinationUnreachable.fragmentationNeeded(700), quoted)));
            seeds.add(Packets.frame(MAC, Packets.ipv4Fragment("10.0.1.2", to, 3, 16, true), Packets.payload(24)));
        }
        for (String to : new String[] {"fd00:1::1", "fd00:2::9", "2001:db8::1", "ff02::1", "fe80::ff:fe00:100"}) {
            Ipv6 udp = Packets.ipv6("fd00:1::2", to, 5, IpProtocol.UDP);
            seeds.add(Packets.frame(MAC, udp, Packets.udp(udp, 1, 7, Packets.payload(1300))));
            Ipv6 icmp = Packets.ipv6("fd00:1::2", to, 255, IpProtocol.ICMPV6);
            seeds.add(Packets.frame(MAC, icmp, Packets.icmp(icmp, new Icmpv6.EchoRequest(1, 2), Packets.payload(30))));
            Icmpv6 solicitation = new NdpMessage.NeighbourSolicitation(
                    (Ipv6Address) Addresses.address("fd00:1::1"),
                    List.of(new NdpOption.SourceLinkLayer(Packets.STRANGER)));
            seeds.add(Packets.frame(MAC, icmp, Packets.icmp(icmp, solicitation, new byte[0])));
            byte[] part = Packets.fragment(IpProtocol.UDP, 3, 16, true, Packets.payload(24));
            seeds.add(Packets.frame(MAC, Packets.ipv6("fd00:1::2", to, 5, IpProtocol.FRAGMENT), part));
            byte[] options = java.util.HexFormat.of().parseHex("3c00050200000100" + "1100010401020304");
            seeds.add(Packets.frame(MAC, Packets.ipv6("fd00:1::2", to, 5, IpProtocol.HOP_BY_HOP), options));
        }
        byte[] arp = new byte[14 + ArpView.LENGTH];
        new Ethernet(MAC, Packets.STRANGER, EtherType.ARP).emit(arp, 0);
        Arp.request(Packets.STRANGER, (Ipv4Address) Addresses.address("10.0.1.2"), (Ipv4Address)
                        Addresses.address("10.0.1.1"))
                .emit(arp, 14);
        seeds.add(arp);
        return seeds;
    }

    /** A frame of the seeds with a few octets changed, cut or lengthened, and then often given right checksums. */
    private static byte[] mutated(RandomGenerator random) {
        byte[] frame = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int near = random.nextInt(4) == 0 ? frame.length : Math.min(frame.length, 80);
            frame[random.nextInt(near)] = (byte) (random.nextBoolean() ? random.nextInt() : 1 << random.nextInt(8));
        }
        if (random.nextInt(5) == 0) {
            frame = java.util.Arrays.copyOf(frame, random.nextInt(frame.length + 30));
        }
        if (random.nextInt(3) > 0 && Ipv4View.isWhole(frame, 14, frame.length - 14)) {
            Ipv4.refreshChecksum(frame, 14);
        }
        return frame;
    }

    private static Network.Place router(Network network) {
        Network.Place place = network.add("router", 2, 1500);
        place.mtu(1, 1280);
        FixedRoutes routes = new FixedRoutes()
                .via("192.0.2.0/24", "1/10.0.2.9")
                .via("2001:db8::/32", "1/fd00:2::9", "0/fd00:1::9")
                .add("198.51.100.0/24", new Route.Blackhole());
        IpNode node =
                place.start(Nodes.router("router", routes, "10.0.1.1/24 fd00:1::1/64", "10.0.2.1/24 fd00:2::1/64"));
        node.udp(
                null,
                7,
                datagram -> assertThat(datagram.octets().length)
                        .isGreaterThanOrEqualTo(datagram.offset() + datagram.length()));
        place.tap = HostileFrameTest::requireWellFormed;
        return place;
    }

    private static void requireWellFormed(byte[] frame) {
        EthernetView ethernet = EthernetView.parse(frame, 0, frame.length);
        switch (ethernet.type()) {
            case EtherType.IPV4 -> {
                Ipv4View ip = Packets.ipv4(frame);
                assertThat(ip.isChecksumValid()).isTrue();
                assertThat(ip.totalLength()).isEqualTo(frame.length - 14);
            }
            case EtherType.IPV6 -> {
                Ipv6View ip = Packets.ipv6(frame);
                assertThat(ip.payloadLength()).isEqualTo(frame.length - 54);
            }
            case EtherType.ARP -> ArpView.parse(frame, 14, frame.length - 14);
            default -> throw new AssertionError("type " + Integer.toHexString(ethernet.type()));
        }
    }

    @Test
    void anyOctetsNeitherThrowNorLeak() {
        Property.forAll(3000, Gen.octets(200), octets -> {
            Network network = new Network();
            Network.Place place = router(network);
            place.receive(0, octets);
            byte[] toMe = octets.clone();
            if (toMe.length >= 14) {
                int type = octets[0] % 3 == 0 ? EtherType.IPV4 : octets[0] % 3 == 1 ? EtherType.IPV6 : EtherType.ARP;
                Ethernet.write(toMe, 0, MAC.value(), Packets.STRANGER.value(), type);
                place.receive(0, toMe);
            }
            network.run(100 * Network.SECOND);
            assertThat(network.framesOut()).isZero();
        });
    }

    @Test
    void almostRightPacketsNeitherThrowNorLeak() {
        Gen<List<byte[]>> frames = Gen.lists((random, size) -> mutated(random), 40);
        Property.forAll(1500, frames, list -> {
            Network network = new Network();
            Network.Place place = router(network);
            long time = 0;
            for (byte[] frame : list) {
                place.receive(0, frame);
                time += Network.SECOND / 3;
                network.run(time);
            }
            network.run(time + 200 * Network.SECOND);
            assertThat(network.framesOut()).isZero();
        });
    }

    @Test
    void everythingThatAHostSendsHasRightChecksums() {
        Network network = new Network();
        Network.Place place = router(network);
        List<byte[]> sent = new ArrayList<>();
        place.tap = frame -> {
            requireWellFormed(frame);
            sent.add(frame);
        };
        SEEDS.forEach(seed -> place.receive(0, seed));
        network.run(5 * Network.SECOND);

        int checked = 0;
        for (byte[] frame : sent) {
            if (EthernetView.type(frame, 0) == EtherType.IPV6) {
                Ipv6View ip = Packets.ipv6(frame);
                long pseudo = ip.pseudoHeaderSum(ip.nextHeader());
                if (ip.nextHeader() == IpProtocol.ICMPV6) {
                    assertThat(Icmpv6View.isChecksumValid(frame, 54, frame.length - 54, pseudo))
                            .isTrue();
                    checked++;
                } else if (ip.nextHeader() == IpProtocol.UDP) {
                    assertThat(UdpView.isChecksumValid(frame, 54, pseudo)).isTrue();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(5);
    }
}
