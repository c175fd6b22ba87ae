package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import dev.ganz.wire.pcap.CaptureReader;
import dev.ganz.wire.pcap.CapturedPacket;
import dev.ganz.wire.pcap.LinkType;
import dev.ganz.wire.pcap.PcapWriter;
import dev.ganz.wire.pcap.Tshark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadersAgainstTsharkTest {
    private static final List<String> CHECKED =
            List.of("-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE");

    private static final String BAD = "_ws.malformed || ip.checksum.status == 0 || tcp.checksum.status == 0"
            + " || udp.checksum.status == 0 || icmp.checksum.status == 0 || icmpv6.checksum.status == 0";

    private static final MacAddress HERE = MacAddress.parse("02:00:00:00:00:0a");
    private static final MacAddress THERE = MacAddress.parse("02:00:00:00:00:0b");

    @TempDir
    private Path directory;

    /** A field of tshark, and what it is here; empty where the packet has no such header. */
    private static final List<String> FIELDS = List.of(
            "eth.type",
            "vlan.id",
            "ip.src",
            "ip.dst",
            "ip.len",
            "ip.id",
            "ip.ttl",
            "ip.proto",
            "ip.checksum.status",
            "ipv6.src",
            "ipv6.dst",
            "ipv6.plen",
            "ipv6.nxt",
            "ipv6.hlim",
            "ipv6.flow",
            "tcp.srcport",
            "tcp.dstport",
            "tcp.seq_raw",
            "tcp.ack_raw",
            "tcp.hdr_len",
            "tcp.flags",
            "tcp.window_size_value",
            "tcp.checksum.status",
            "udp.srcport",
            "udp.dstport",
            "udp.length",
            "icmp.type",
            "icmp.code",
            "arp.opcode",
            "arp.src.hw_mac",
            "arp.dst.proto_ipv4");

    @Test
    void agreesOnTheFieldsOfRealCaptures() throws IOException {
        Tshark.assumeInstalled();
        Path all = directory.resolve("all.pcapng");
        List<String> merge = new ArrayList<>(List.of("mergecap", "-a", "-w", all.toString()));
        CapturedHeadersTest.captures().forEach(file -> merge.add(file.toString()));
        Tshark.run(merge);

        assertThat(compare(all)).isGreaterThan(5000);
    }

    /** Compares each value that is known here with the first of its name there, and returns how many they were. */
    private static int compare(Path file) {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        command.addAll(CHECKED);
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        List<String[]> theirs =
                Tshark.run(command).lines().map(line -> line.split("\t", -1)).toList();
        int compared = 0;
        int number = 0;
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next(), number++) {
                Map<String, String> ours = fields(packet);
                for (int i = 0; i < FIELDS.size(); i++) {
                    String value = ours.get(FIELDS.get(i));
                    if (value != null) {
                        assertThat(value)
                                .as("%s of packet %s in %s", FIELDS.get(i), number + 1, file.getFileName())
                                .isEqualTo(theirs.get(number)[i].replaceFirst(",.*", ""));
                        compared++;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compared;
    }

    private static Map<String, String> fields(CapturedPacket packet) {
        Map<String, String> fields = new TreeMap<>();
        byte[] octets = packet.octets();
        int end = packet.offset() + packet.length();
        try {
            if (packet.captureInterface().linkType().equals(LinkType.ETHERNET)) {
                EthernetView ethernet = EthernetView.parse(octets, packet.offset(), packet.length());
                if (!ethernet.hasLength()) {
                    fields.put("eth.type", String.format("0x%04x", ethernet.type()));
                }
                if (EtherType.isTag(ethernet.type())) {
                    fields.put(
                            "vlan.id",
                            ""
                                    + VlanView.parse(octets, packet.offset() + 12, packet.length() - 12)
                                            .id());
                }
            }
            packet.network().ifPresent(layer -> {
                int available = end - layer.offset();
                switch (layer.etherType()) {
                    case EtherType.IPV4 -> ipv4(Ipv4View.parse(octets, layer.offset(), available), fields);
                    case EtherType.IPV6 -> ipv6(Ipv6View.parse(octets, layer.offset(), available), fields);
                    case EtherType.ARP -> arp(ArpView.parse(octets, layer.offset(), available), fields);
                    default -> {} // tshark alone knows more
                }
            });
        } catch (MalformedPacket reason) {
            assertThat(reason.getMessage()).containsAnyOf("found 0", "TCP header");
        }
        return fields;
    }

    private static void arp(ArpView arp, Map<String, String> fields) {
        fields.put("arp.opcode", "" + arp.operation());
        fields.put("arp.src.hw_mac", arp.senderMac().toString());
        fields.put("arp.dst.proto_ipv4", arp.targetIp().toString());
    }

    private static void ipv4(Ipv4View ip, Map<String, String> fields) {
        fields.put("ip.src", ip.source().toString());
        fields.put("ip.dst", ip.destination().toString());
        fields.put("ip.len", "" + ip.totalLength());
        fields.put("ip.id", String.format("0x%04x", ip.identification()));
        fields.put("ip.ttl", "" + ip.ttl());
        fields.put("ip.proto", "" + ip.protocol());
        fields.put("ip.checksum.status", ip.isChecksumValid() ? "1" : "0");
        if (!ip.isFragment()) {
            transport(ip.protocol(), ip.octets(), ip.payloadOffset(), ip.payloadLength(), ip.pseudoHeaderSum(), fields);
        }
    }

    private static void ipv6(Ipv6View ip, Map<String, String> fields) {
        Ipv6Chain chain = Ipv6Chain.parse(ip);
        fields.put("ipv6.src", ip.source().toString());
        fields.put("ipv6.dst", ip.destination().toString());
        fields.put("ipv6.plen", "" + ip.payloadLength());
        fields.put("ipv6.nxt", "" + ip.nextHeader());
        fields.put("ipv6.hlim", "" + ip.hopLimit());
        fields.put("ipv6.flow", String.format("0x%06x", ip.flowLabel()));
        long sum = ip.pseudoHeaderSum(chain.protocol());
        transport(chain.protocol(), ip.octets(), chain.offset(), chain.length(), sum, fields);
    }

    private static void transport(
            int protocol, byte[] octets, int at, int length, long sum, Map<String, String> fields) {
        switch (protocol) {
            case IpProtocol.TCP -> {
                TcpView tcp = TcpView.parse(octets, at, length);
                fields.put("tcp.srcport", "" + tcp.sourcePort());
                fields.put("tcp.dstport", "" + tcp.destinationPort());
                fields.put("tcp.seq_raw", Integer.toUnsignedString(tcp.sequence()));
                fields.put("tcp.ack_raw", Integer.toUnsignedString(tcp.acknowledgement()));
                fields.put("tcp.hdr_len", "" + tcp.headerLength());
                fields.put("tcp.flags", String.format("0x%04x", tcp.flags()));
                fields.put("tcp.window_size_value", "" + tcp.window());
                fields.put("tcp.checksum.status", tcp.isChecksumValid(sum) ? "1" : "0");
            }
            case IpProtocol.UDP -> {
                UdpView udp = UdpView.parse(octets, at, length);
                fields.put("udp.srcport", "" + udp.sourcePort());
                fields.put("udp.dstport", "" + udp.destinationPort());
                fields.put("udp.length", "" + udp.length());
            }
            case IpProtocol.ICMP -> {
                Icmpv4View icmp = Icmpv4View.parse(octets, at, length);
                fields.put("icmp.type", "" + icmp.type());
                fields.put("icmp.code", "" + icmp.code());
            }
            default -> {} // tshark alone knows more
        }
    }

    @Test
    void writesNothingThatTsharkFindsFaultWith() throws IOException {
        Tshark.assumeInstalled();
        Path file = directory.resolve("written.pcap");
        Frames frames = new Frames();
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file), LinkType.ETHERNET)) {
            for (int i = 0; i < 3000; i++) {
                int length = frames.next();
                writer.packet(i, frames.octets, 0, length);
            }
        }
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-Y", BAD, "-V"));
        command.addAll(CHECKED);
        assertThat(Tshark.run(command)).isEmpty();

        List<List<String>> seen = Tshark.fields(file, "frame.protocols");
        assertThat(frames.written).containsOnlyKeys("arp", "icmp", "icmpv6", "tcp", "udp");
        frames.written.forEach((protocol, count) -> {
            // The first transport of a frame is its own; what an error quotes comes behind.
            String behind = protocol.equals("arp") ? "arp$" : "ip(v6)?(:[a-z0-9.]+)*?:" + protocol + "(:.*)?$";
            assertThat(seen)
                    .as(protocol)
                    .filteredOn(line -> line.getFirst().matches("eth:.*?" + behind))
                    .hasSizeGreaterThanOrEqualTo(count);
        });
    }

    /** Frames of every kind that is written here, with random values. */
    private static final class Frames {
        private static final Ipv4Address FROM_4 = Ipv4Address.parse("10.0.0.1");
        private static final Ipv4Address TO_4 = Ipv4Address.parse("10.0.0.2");
        private static final Ipv6Address FROM_6 = Ipv6Address.parse("fd00::1");
        private static final Ipv6Address TO_6 = Ipv6Address.parse("fd00::2");

        final byte[] octets = Octets.dirty(2000);
        final Map<String, Integer> written = new TreeMap<>();
        private final SplittableRandom random = new SplittableRandom(1);

        int next() {
            int tags = random.nextInt(3);
            int at = 14 + 4 * tags;
            int type = random.nextInt(8) == 0 ? EtherType.ARP : random.nextBoolean() ? EtherType.IPV4 : EtherType.IPV6;
            int length = switch (type) {
                case EtherType.ARP -> arp(at);
                case EtherType.IPV4 -> ipv4(at);
                default -> ipv6(at);
            };
            new Ethernet(THERE, HERE, type).emit(octets, 4 * tags);
            int start = 4 * tags;
            for (int i = 0; i < tags; i++) {
                int tpid = i == tags - 1 && tags == 2 ? EtherType.SERVICE_VLAN : EtherType.VLAN;
                start = new Vlan(tpid, random.nextInt(8), random.nextBoolean(), random.nextInt(1, 4095))
                        .push(octets, start);
            }
            assertThat(start).isZero();
            return at + length;
        }

        private void count(String protocol) {
            written.merge(protocol, 1, Integer::sum);
        }

        private int arp(int at) {
            count("arp");
            Arp request = Arp.request(HERE, FROM_4, TO_4);
            return (random.nextBoolean() ? request : request.reply(THERE)).emit(octets, at);
        }

        private int ipv4(int at) {
            List<Ipv4Option> options = random.nextInt(3) > 0
                    ? List.of()
                    : List.of(
                            new Ipv4Option.NoOperation(),
                            new Ipv4Option.Route(Ipv4Option.RECORD_ROUTE, 1, List.of(FROM_4, TO_4)),
                            new Ipv4Option.RouterAlert(0));
            int protocol =
                    List.of(IpProtocol.UDP, IpProtocol.TCP, IpProtocol.ICMP).get(random.nextInt(3));
            Ipv4 header = new Ipv4(
                    random.nextInt(256),
                    random.nextInt(65_536),
                    random.nextBoolean(),
                    false,
                    0,
                    random.nextInt(1, 256),
                    protocol,
                    FROM_4,
                    TO_4,
                    Ipv4Option.emit(options));
            int payload = at + header.headerLength();
            long sum = Checksum.pseudoHeader(FROM_4.value(), TO_4.value(), protocol);
            int length = protocol == IpProtocol.ICMP ? icmp(payload) : transport(protocol, payload, sum);
            return header.emit(octets, at, length);
        }

        private int ipv6(int at) {
            List<Ipv6Extension> chain = new ArrayList<>();
            if (random.nextBoolean()) {
                chain.add(new Ipv6Extension.HopByHop(Ipv6Extension.padded(
                        List.of(new Ipv6Option(Ipv6Option.ROUTER_ALERT, OctetString.ofHex("0000"))))));
            }
            if (random.nextBoolean()) {
                chain.add(new Ipv6Extension.DestinationOptions(Ipv6Extension.padded(List.of())));
            }
            if (random.nextBoolean()) {
                chain.add(new Ipv6Extension.Fragment(0, false, random.nextInt()));
            }
            int protocol =
                    List.of(IpProtocol.UDP, IpProtocol.TCP, IpProtocol.ICMPV6).get(random.nextInt(3));
            int next = at + 40;
            for (int i = 0; i < chain.size(); i++) {
                int following = i + 1 < chain.size() ? chain.get(i + 1).protocol() : protocol;
                next += chain.get(i).emit(octets, next, following);
            }
            long sum = Checksum.pseudoHeader(FROM_6.high(), FROM_6.low(), TO_6.high(), TO_6.low(), protocol);
            int length = protocol == IpProtocol.ICMPV6 ? icmpv6(next, sum) : transport(protocol, next, sum);
            int first = chain.isEmpty() ? protocol : chain.getFirst().protocol();
            return new Ipv6(random.nextInt(256), random.nextInt(1 << 20), first, 255, FROM_6, TO_6)
                    .emit(octets, at, next - at - 40 + length);
        }

        private int transport(int protocol, int at, long sum) {
            int from = random.nextInt(50_000, 60_000);
            int to = random.nextInt(50_000, 60_000);
            if (protocol == IpProtocol.UDP) {
                count("udp");
                return new Udp(from, to).emit(octets, at, 0, sum);
            }
            count("tcp");
            List<TcpOption> options = List.of(
                    new TcpOption.MaximumSegmentSize(1460),
                    new TcpOption.SackPermitted(),
                    new TcpOption.Timestamps(random.nextInt(), random.nextInt()),
                    new TcpOption.NoOperation(),
                    new TcpOption.WindowScale(random.nextInt(15)));
            return new Tcp(from, to, random.nextInt(), 0, Tcp.SYN, random.nextInt(65_536), 0, TcpOption.emit(options))
                    .emit(octets, at, 0, sum);
        }

        private int icmp(int at) {
            count("icmp");
            int quoted = new Ipv4(64, IpProtocol.UDP, TO_4, FROM_4).emit(octets, at + 8, 8);
            long sum = Checksum.pseudoHeader(TO_4.value(), FROM_4.value(), IpProtocol.UDP);
            new Udp(50_001, 50_002).emit(octets, at + 28, 0, sum);
            return switch (random.nextInt(6)) {
                case 0 -> new Icmpv4.EchoRequest(random.nextInt(65_536), 1).emit(octets, at, 56);
                case 1 -> new Icmpv4.DestinationUnreachable(random.nextInt(4)).emit(octets, at, quoted);
                case 2 ->
                    Icmpv4.DestinationUnreachable.fragmentationNeeded(1400).emit(octets, at, quoted);
                case 3 -> new Icmpv4.Redirect(Icmpv4.Redirect.HOST, TO_4).emit(octets, at, quoted);
                case 4 -> extended(at, quoted);
                default -> new Icmpv4.ParameterProblem(0, random.nextInt(20)).emit(octets, at, quoted);
            };
        }

        /** Time exceeded, with a stack of labels behind the packet, which is padded to 128 octets (RFC 4884, section 4.5). */
        private int extended(int at, int quoted) {
            java.util.Arrays.fill(octets, at + 8 + quoted, at + 8 + 128, (byte) 0);
            IcmpExtension labels = new IcmpExtension(1, 1, OctetString.ofHex("0001e140"));
            int extensions = IcmpExtension.emit(List.of(labels), octets, at + 8 + 128);
            return new Icmpv4.TimeExceeded(0, 128).emit(octets, at, 128 + extensions);
        }

        private int icmpv6(int at, long sum) {
            count("icmpv6");
            NdpOption source = new NdpOption.SourceLinkLayer(HERE);
            NdpOption target = new NdpOption.TargetLinkLayer(THERE);
            NdpOption prefix = new NdpOption.PrefixInformation(
                    64, NdpOption.PrefixInformation.ON_LINK, 3600, 1800, Ipv6Address.parse("fd00::"));
            int error = random.nextInt(10);
            if (error < 4) {
                int quoted = new Ipv6(IpProtocol.UDP, 64, TO_6, FROM_6).emit(octets, at + 8, 8);
                new Udp(50_001, 50_002)
                        .emit(octets, at + 48, 0, Ipv6View.pseudoHeaderSum(octets, at + 8, IpProtocol.UDP));
                Icmpv6 header = switch (error) {
                    case 0 -> new Icmpv6.DestinationUnreachable(random.nextInt(7));
                    case 1 -> new Icmpv6.PacketTooBig(1280);
                    case 2 -> new Icmpv6.TimeExceeded(Icmpv6.TimeExceeded.IN_TRANSIT);
                    default -> new Icmpv6.ParameterProblem(Icmpv6.ParameterProblem.NEXT_HEADER, 6);
                };
                return header.emit(octets, at, quoted, sum);
            }
            Icmpv6 header = switch (error) {
                case 4 -> new Icmpv6.EchoReply(random.nextInt(65_536), 1);
                case 5 -> new NdpMessage.RouterSolicitation(List.of(source));
                case 6 ->
                    new NdpMessage.RouterAdvertisement(
                            64, 0, 1800, 0, 0, List.of(source, new NdpOption.Mtu(1500), prefix));
                case 7 -> new NdpMessage.NeighbourSolicitation(TO_6, List.of(source));
                case 8 -> new NdpMessage.NeighbourAdvertisement(true, true, true, FROM_6, List.of(target));
                default -> new NdpMessage.Redirect(TO_6, FROM_6, List.of(target));
            };
            return header.emit(octets, at, 0, sum);
        }
    }
}
