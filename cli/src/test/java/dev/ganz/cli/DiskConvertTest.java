package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What convert can be told. */
class DiskConvertTest {
    private static final int SIZE = (5 << 20) + 512;

    @TempDir
    Path folder;

    @BeforeEach
    void writeDisk() throws IOException {
        try (RandomAccessFile disk =
                new RandomAccessFile(folder.resolve("hdd.img").toFile(), "rw")) {
            disk.setLength(SIZE);
            byte[] octets = new byte[300_000];
            Arrays.fill(octets, (byte) 7);
            disk.seek(1_000_000);
            disk.write(octets);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "esxi, hdd.vmdk, vmdk, 5243392",
        "virtualbox, hdd.vdi, vdi, 5243392",
        "hyper-v, hdd.vhdx, vhdx, 5243392",
        "azure, hdd.vhd, vpc, 6291456",
        "aws, hdd.vmdk, vmdk, 5243392",
        "gcp, hdd.raw, raw, 1073741824",
        "xen, hdd.vhd, vpc, 5243392",
        "proxmox, hdd.qcow2, qcow2, 5243392",
    })
    void makesWhatAHostWants(String host, String name, String format, long size) throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        succeeds("disk", "convert", "--for", host, "--verify", "hdd.img", "out");

        assertThat(out.resolve(name)).exists();
        assertThat(succeeds("disk", "info", "out/" + name))
                .contains("file format: " + format + "\n", "(" + size + " bytes)");
        assertThat(succeeds("disk", "compare", "hdd.img", "out/" + name)).endsWith("Images are identical.\n");
    }

    @Test
    void putsImagesOneBehindTheOther() throws IOException {
        succeeds("disk", "convert", "hdd.img", "hdd.qcow2");
        succeeds("disk", "convert", "hdd.img", "hdd.qcow2", "hdd.img", "both.vdi");

        byte[] one = Files.readAllBytes(folder.resolve("hdd.img"));
        byte[] both = Arrays.copyOf(one, 3 * SIZE);
        System.arraycopy(one, 0, both, SIZE, SIZE);
        System.arraycopy(one, 0, both, 2 * SIZE, SIZE);
        Files.write(folder.resolve("expected.img"), both);
        assertThat(succeeds("disk", "compare", "expected.img", "both.vdi")).isEqualTo("Images are identical.\n");
    }

    @Test
    void writesEveryOctetWithoutSparseness() throws IOException {
        succeeds("disk", "convert", "-S", "0", "hdd.img", "full.vdi");
        succeeds("disk", "convert", "-S", "64k", "hdd.img", "sparse.vdi");

        assertThat(Files.size(folder.resolve("full.vdi"))).isGreaterThan(6 << 20);
        assertThat(Files.size(folder.resolve("sparse.vdi"))).isLessThan(5 << 20);
        assertThat(succeeds("disk", "compare", "hdd.img", "full.vdi")).isEqualTo("Images are identical.\n");
        refuses("expected 0, or a power of two", "disk", "convert", "-S", "3", "hdd.img", "x.vdi");
    }

    @Test
    void writesTheDigestBesideTheTarget() {
        String vdi = succeeds("disk", "convert", "--digest", "hdd.img", "a.vdi");
        String stream = succeeds("disk", "convert", "--digest", "-c", "a.vdi", "b.vmdk");
        String full = succeeds("disk", "convert", "--digest=sha256", "hdd.img", "c.raw");

        assertThat(vdi).matches("sparse64k [0-9a-f]{64}\n").isEqualTo(stream);
        assertThat(folder.resolve("a.vdi.digest")).hasContent(vdi);
        assertThat(full).startsWith("sha256 ");
    }

    @Test
    void copiesNoFasterThanItMay() {
        long begin = System.nanoTime();
        succeeds("disk", "convert", "-r", "4M", "-S", "0", "hdd.img", "slow.vdi");

        // 5 MiB and a sector at 4 MiB a second.
        assertThat(System.nanoTime() - begin).isGreaterThan(1_250_000_000L);
    }

    @Test
    void tellsProgramsHowFarItIs() {
        Ended ended = run("disk", "convert", "--progress", "json", "hdd.img", "a.vdi");

        assertThat(ended.status()).isZero();
        assertThat(ended.err().lines())
                .allMatch(line -> line.matches("\\{\"done\": \\d+, \"total\": " + SIZE + ", \"copied\": \\d+\\}"));
        assertThat(ended.err()).contains("{\"done\": " + SIZE + ", ");
    }

    @Test
    void doesNotReadWhatARunningMachineWritesTo() throws IOException {
        DebianPrograms.require("qemu-io", "qemu-utils");
        succeeds("disk", "convert", "hdd.img", "hdd.qcow2");
        Process machine = new ProcessBuilder("qemu-io", "hdd.qcow2")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            // It answers when the image is open.
            machine.getOutputStream().write("length\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            machine.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("5") < 0) {
                int next = machine.getInputStream().read();
                assertThat(next).as("%s", answer).isNotNegative();
                answer.append((char) next);
            }

            refuses("a running machine writes to it", "disk", "convert", "hdd.qcow2", "out.vdi");
            succeeds("disk", "convert", "-U", "hdd.qcow2", "out.vdi");
        } finally {
            machine.destroy();
        }
    }

    @Test
    void readsASnapshot() throws IOException {
        DebianPrograms.require("qemu-img", "qemu-utils");
        succeeds("disk", "convert", "hdd.img", "hdd.qcow2");
        qemu("qemu-img", "snapshot", "-c", "before", "hdd.qcow2");
        qemu("qemu-io", "-f", "qcow2", "-c", "write -P 9 1M 64k", "hdd.qcow2");
        qemu("qemu-img", "resize", "-q", "hdd.qcow2", "+1M");

        succeeds("disk", "convert", "-l", "before", "hdd.qcow2", "before.vdi");
        succeeds("disk", "convert", "-l", "1", "hdd.qcow2", "first.vdi");
        assertThat(succeeds("disk", "compare", "-s", "hdd.img", "before.vdi")).isEqualTo("Images are identical.\n");
        assertThat(succeeds("disk", "compare", "-s", "hdd.img", "first.vdi")).isEqualTo("Images are identical.\n");
        assertThat(run("disk", "compare", "hdd.img", "hdd.qcow2").status()).isEqualTo(1);
        refuses(
                "there is no snapshot \"after\"; expected one of [before]",
                "disk",
                "convert",
                "-l",
                "after",
                "hdd.qcow2",
                "x.vdi");
        refuses("images in raw hold no snapshots", "disk", "convert", "-l", "before", "hdd.img", "x.vdi");
    }

    private void qemu(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void savesWhatCanBeRead() throws IOException {
        succeeds("disk", "convert", "-c", "-o", "cluster_size=64k", "hdd.img", "hdd.qcow2");
        try (RandomAccessFile broken =
                new RandomAccessFile(folder.resolve("hdd.qcow2").toFile(), "rw")) {
            // The first compressed cluster lies behind the header and the L1 table.
            broken.seek(2 << 16);
            broken.write(new byte[] {-1, -1, -1, -1, -1, -1});
        }
        refuses("expected a compressed cluster", "disk", "convert", "hdd.qcow2", "x.raw");

        Ended ended = run("disk", "convert", "--salvage", "hdd.qcow2", "saved.raw");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("65536 octets in 1 range could not be read", "the first is at offset 983040 ");
        assertThat(folder.resolve("saved.raw.lost")).content().startsWith("983040 65536 hdd.qcow2: offset 131072");
        byte[] expected = Files.readAllBytes(folder.resolve("hdd.img"));
        Arrays.fill(expected, 983_040, 983_040 + 65_536, (byte) 0);
        assertThat(folder.resolve("saved.raw")).hasBinaryContent(expected);
        assertThat(run("disk", "convert", "--salvage", "hdd.img", "whole.raw").status())
                .isZero();
        assertThat(folder.resolve("whole.raw.lost")).doesNotExist();
    }

    @Test
    void refusesBothAHostAndAFormat() {
        refuses("expected --for or -O, found both", "disk", "convert", "--for", "aws", "-O", "vdi", "hdd.img", "x");
        assertThat(run("disk", "convert", "--for", "nowhere", "hdd.img", "x").err())
                .contains("esxi", "hyper-v");
    }

    private Ended run(String... arguments) {
        return new Program(folder).run(arguments);
    }

    private String succeeds(String... arguments) {
        Ended ended = run(arguments);
        assertThat(ended.status()).as(ended.err()).isZero();
        return ended.out();
    }

    private void refuses(String message, String... arguments) {
        List<String> before = new ArrayList<>(List.of(folder.toFile().list()));
        Ended ended = run(arguments);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(before);
    }
}
