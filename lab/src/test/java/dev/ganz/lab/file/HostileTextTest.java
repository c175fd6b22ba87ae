package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts that are made to cost time or memory are refused before they cost much of either. */
class HostileTextTest {
    private static String refusal(String text) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                LabFile.read("x.yaml", text);
                return "accepted";
            } catch (InvalidInput e) {
                return String.valueOf(e.getMessage());
            }
        });
    }

    @Test
    void refusesABillionLaughs() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }

        assertThat(refusal(bomb.toString())).endsWith("expected aliases for at most 1000000 values in all, found more");
    }

    @Test
    void refusesABombOfMergeKeys() {
        StringBuilder bomb = new StringBuilder("a0: &a0 { k0: 1 }\n");
        for (int i = 1; i < 3000; i++) {
            bomb.append("a%d: &a%d { <<: *a%d, k%d: 1 }\n".formatted(i, i, i - 1, i));
        }

        assertThat(refusal(bomb.toString())).startsWith("x.yaml:");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(refusal("[".repeat(1_000_000))).endsWith("expected at most 64 levels of nesting, found more");
        assertThat(refusal("{a: ".repeat(100_000))).endsWith("expected at most 64 levels of nesting, found more");
        assertThat(refusal("- ".repeat(100_000))).endsWith("expected at most 64 levels of nesting, found more");
    }

    @Test
    void refusesNestingThroughAliases() {
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 2000; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }

        assertThat(refusal(chain.toString())).endsWith("expected at most 64 levels of nesting, found more");
    }

    @Test
    void refusesAFileBeyondTheBoundWithoutReadingItAll() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 'x';
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                if (given > 1L << 30) {
                    throw new AssertionError("read a whole gigabyte");
                }
                Arrays.fill(octets, offset, offset + length, (byte) 'x');
                given += length;
                return length;
            }
        };

        assertThatThrownBy(() -> LabFile.read("-", endless))
                .hasMessage("-: expected a lab file of at most 64 MiB, found a longer one");
    }

    @Test
    void refusesALineOfMegabytesWithAShortMessage() {
        assertThat(refusal("name: " + "x".repeat(20_000_000))).hasSizeLessThan(300);
        assertThat(refusal("x".repeat(5_000_000) + ": 1")).hasSizeLessThan(400);
        assertThat(refusal("topology: { nodes: { a: { kind: " + "x".repeat(5_000_000) + " } } }"))
                .hasSizeLessThan(300);
    }

    @Test
    void refusesOctetsThatAreNoText() {
        byte[] octets = {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xc3, 0x28};

        assertThatThrownBy(() -> LabFile.read("x.yaml", new ByteArrayInputStream(octets)))
                .hasMessage("x.yaml: expected text in UTF-8, found other octets");
    }

    @Test
    void passesOverAByteOrderMark() {
        String text = "\ufefftopology: { nodes: {} }";

        assertThat(LabFile.read("x.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .lab()
                        .nodes())
                .isEmpty();
    }

    @Test
    void countsColumnsInCharactersAndLinesByAnyEnding() {
        assertThatThrownBy(() -> LabFile.read("x.yaml", "name: a\r\ntopology: { nodes: { \"😀\": { kind: hots } } }"))
                .hasMessageStartingWith("x.yaml:2:22: ");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> LabFile.read(Path.of("no/such.yaml")))
                .hasMessage("no/such.yaml: expected a lab file, found none of this name");
        assertThatThrownBy(() -> LabFile.read(Path.of("."))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void saysThatAStreamBroke() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> LabFile.read("-", broken))
                .hasMessage("-: expected to read a lab, found an error: connection reset");
    }
}
