package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.raw.RawImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    private static final int SIZE = 1 << 20;

    @TempDir
    Path folder;

    private byte[] fixedVhd() throws IOException {
        Path file = folder.resolve("fixed.vhd");
        try (Image source = new RawImage(new MemorySource(new byte[SIZE]))) {
            Conversion.convert(source, Format.VPC, Disks.target(file, SIZE, false, "subformat=fixed"), Copying.USUAL);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void takesAFileForAFixedVhdOnlyIfAllOfItsFooterIsRight() throws IOException {
        byte[] vhd = fixedVhd();
        assertThat(Probe.format(new MemorySource(vhd))).isEqualTo(Format.VPC);

        // A guest writes what it wants into the last sector of a raw disk.
        byte[] text = new byte[SIZE];
        System.arraycopy("conectix".getBytes(StandardCharsets.US_ASCII), 0, text, SIZE - 512, 8);
        byte[] longer = new byte[SIZE + 4096];
        System.arraycopy(vhd, SIZE, longer, longer.length - 512, 512);
        byte[] otherType = vhd.clone();
        otherType[SIZE + 63] = 3;
        for (byte[] disk : List.of(text, longer, otherType)) {
            assertThatThrownBy(() -> Probe.format(new MemorySource(disk)))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("expected -f raw or -f vpc");
        }
    }

    @Test
    void closesTheDataFileOfAnImageThatCannotBeRead() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors), "only Linux tells which files are open");
        QemuImg.assumeInstalled();
        QemuImg.run(folder, "create", "-f", "qcow2", "-o", "data_file=data.raw", "disk.qcow2", "1M");
        byte[] image = Files.readAllBytes(folder.resolve("disk.qcow2"));
        // A snapshot that is none: one of the table at the first cluster with more octets than there may be.
        image[63] = 1;
        Arrays.fill(image, 64, 72, (byte) 0);
        image[70] = 3;
        Arrays.fill(image, (3 << 8) + 36, (3 << 8) + 40, (byte) 0x7f);
        Files.write(folder.resolve("disk.qcow2"), image);

        assertThatThrownBy(() -> OpenImage.open(
                        folder.resolve("disk.qcow2"), "disk.qcow2", Optional.of(Format.QCOW2), Access.USUAL))
                .isInstanceOf(ImageException.class);

        try (Stream<Path> open = Files.list(descriptors)) {
            assertThat(open.map(ProbeTest::target).filter(name -> name.startsWith(folder.toString())))
                    .isEmpty();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
