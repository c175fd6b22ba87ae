package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.disk.Format;
import dev.ganz.disk.nbd.NbdServer;
import dev.ganz.prop.Property;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server, seen by the clients of others. */
@Timeout(120)
class NbdServerTest {
    private static final int TRIES = 4;
    private static final long LARGEST = 40L << 20;

    @TempDir
    Path scratch;

    @FunctionalInterface
    private interface Client {
        void use(String uri) throws IOException;
    }

    /** Serves an image on a port and on a socket, each to a client. */
    private void serve(Path file, Format format, Client client) throws IOException {
        for (boolean isSocket : new boolean[] {true, false}) {
            try (OpenImage image = Disks.open(file, format);
                    NbdServer server = isSocket
                            ? NbdServer.onSocket(image.image(), scratch.resolve("nbd.sock"))
                            : NbdServer.onPort(image.image(), 0)) {
                Thread.ofPlatform().daemon().start(server::serve);
                client.use(server.uri());
            }
            assertThat(scratch.resolve("nbd.sock")).doesNotExist();
        }
    }

    @Test
    void qemuReadsWhatIsServed() {
        QemuImg.assumeInstalled();
        Property.forAll(TRIES, Disks.contents(LARGEST), content -> {
            Path folder = Files.createTempDirectory(scratch, "nbd");
            content.write(folder.resolve("content.img"));
            QemuImg.run(folder, "convert", "-f", "raw", "-O", "qcow2", "-c", "content.img", "served.qcow2");

            serve(folder.resolve("served.qcow2"), Format.QCOW2, uri -> {
                assertThat(QemuImg.run(folder, "compare", "-f", "raw", "-F", "raw", "content.img", uri))
                        .isEqualTo("Images are identical.\n");
                QemuImg.run(folder, "convert", "-f", "raw", "-O", "raw", uri, "copy.img");
                assertThat(QemuImg.run(folder, "compare", "-f", "raw", "-F", "raw", "content.img", "copy.img"))
                        .isEqualTo("Images are identical.\n");
            });
        });
    }

    @Test
    void libnbdSeesSizeAndHoles() throws IOException {
        assumeLibnbd();
        Path file = scratch.resolve("hdd.img");
        new Disks.Content(8 << 20, List.of(new Disks.Piece(3 << 20, 65_536, 5, true))).write(file);
        QemuImg.run(scratch, "convert", "-f", "raw", "-O", "qcow2", "hdd.img", "hdd.qcow2");

        serve(scratch.resolve("hdd.qcow2"), Format.QCOW2, uri -> {
            assertThat(output("nbdinfo", "--size", uri).strip()).isEqualTo(Long.toString(8 << 20));
            assertThat(output("nbdinfo", uri)).contains("base:allocation", "is_read_only: true", "structured");
            assertThat(output("nbdinfo", "--map", uri)
                            .lines()
                            .map(line -> line.strip().split(" +", 3)[1]))
                    .containsExactly("3145728", "65536", "5177344");
            Path copy = scratch.resolve("copy.img");
            output("nbdcopy", uri, copy.toString());
            assertThat(copy).hasSameBinaryContentAs(file);
        });
    }

    @Test
    void refusesToWrite() throws IOException {
        QemuImg.assumeInstalled();
        Path file = scratch.resolve("hdd.img");
        Files.write(file, new byte[1 << 20]);

        serve(file, Format.RAW, uri -> {
            assertThat(status("qemu-io", "-f", "raw", "-c", "write 0 512", uri)).isNotZero();
            assertThat(status("qemu-io", "-r", "-f", "raw", "-c", "read 0 1M", uri))
                    .isZero();
        });
    }

    @Test
    void leavesAClientThatTalksNonsenseAndServesTheOthers() throws IOException {
        QemuImg.assumeInstalled();
        Path file = scratch.resolve("hdd.img");
        Files.write(file, new byte[1 << 20]);
        try (OpenImage image = Disks.open(file, Format.RAW);
                NbdServer server = NbdServer.onPort(image.image(), 0)) {
            Thread.ofPlatform().daemon().start(server::serve);
            SplittableRandom random = new SplittableRandom(11);
            for (int i = 0; i < 50; i++) {
                byte[] nonsense = new byte[random.nextInt(400)];
                random.nextBytes(nonsense);
                if (nonsense.length > 28 && i % 2 == 0) {
                    // Past the greeting: an option whose octets are any.
                    System.arraycopy("IHAVEOPT".getBytes(StandardCharsets.US_ASCII), 0, nonsense, 4, 8);
                    System.arraycopy(new byte[] {0, 0, 0, (byte) random.nextInt(12), 0, 0, 0, 8}, 0, nonsense, 12, 8);
                }
                try (Socket client = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(server.uri()).getPort())) {
                    client.getOutputStream().write(nonsense);
                } catch (IOException left) {
                    // before it had said all
                }
            }

            assertThat(status("qemu-io", "-r", "-f", "raw", "-c", "read 0 1M", server.uri()))
                    .isZero();
        }
    }

    private static void assumeLibnbd() {
        boolean there = status("nbdinfo", "--version") == 0;
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(there).as("nbdinfo is installed (Debian: libnbd-bin)").isTrue();
        }
        assumeTrue(there, "nbdinfo is not installed (Debian: libnbd-bin)");
        QemuImg.assumeInstalled();
    }

    private static int status(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException absent) {
            return 127;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
