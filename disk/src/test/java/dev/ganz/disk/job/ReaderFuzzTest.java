package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.Source;
import dev.ganz.disk.raw.RawImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays what fuzzing found; with {@code JAZZER_FUZZ=1} it looks for more. */
class ReaderFuzzTest {
    private static final int MOST_RUNS = 64;
    private static final int PIECE = 1 << 16;

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void qcow2(byte[] file) {
        read(file, Format.QCOW2);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void vdi(byte[] file) {
        read(file, Format.VDI);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void vmdk(byte[] file) {
        read(file, Format.VMDK);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void vhd(byte[] file) {
        read(file, Format.VPC);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void vhdx(byte[] file) {
        read(file, Format.VHDX);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void parallels(byte[] file) {
        read(file, Format.PARALLELS);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void bochs(byte[] file) {
        read(file, Format.BOCHS);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void cloop(byte[] file) {
        read(file, Format.CLOOP);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void dmg(byte[] file) {
        read(file, Format.DMG);
    }

    @FuzzTest(maxDuration = "60s")
    @MethodSource
    void qcow(byte[] file) {
        read(file, Format.QCOW);
    }

    @FuzzTest(maxDuration = "60s")
    void probe(byte[] file) {
        try {
            Probe.format(new MemorySource(file));
        } catch (ImageException _) {
            // declared
        }
    }

    /** A seed that is refused at once would lead nowhere. */
    @Test
    void everySeedIsAnImage() throws IOException {
        Map<Format, Stream<byte[]>> seeds = new EnumMap<>(Format.class);
        seeds.put(Format.QCOW2, qcow2());
        seeds.put(Format.VDI, vdi());
        seeds.put(Format.VMDK, vmdk());
        seeds.put(Format.VPC, vhd());
        seeds.put(Format.VHDX, vhdx());
        seeds.put(Format.PARALLELS, parallels());
        seeds.put(Format.BOCHS, bochs());
        seeds.put(Format.CLOOP, cloop());
        seeds.put(Format.DMG, dmg());
        seeds.put(Format.QCOW, qcow());
        seeds.forEach((format, each) -> each.forEach(octets -> {
            try (Image image = OpenImage.read(new MemorySource(octets), format, new SameFile(octets), Access.USUAL)) {
                assertThat(image.run(0).length()).as("%s", format).isPositive();
            }
        }));
    }

    static Stream<byte[]> qcow2() {
        return Stream.of(
                seed(Format.QCOW2, false, "cluster_size=512"),
                seed(Format.QCOW2, true, "cluster_size=512"),
                seed(Format.QCOW2, true, "cluster_size=4k,compression_type=zstd"));
    }

    static Stream<byte[]> vdi() {
        return Stream.of(seed(Format.VDI, false, ""));
    }

    static Stream<byte[]> vmdk() {
        return Stream.of(seed(Format.VMDK, false, ""), seed(Format.VMDK, true, ""));
    }

    static Stream<byte[]> vhd() {
        return Stream.of(seed(Format.VPC, false, ""), seed(Format.VPC, false, "subformat=fixed"));
    }

    static Stream<byte[]> vhdx() {
        return Stream.of(seed(Format.VHDX, false, "block_size=1M"));
    }

    static Stream<byte[]> parallels() throws IOException {
        return samples("qemu/parallels-v1.bz2", "qemu/parallels-v2.bz2");
    }

    static Stream<byte[]> bochs() throws IOException {
        return samples("qemu/empty.bochs.bz2");
    }

    static Stream<byte[]> cloop() throws IOException {
        return samples("qemu/simple-pattern.cloop.bz2");
    }

    static Stream<byte[]> dmg() throws IOException {
        return samples(
                "dfvfs/hfsplus_zlib.dmg",
                "dmg-forensic/hfsplus_adc.dmg",
                "dmg-forensic/hfsplus_bzip2.dmg",
                "dmg-forensic/hfsplus_lzfse.dmg",
                "dmg-forensic/hfsplus_lzma.dmg");
    }

    /** A header, an L1 table with one L2 table of 64 entries, and a cluster. */
    static Stream<byte[]> qcow() {
        ByteBuffer image = ByteBuffer.allocate(2048);
        image.put(0, new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 1});
        image.putLong(24, 32_768).put(32, (byte) 9).put(33, (byte) 6).putLong(40, 48);
        image.putLong(48, 512).putLong(512, 1536).putLong(520, 1L << 63 | 100L << 54 | 1100);
        return Stream.of(image.array());
    }

    /** A small disk in a form that Ganz writes. */
    private static byte[] seed(Format format, boolean compress, String options) {
        byte[] disk = new byte[12_288];
        for (int i = 0; i < disk.length; i++) {
            disk[i] = (byte) (i / 4096 == 1 ? 0 : i * i >> 7);
        }
        try {
            Path folder = Files.createTempDirectory("seed");
            Path file = folder.resolve("seed.img");
            try (Image source = new RawImage(new MemorySource(disk))) {
                Conversion.convert(source, format, Disks.target(file, disk.length, compress, options), Copying.USUAL);
                return Files.readAllBytes(file);
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path each : files.toList()) {
                        Files.delete(each);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Images that are not ours, unpacked. */
    private static Stream<byte[]> samples(String... names) throws IOException {
        Path folder = Files.createTempDirectory("seed");
        List<byte[]> octets = new ArrayList<>();
        try {
            for (String name : names) {
                Path file = SampleImages.file(name, folder);
                octets.add(Files.readAllBytes(file));
                if (file.startsWith(folder)) {
                    Files.delete(file);
                }
            }
        } finally {
            Files.delete(folder);
        }
        return octets.stream();
    }

    /** Everything is read that can be, or refused by the declared error. */
    static void read(byte[] file, Format format) {
        try (Image image = OpenImage.read(
                new MemorySource(file), format, new SameFile(file), new Access(java.util.List.of(), true))) {
            byte[] piece = new byte[PIECE];
            long at = 0;
            for (int i = 0; i < MOST_RUNS && at < image.size(); i++) {
                Extent run = image.run(at);
                image.read(at, piece, 0, (int) Math.min(PIECE, run.length()));
                at = run.end();
            }
            image.check();
        } catch (ImageException _) {
            // declared
        }
    }

    /** Every name leads to the file itself. */
    private record SameFile(byte[] octets) implements Neighbours {
        @Override
        public Source file(String name) {
            return new MemorySource(octets);
        }

        @Override
        public Image image(String name, Optional<String> format) {
            throw new ImageException("there is no other image");
        }
    }
}
