package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
    private static final byte[] TEXT = "whole\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void appearsWhenItIsCommitted() throws IOException {
        Path file = directory.resolve("run.pcapng");
        try (PendingFile pending = PendingFile.create(file)) {
            pending.write(TEXT);
            assertThat(file).doesNotExist();
            pending.commit();
        }

        assertThat(file).hasContent("whole\n");
        assertThat(names()).containsExactly("run.pcapng");
    }

    @Test
    void takesOctetsAtAnyPosition() throws IOException {
        Path file = directory.resolve("hdd.img");
        try (PendingFile pending = PendingFile.create(file)) {
            pending.write(3, ByteBuffer.wrap(TEXT));
            pending.write(0, ByteBuffer.wrap(TEXT, 0, 2));
            pending.commit();
        }

        assertThat(file).hasContent("wh\0whole\n");
    }

    @Test
    void leavesNothingWithoutCommit() throws IOException {
        Path file = directory.resolve("run.pcapng");
        Files.writeString(file, "before");
        try (PendingFile pending = PendingFile.create(file)) {
            pending.write(TEXT);
        }

        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("run.pcapng");
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        Path file = directory.resolve("run.pcapng");
        Files.writeString(file, "before, and longer than after");
        write(file);

        assertThat(file).hasContent("whole\n");
    }

    @Test
    void keepsASymbolicLink() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "before");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        write(link);

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("whole\n");
    }

    @Test
    void servesTwoWritersOfOneNameTheLastOfWhichWins() throws IOException {
        Path file = directory.resolve("run.pcapng");
        try (PendingFile first = PendingFile.create(file);
                PendingFile second = PendingFile.create(file)) {
            first.write(TEXT);
            second.write("second".getBytes(StandardCharsets.UTF_8));
            second.commit();
            first.commit();
        }

        assertThat(file).hasContent("whole\n");
        assertThat(names()).containsExactly("run.pcapng");
    }

    @Test
    void takesTheLongestName() throws IOException {
        Path file = directory.resolve("ü".repeat(127));
        write(file);

        assertThat(file).hasContent("whole\n");
    }

    @Test
    void writesToADeviceAsItIs() throws IOException {
        write(Path.of("/dev/null"));

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThat(Files.exists(Path.of("/dev/null"))).isTrue();
    }

    @Test
    void refusesADirectoryAndAMissingOne() {
        assertThatThrownBy(() -> PendingFile.create(directory)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> PendingFile.create(directory.resolve("no/such")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static void write(Path file) throws IOException {
        try (PendingFile pending = PendingFile.create(file)) {
            pending.write(TEXT);
            pending.commit();
        }
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        }
    }
}
