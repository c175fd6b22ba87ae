package dev.ganz.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHolesTest {
    private static final long SIZE = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void findsDataBetweenHoles() throws IOException {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
            sparse.seek(3 << 20);
            sparse.write(new byte[1 << 20]);
        }

        try (FileHoles holes = FileHoles.open(file)) {
            assertThat(holes.nextData(0, SIZE)).isEqualTo(3 << 20);
            assertThat(holes.nextHole(3 << 20, SIZE)).isEqualTo(4 << 20);
            assertThat(holes.nextData(4 << 20, SIZE)).isEqualTo(SIZE);
            assertThat(holes.nextHole(5 << 20, SIZE)).isEqualTo(5 << 20);
        }
    }

    @Test
    void opensTheSameFileWhateverBecameOfItsName() throws IOException {
        Path file = folder.resolve("name");
        Files.writeString(file, "first");
        try (FileHoles holes = FileHoles.open(file)) {
            Files.delete(file);
            Files.writeString(file, "second");

            assertThat(holes.again()).hasContent("first");
        }
    }
}
