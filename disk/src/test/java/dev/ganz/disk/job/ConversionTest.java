package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.raw.RawImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the target, whatever happens. */
class ConversionTest {
    private static final int SIZE = 300_032;
    private static final Copying VERIFIED =
            new Copying(Copying.SPARSE, true, Optional.empty(), Optional.empty(), Progress.NONE);

    @TempDir
    Path folder;

    /** Writes one octet wrongly. */
    private record Spoiled(ImageWriter writer) implements ImageWriter {
        @Override
        public int granularity() {
            return writer.granularity();
        }

        @Override
        public void write(long offset, byte[] octets, int from, int length) {
            byte[] copy = Arrays.copyOfRange(octets, from, from + length);
            copy[length / 2] ^= 1;
            writer.write(offset, copy, 0, length);
        }

        @Override
        public void finish() {
            writer.finish();
        }

        @Override
        public List<OutputFile> files() {
            return writer.files();
        }

        @Override
        public void close() {
            writer.close();
        }
    }

    private static Image disk() {
        byte[] octets = new byte[SIZE];
        Arrays.fill(octets, (byte) 9);
        return new RawImage(new MemorySource(octets));
    }

    @ParameterizedTest
    @CsvSource({
        "RAW, ''",
        "QCOW2, ''",
        "VMDK, subformat=monolithicFlat",
        "VMDK, subformat=twoGbMaxExtentSparse",
        "VHDX, ''"
    })
    void givesNoNameToAnImageThatIsReadBackDifferently(Format format, String options) throws IOException {
        Path file = folder.resolve("hdd.img");
        Files.writeString(file, "before");
        try (Image source = disk();
                ImageWriter writer = new Spoiled(Conversion.writer(format, Disks.target(file, SIZE, false, options)))) {
            assertThatThrownBy(() -> Conversion.convert(source, format, writer, VERIFIED))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("read back something else at offset ");
        }

        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("hdd.img");
    }

    @Test
    void replacesAnImageOfSeveralFiles() throws IOException {
        write("hdd.vmdk", "old descriptor");
        write("hdd-flat.vmdk", "old extent");
        try (Image source = disk()) {
            Conversion.convert(
                    source,
                    Format.VMDK,
                    Disks.target(folder.resolve("hdd.vmdk"), SIZE, false, "subformat=monolithicFlat"),
                    VERIFIED);
        }

        assertThat(names()).containsExactly("hdd-flat.vmdk", "hdd.vmdk");
        assertThat(folder.resolve("hdd-flat.vmdk")).hasSize(SIZE);
    }

    @Test
    void keepsAllOldFilesOfAnImageWhenOneNewOneCannotBeNamed() throws IOException {
        write("hdd.vmdk", "old descriptor");
        write("hdd-f001.vmdk", "old extent");
        try (ImageWriter writer = Conversion.writer(
                Format.VMDK, Disks.target(folder.resolve("hdd.vmdk"), SIZE, false, "subformat=twoGbMaxExtentFlat"))) {
            writer.finish();
            try (Stream<Path> files = Files.list(folder)) {
                Files.delete(files.filter(file -> file.getFileName().toString().startsWith(".hdd.vmdk."))
                        .findFirst()
                        .orElseThrow());
            }
            assertThatThrownBy(() -> OutputFile.commit(writer.files()))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("cannot write");
        }

        assertThat(folder.resolve("hdd.vmdk")).hasContent("old descriptor");
        assertThat(folder.resolve("hdd-f001.vmdk")).hasContent("old extent");
        assertThat(names()).containsExactly("hdd-f001.vmdk", "hdd.vmdk");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
