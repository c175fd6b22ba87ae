package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.wire.pcap.CaptureReader;
import dev.ganz.wire.pcap.CapturedPacket;
import dev.ganz.wire.pcap.LinkType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Headers of real captures, from links over Ethernet, 802.3, VLAN tags and raw IP up to transports and tunnels: each is parsed and
 * written again over the octets that it came from.
 *
 * <p>What is written must be what was captured, the checksum included if it was right. A machine that captures its own packets sees
 * checksums that its network card has not made yet; then all other octets must be the same, and the checksum that is written must be
 * right. A UDP datagram without a checksum is written without one. Transports of packets that the capture cut are left out, for their
 * checksum cannot be known.
 */
class CapturedHeadersTest {
    private static final Path CAPTURES = Path.of(System.getProperty("ganz.root", "."), "../shared/data/pcap");

    /** Headers by kind, and those among them whose captured checksum was wrong. */
    private final Map<String, Integer> same = new TreeMap<>();

    private final Map<String, Integer> wrongChecksum = new TreeMap<>();
    private final Map<String, Integer> malformed = new TreeMap<>();

    @Test
    void areWrittenAsTheyWereCaptured() throws IOException {
        for (Path file : captures()) {
            try (CaptureReader reader = CaptureReader.open(file)) {
                for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                    walk(file, packet);
                }
            }
        }

        assertThat(same.keySet())
                .contains("Ethernet", "LLC", "SNAP", "VLAN", "ARP", "IPv4", "IPv6", "ICMP", "UDP", "TCP");
        // Super-frames above 64 KiB, as their own machine alone sees them: with lengths of 0 and no jumbo payload
        // option.
        assertThat(malformed).isEqualTo(Map.of("IPv4 total length, found 0", 2, "TCP header, found 0 octets", 1));
        assertThat(wrongChecksum.values().stream().mapToInt(Integer::intValue).sum())
                .as("wrong checksums are the exception: %s of %s", wrongChecksum, same)
                .isLessThan(same.values().stream().mapToInt(Integer::intValue).sum() / 10);
    }

    private void walk(Path file, CapturedPacket packet) {
        byte[] octets = packet.octets();
        int end = packet.offset() + packet.length();
        try {
            if (packet.captureInterface().linkType().equals(LinkType.ETHERNET)) {
                ethernet(octets, packet.offset(), end);
            } else {
                packet.network().ifPresent(layer -> network(layer.etherType(), octets, layer.offset(), end));
            }
        } catch (MalformedPacket reason) {
            String message = String.valueOf(reason.getMessage());
            malformed.merge(message.replaceAll(" at octet \\d+: expected [^,]+", ""), 1, Integer::sum);
        } catch (AssertionError failure) {
            throw new AssertionError(
                    file.getFileName() + ": " + Summary.of(octets, packet.offset(), packet.length()), failure);
        }
    }

    private void ethernet(byte[] octets, int start, int end) {
        same("Ethernet", octets, start, Ethernet.from(EthernetView.parse(octets, start, end - start))::emit);
        int at = start + VlanView.FIRST;
        while (EtherType.isTag(BigEndian.u16(octets, at))) {
            same("VLAN", octets, at, Vlan.from(VlanView.parse(octets, at, end - at))::emit);
            at += VlanView.TAG_LENGTH;
        }
        int type = BigEndian.u16(octets, at);
        if (type <= EthernetView.LARGEST_LENGTH) {
            logicalLink(octets, at + 2, at + 2 + type);
        } else {
            network(type, octets, at + 2, end);
        }
    }

    private void logicalLink(byte[] octets, int at, int end) {
        LlcView llc = LlcView.parse(octets, at, end - at);
        same("LLC", octets, at, Llc.from(llc)::emit);
        if (Llc.from(llc).isSnap()) {
            int behind = at + llc.headerLength();
            same("SNAP", octets, behind, Snap.from(SnapView.parse(octets, behind, end - behind))::emit);
        }
    }

    private void network(int type, byte[] octets, int at, int end) {
        switch (type) {
            case EtherType.ARP -> same("ARP", octets, at, Arp.from(ArpView.parse(octets, at, end - at))::emit);
            case EtherType.IPV4 -> ipv4(octets, at, end);
            case EtherType.IPV6 -> ipv6(octets, at, end);
            default -> count("other", same);
        }
    }

    private void ipv4(byte[] octets, int at, int end) {
        boolean whole = Ipv4View.isWhole(octets, at, end - at);
        Ipv4View view = Ipv4View.parseHeader(octets, at, end - at);
        Ipv4 header = Ipv4.from(view);
        summed(
                "IPv4",
                octets,
                at,
                view.headerLength(),
                Ipv4View.CHECKSUM,
                view.isChecksumValid(),
                copy -> header.emit(copy, at, view.payloadLength()));
        assertThat(Ipv4Option.parse(Ipv4Option.emit(Ipv4Option.parse(header.options()))))
                .isEqualTo(Ipv4Option.parse(header.options()));
        if (whole && !view.isFragment()) {
            transport(view.protocol(), octets, view.payloadOffset(), view.payloadLength(), view.pseudoHeaderSum());
        }
    }

    private void ipv6(byte[] octets, int at, int end) {
        Ipv6View view = Ipv6View.parse(octets, at, end - at);
        same("IPv6", octets, at, (copy, offset) -> Ipv6.from(view).emit(copy, offset, view.payloadLength()));
        int header = view.payloadOffset();
        for (Ipv6Extension extension : Ipv6Chain.headers(view)) {
            int next = BigEndian.u8(octets, header);
            same("extension", octets, header, (copy, offset) -> extension.emit(copy, offset, next));
            header += extension.length();
        }
        Ipv6Chain chain = Ipv6Chain.parse(view);
        if (!chain.hasFragment()) {
            long sum = view.pseudoHeaderSum(chain.protocol());
            transport(chain.protocol(), octets, chain.offset(), chain.length(), sum);
        }
    }

    private void transport(int protocol, byte[] octets, int at, int length, long sum) {
        switch (protocol) {
            case IpProtocol.UDP -> {
                UdpView view = UdpView.parse(octets, at, length);
                Udp header = Udp.from(view);
                boolean none = view.checksum() == 0;
                summed("UDP", octets, at, view.length(), UdpView.CHECKSUM, none || view.isChecksumValid(sum), copy -> {
                    if (none) {
                        Udp.writeWithoutChecksum(
                                copy, at, header.sourcePort(), header.destinationPort(), view.payloadLength());
                    } else {
                        header.emit(copy, at, view.payloadLength(), sum);
                    }
                });
            }
            case IpProtocol.TCP -> {
                TcpView view = TcpView.parse(octets, at, length);
                Tcp header = Tcp.from(view);
                summed(
                        "TCP",
                        octets,
                        at,
                        length,
                        TcpView.CHECKSUM,
                        view.isChecksumValid(sum),
                        copy -> header.emit(copy, at, view.payloadLength(), sum));
                assertThat(TcpOption.emit(TcpOption.parse(header.options()))).isEqualTo(header.options());
            }
            case IpProtocol.ICMP -> {
                Icmpv4View view = Icmpv4View.parse(octets, at, length);
                summed(
                        "ICMP",
                        octets,
                        at,
                        length,
                        Icmpv4View.CHECKSUM,
                        view.isChecksumValid(),
                        copy -> Icmpv4.from(view).emit(copy, at, view.payloadLength()));
            }
            case IpProtocol.ICMPV6 -> {
                Icmpv6View view = Icmpv6View.parse(octets, at, length);
                Icmpv6 header = Icmpv6.from(view);
                summed(
                        "ICMPv6",
                        octets,
                        at,
                        length,
                        Icmpv6View.CHECKSUM,
                        view.isChecksumValid(sum),
                        copy -> header.emit(copy, at, length - header.headerLength(), sum));
            }
            case IpProtocol.IPV4 -> ipv4(octets, at, at + length);
            case IpProtocol.IPV6 -> ipv6(octets, at, at + length);
            default -> count("other", same);
        }
    }

    @FunctionalInterface
    private interface Emitter {
        int emit(byte[] octets, int offset);
    }

    private void same(String kind, byte[] octets, int at, Emitter emitter) {
        byte[] copy = octets.clone();
        emitter.emit(copy, at);
        assertThat(Arrays.mismatch(copy, octets))
                .as("octet of the %s at %s that differs", kind, at)
                .isEqualTo(-1);
        count(kind, same);
    }

    private void summed(
            String kind,
            byte[] octets,
            int at,
            int length,
            int checksum,
            boolean valid,
            java.util.function.Consumer<byte[]> emitter) {
        byte[] copy = octets.clone();
        emitter.accept(copy);
        if (!valid) {
            count(kind, wrongChecksum);
            assertThat(BigEndian.u16(copy, at + checksum)).isNotEqualTo(BigEndian.u16(octets, at + checksum));
            BigEndian.put16(copy, at + checksum, BigEndian.u16(octets, at + checksum));
        }
        assertThat(Arrays.mismatch(copy, octets))
                .as("octet of the %s of %s octets at %s that differs", kind, length, at)
                .isEqualTo(-1);
        count(kind, same);
    }

    private static void count(String kind, Map<String, Integer> counts) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Captures of the world; skips the test where they are missing, or fails it where they should be there. */
    static List<Path> captures() throws IOException {
        boolean there = Files.isDirectory(CAPTURES);
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(there).as("captures are there: %s", CAPTURES).isTrue();
        }
        assumeTrue(there, "no captures at " + CAPTURES);
        try (Stream<Path> files = Files.walk(CAPTURES)) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }
}
