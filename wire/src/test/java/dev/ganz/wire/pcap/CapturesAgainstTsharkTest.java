package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.wire.MalformedPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturesAgainstTsharkTest {
    private static final Path CAPTURES = Path.of(System.getProperty("ganz.root", "."), "../shared/data/pcap");

    @TempDir
    private Path directory;

    @Test
    void agreesOnEveryPacketOfRealCaptures() throws IOException {
        Tshark.assumeInstalled();
        List<Path> files = captures();
        assertThat(files).hasSizeGreaterThan(20);

        files.parallelStream().forEach(file -> {
            List<List<String>> theirs =
                    theirs(file, "frame.time_epoch", "frame.cap_len", "frame.len", "frame.protocols");
            assertThat(ours(file))
                    .as(file.getFileName().toString())
                    .isEqualTo(theirs.stream().map(line -> line.subList(0, 3)).toList());
            assertThat(networks(file))
                    .as("network layers of " + file.getFileName())
                    .isEqualTo(theirs.stream()
                            .map(line -> firstNetwork(line.getLast()))
                            .toList());
        });
    }

    @Test
    void rewritesRealCapturesSoThatTsharkSeesTheSame() throws IOException {
        Tshark.assumeInstalled();
        List<Path> copies = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (Path file : captures()) {
            Path copy = directory.resolve(copies.size() + ".pcapng");
            rewrite(file, copy);
            copies.add(copy);
            expected.addAll(ours(file));
        }
        List<String> command = new ArrayList<>(
                List.of("mergecap", "-a", "-w", directory.resolve("all").toString()));
        copies.forEach(copy -> command.add(copy.toString()));
        Tshark.run(command);

        assertThat(theirs(directory.resolve("all"), "frame.time_epoch", "frame.cap_len", "frame.len"))
                .isEqualTo(expected);
    }

    @Test
    void writesInterfacesDirectionsAndCommentsAsTsharkReadsThem() throws IOException {
        Tshark.assumeInstalled();
        Path file = directory.resolve("made.pcapng");
        byte[] raw = HexFormat.of().parseHex("60000000000059ff" + "00".repeat(31) + "01" + "00".repeat(15) + "01");
        try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(file), "Ganz")) {
            int first = writer.addInterface("core:eth1", LinkType.ETHERNET);
            int second = writer.addInterface("größer:eth0", LinkType.RAW, 20);
            writer.packet(first, 1, Direction.OUTBOUND, new byte[61], 0, 61);
            writer.packet(second, 999_999_999_999_999_999L, Direction.INBOUND, raw, 0, raw.length, 9000, "cut");
        }

        assertThat(theirs(
                        file,
                        "frame.time_epoch",
                        "frame.cap_len",
                        "frame.len",
                        "frame.interface_name",
                        "frame.packet_flags_direction",
                        "frame.comment",
                        "ipv6.nxt"))
                .containsExactly(
                        List.of("0.000000001", "61", "61", "core:eth1", "0x00000002", "", ""),
                        List.of("999999999.999999999", "20", "9000", "größer:eth0", "0x00000001", "cut", "89"));
        assertThat(Tshark.run(List.of("capinfos", "-M", file.toString())))
                .contains("Number of packets:   2", "Capture application: Ganz", "Number of interfaces in file: 2")
                .contains("nanoseconds (9)");
    }

    @Test
    void writesPcapThatTsharkReads() throws IOException {
        Tshark.assumeInstalled();
        Path file = directory.resolve("made.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file), LinkType.ETHERNET, 60)) {
            writer.packet(4_294_967_295_999_999_999L, new byte[100], 0, 100);
            writer.packet(0, new byte[0], 0, 0);
        }

        assertThat(theirs(file, "frame.time_epoch", "frame.cap_len", "frame.len"))
                .containsExactly(List.of("4294967295.999999999", "60", "100"), List.of("0.000000000", "0", "0"));
    }

    @Test
    void readsWhatTsharkAndEditcapConvert() throws IOException {
        Tshark.assumeInstalled();
        Path made = directory.resolve("made.pcapng");
        Files.write(made, CaptureReaderTest.capture(9));
        for (String format : List.of("pcapng", "pcap", "nsecpcap")) {
            Path converted = directory.resolve("converted." + format);
            Tshark.run(List.of("editcap", "-F", format, "-s", "10", made.toString(), converted.toString()));

            assertThat(ours(converted))
                    .as(format)
                    .isEqualTo(theirs(converted, "frame.time_epoch", "frame.cap_len", "frame.len"))
                    .hasSize(9);
        }
        Path modified = directory.resolve("converted.modpcap");
        Tshark.run(List.of("editcap", "-F", "modpcap", made.toString(), modified.toString()));

        assertThat(CaptureOctets.read(Files.readAllBytes(modified)).error()).hasMessageContaining("Kuznetzov");
    }

    private static List<Path> captures() throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "the real captures are not beside the repository");
        try (Stream<Path> files = Files.walk(CAPTURES)) {
            return files.filter(file -> file.getFileName().toString().contains(".pcap"))
                    .sorted()
                    .toList();
        }
    }

    private static List<List<String>> theirs(Path file, String... fields) {
        return Tshark.fields(file, fields);
    }

    private static List<List<String>> ours(Path file) {
        List<List<String>> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                lines.add(List.of(
                        BigDecimal.valueOf(packet.time(), 9).toPlainString(),
                        String.valueOf(packet.length()),
                        String.valueOf(packet.originalLength())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return lines;
    }

    /** Of each packet {@code ip}, {@code ipv6}, {@code arp} or nothing. */
    private static List<String> networks(Path file) {
        List<String> names = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                names.add(nameOfNetwork(packet));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return names;
    }

    private static String firstNetwork(String protocols) {
        // The link types of HDLC and frame relay are passed through: what is in them is not looked for.
        if (protocols.startsWith("chdlc") || protocols.startsWith("fr")) {
            return "";
        }
        return Stream.of(protocols.split(":"))
                .filter(List.of("ip", "ipv6", "arp")::contains)
                .findFirst()
                .orElse("");
    }

    private static String nameOfNetwork(CapturedPacket packet) {
        try {
            return packet.network()
                    .map(network -> switch (network.etherType()) {
                        case NetworkLayer.IPV4 -> "ip";
                        case NetworkLayer.IPV6 -> "ipv6";
                        case 0x0806 -> "arp";
                        default -> "";
                    })
                    .orElse("");
        } catch (MalformedPacket cut) {
            return "";
        }
    }

    private static void rewrite(Path from, Path to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CaptureReader reader = CaptureReader.open(from);
                PcapngWriter writer = new PcapngWriter(out, "Ganz")) {
            int number = -1;
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                if (number < 0) {
                    number = writer.addInterface(
                            "copy", packet.captureInterface().linkType());
                }
                writer.packet(
                        number,
                        packet.time(),
                        packet.direction(),
                        packet.octets(),
                        packet.offset(),
                        packet.length(),
                        (int) packet.originalLength(),
                        "");
            }
        }
        try (OutputStream file = Files.newOutputStream(to)) {
            out.writeTo(file);
        }
    }
}
