package dev.ganz.disk.job;

import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.raw.RawImage;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of which a few octets are not what they were: everything that comes of it is read or refused by a sentence. */
class HostileImagesTest {
    private static final int TRIES = 400;

    @TempDir
    Path scratch;

    /** @param value what the octet at {@code place}, of those that are not zero, becomes, and up to three behind it */
    private record Change(double place, int value, int count) {}

    private static final Gen<Change> CHANGES = (random, size) -> new Change(
            random.nextDouble(),
            random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(2) * 255,
            1 + random.nextInt(4));

    @ParameterizedTest
    @CsvSource({
        "QCOW2, false, ''",
        "QCOW2, false, 'cluster_size=512'",
        "QCOW2, true, ''",
        "QCOW2, true, 'compression_type=zstd'",
        "VDI, false, ''",
        "VMDK, false, ''",
        "VMDK, true, ''",
        "VPC, false, ''",
        "VHDX, false, ''",
    })
    @Timeout(120)
    void readsOrRefusesEveryOne(Format format, boolean compress, String options) throws IOException {
        Path file = scratch.resolve("image");
        byte[] disk = new byte[200_704];
        IntStream.range(0, disk.length).forEach(i -> disk[i] = (byte) (i % 4096 < 64 ? i >> 12 : 0));
        try (Image source = new RawImage(new MemorySource(disk))) {
            Conversion.convert(source, format, Disks.target(file, disk.length, compress, options), Copying.USUAL);
        }
        byte[] image = Files.readAllBytes(file);
        change(image, format);
    }

    @ParameterizedTest
    @CsvSource({
        "PARALLELS, qemu/parallels-v1.bz2",
        "PARALLELS, qemu/parallels-v2.bz2",
        "BOCHS, qemu/empty.bochs.bz2",
        "CLOOP, qemu/simple-pattern.cloop.bz2",
        "DMG, dfvfs/hfsplus_zlib.dmg",
        "DMG, dmg-forensic/hfsplus_bzip2.dmg",
        "DMG, dmg-forensic/hfsplus_lzfse.dmg",
        "DMG, dmg-forensic/hfsplus_lzma.dmg",
        "DMG, dmg-forensic/hfsplus_adc.dmg",
    })
    @Timeout(120)
    void readsOrRefusesEveryOneOfOthers(Format format, String sample) throws IOException {
        change(Files.readAllBytes(SampleImages.file(sample, scratch)), format);
    }

    private static void change(byte[] image, Format format) {
        int[] places =
                IntStream.range(0, image.length).filter(i -> image[i] != 0).toArray();

        Property.forAll(TRIES, Gen.lists(CHANGES, 3), changes -> {
            byte[] changed = image.clone();
            for (Change change : changes) {
                int at = places[(int) (change.place() * places.length)];
                for (int i = at; i < Math.min(at + change.count(), changed.length); i++) {
                    changed[i] = (byte) change.value();
                }
            }
            ReaderFuzzTest.read(changed, format);
        });
    }

    @ParameterizedTest
    @CsvSource({"QCOW2", "VDI", "VMDK", "VPC", "VHDX"})
    void refusesWhatIsCutOff(Format format) throws IOException {
        Path file = scratch.resolve("image");
        byte[] disk = new byte[65_536];
        java.util.Arrays.fill(disk, (byte) 1);
        try (Image source = new RawImage(new MemorySource(disk))) {
            Conversion.convert(source, format, Disks.target(file, disk.length, false), Copying.USUAL);
        }
        byte[] image = Files.readAllBytes(file);

        Property.forAll(
                TRIES,
                Gen.integers(0, image.length),
                length -> ReaderFuzzTest.read(java.util.Arrays.copyOf(image, length), format));
    }
}
