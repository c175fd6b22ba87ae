package dev.ganz.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    @TempDir
    Path directory;

    @Test
    void passesOctetsAndDescriptorsToAPeerThatItKnows() throws IOException {
        String path = directory.resolve("socket").toString();
        Descriptor[] pipe = Descriptor.pipe();
        try (UnixSocket server = UnixSocket.listen(path);
                UnixSocket client = UnixSocket.connect(path);
                UnixSocket accepted = server.accept();
                Descriptor reads = pipe[0];
                Descriptor writes = pipe[1];
                Arena arena = Arena.ofConfined()) {
            assertThat(accepted.peer().pid()).isEqualTo(ProcessHandle.current().pid());
            client.send("take this".getBytes(UTF_8), List.of(writes));

            UnixSocket.Received received = accepted.receive();
            assertThat(new String(received.octets(), UTF_8)).isEqualTo("take this");
            assertThat(received.descriptors()).hasSize(1);
            try (Descriptor passed = received.descriptors().getFirst()) {
                passed.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, "hello".getBytes(UTF_8)));
            }
            MemorySegment buffer = arena.allocate(16);
            assertThat(reads.read(buffer)).isEqualTo(5);
        }
    }

    @Test
    void receivesNothingWhenThePeerIsGone() throws IOException {
        String path = directory.resolve("socket").toString();
        try (UnixSocket server = UnixSocket.listen(path);
                UnixSocket client = UnixSocket.connect(path)) {
            server.accept().close();

            assertThat(client.receive().octets()).isEmpty();
        }
    }

    @Test
    void refusesAPathThatDoesNotFit() {
        assertThatThrownBy(() -> UnixSocket.connect("/" + "x".repeat(107)))
                .hasMessageContaining("ENAMETOOLONG (file name too long)");
    }
}
