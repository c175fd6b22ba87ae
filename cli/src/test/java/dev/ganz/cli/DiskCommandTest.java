package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCommandTest {
    private static final int SIZE = 20 << 20;

    @TempDir
    Path folder;

    /** A disk with octets that do not compress, some that do, and holes. */
    @BeforeEach
    void writeDisk() throws IOException {
        try (RandomAccessFile disk =
                new RandomAccessFile(folder.resolve("hdd.img").toFile(), "rw")) {
            disk.setLength(SIZE);
            byte[] octets = new byte[300_000];
            new SplittableRandom(3).nextBytes(octets);
            disk.write(octets);
            disk.seek(9_000_000);
            Arrays.fill(octets, (byte) 7);
            disk.write(octets);
        }
    }

    @Test
    void tellsTheFormatsFromContentAndName() {
        for (String name : List.of("a.vdi", "b.vmdk", "c.qcow2", "d.vhd", "e.vhdx", "f.raw")) {
            succeeds("disk", "convert", "--verify", "hdd.img", name);

            assertThat(succeeds("disk", "compare", "hdd.img", name)).isEqualTo("Images are identical.\n");
        }
        assertThat(succeeds("disk", "info", "a.vdi"))
                .contains("file format: vdi\n", "virtual size: 20 MiB (20971520 bytes)\n");
        assertThat(succeeds("disk", "info", "d.vhd")).contains("file format: vpc\n");
    }

    @Test
    void compressesWithWhatIsAsked() throws IOException {
        succeeds("disk", "convert", "-c", "hdd.img", "zlib.qcow2");
        succeeds("disk", "convert", "-c", "-o", "compression_type=zstd", "hdd.img", "zstd.qcow2");
        succeeds("disk", "convert", "-c", "-m", "1", "hdd.img", "stream.vmdk");
        succeeds("disk", "convert", "hdd.img", "plain.qcow2");

        long plain = Files.size(folder.resolve("plain.qcow2"));
        assertThat(Files.size(folder.resolve("zlib.qcow2"))).isLessThan(plain);
        assertThat(Files.size(folder.resolve("zstd.qcow2"))).isLessThan(plain);
        assertThat(succeeds("disk", "info", "zstd.qcow2")).contains("    compression type: zstd\n");
        assertThat(succeeds("disk", "info", "stream.vmdk")).contains("    create type: streamOptimized\n");
    }

    @Test
    void comparesLikeQemuImg() throws IOException {
        succeeds("disk", "convert", "hdd.img", "hdd.qcow2");
        try (RandomAccessFile disk =
                new RandomAccessFile(folder.resolve("hdd.img").toFile(), "rw")) {
            disk.seek(9_000_100);
            disk.write(8);
        }

        Ended ended = run("disk", "compare", "hdd.img", "hdd.qcow2");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEqualTo("Content mismatch at offset 9000100!\n");
        assertThat(run("disk", "compare", "hdd.img", "gone.qcow2").status()).isEqualTo(2);
    }

    @Test
    void comparesDisksOfDifferentSize() throws IOException {
        Files.copy(folder.resolve("hdd.img"), folder.resolve("longer.img"));
        try (RandomAccessFile disk =
                new RandomAccessFile(folder.resolve("longer.img").toFile(), "rw")) {
            disk.setLength(SIZE + 4096);
        }

        assertThat(succeeds("disk", "compare", "hdd.img", "longer.img"))
                .isEqualTo("Warning: Image size mismatch!\nImages are identical.\n");
        assertThat(run("disk", "compare", "-s", "hdd.img", "longer.img").status())
                .isEqualTo(1);
    }

    @Test
    void checksWithTheStatusOfQemuImg() throws IOException {
        succeeds("disk", "convert", "hdd.img", "hdd.qcow2");

        assertThat(succeeds("disk", "check", "hdd.qcow2")).startsWith("No errors were found on the image.\n");
        assertThat(run("disk", "check", "hdd.img").status()).isEqualTo(63);
        assertThat(run("disk", "check", "gone.qcow2").status()).isEqualTo(1);

        // The refcount of the last cluster, that of the refcount table.
        long last = Files.size(folder.resolve("hdd.qcow2")) / 65_536 - 1;
        refcount(last, 0);
        assertThat(run("disk", "check", "hdd.qcow2").status()).isEqualTo(2);
        refcount(last, 2);
        assertThat(run("disk", "check", "hdd.qcow2").status()).isEqualTo(3);
    }

    private void refcount(long cluster, int count) throws IOException {
        try (RandomAccessFile disk =
                new RandomAccessFile(folder.resolve("hdd.qcow2").toFile(), "rw")) {
            disk.seek(48);
            disk.seek(disk.readLong());
            disk.seek(disk.readLong() + 2 * cluster);
            disk.writeShort(count);
        }
    }

    @Test
    void makesEmptyImagesAndOverlays() throws IOException {
        succeeds("disk", "create", "big.vhdx", "8T");
        assertThat(succeeds("disk", "info", "big.vhdx")).contains("virtual size: 8 TiB");

        succeeds("disk", "convert", "hdd.img", "base.qcow2");
        succeeds("disk", "create", "-b", "base.qcow2", "-F", "qcow2", "over.qcow2");
        assertThat(succeeds("disk", "compare", "hdd.img", "over.qcow2")).isEqualTo("Images are identical.\n");
        assertThat(succeeds("disk", "info", "--backing-chain", "--output=json", "over.qcow2"))
                .contains("\"backing-filename\": \"base.qcow2\"", "\"filename\": \"base.qcow2\"");
        assertThat(succeeds("disk", "map", "--output=json", "over.qcow2")).contains("\"depth\": 1");
    }

    @Test
    void refusesToReadOutsideTheFolderOfTheImage() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        succeeds(
                "disk",
                "create",
                "-b",
                "../hdd.img",
                "-F",
                "raw",
                "--allow-path",
                folder.toString(),
                "inner/over.qcow2");

        refuses("which lies outside its folder; --allow-path", "disk", "compare", "hdd.img", "inner/over.qcow2");
        assertThat(succeeds("disk", "compare", "--allow-path", folder.toString(), "hdd.img", "inner/over.qcow2"))
                .isEqualTo("Images are identical.\n");
        Files.createSymbolicLink(inner.resolve("link.img"), folder.resolve("hdd.img"));
        succeeds("disk", "create", "-b", "link.img", "-F", "raw", "inner/linked.qcow2", "1M");
        refuses("which lies outside its folder", "disk", "compare", "hdd.img", "inner/linked.qcow2");
    }

    @Test
    void neverWritesOverTheSource() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("hdd.img"));

        refuses("it is a file of the source", "disk", "convert", "-O", "qcow2", "hdd.img", "hdd.img");
        Files.move(folder.resolve("hdd.img"), folder.resolve("hdd-flat.vmdk"));
        refuses(
                "it is a file of the source",
                "disk",
                "convert",
                "-o",
                "subformat=monolithicFlat",
                "hdd-flat.vmdk",
                "hdd.vmdk");

        assertThat(folder.resolve("hdd-flat.vmdk")).hasBinaryContent(before);
        assertThat(names()).containsExactly("hdd-flat.vmdk");
    }

    @Test
    void leavesNothingBehindAfterAFailure() throws IOException {
        Files.write(folder.resolve("cut.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});

        refuses("cut.qcow2: offset 0: expected 72 octets", "disk", "convert", "cut.qcow2", "out.vdi");
        refuses("is too large for vpc", "disk", "create", "big.vhd", "3T");
        refuses("unknown option -o subformat for vdi", "disk", "convert", "-o", "subformat=x", "hdd.img", "out.vdi");
        refuses("expected a name that tells the format", "disk", "convert", "hdd.img", "out");
        refuses("unknown format \"qcow3\"", "disk", "convert", "-O", "qcow3", "hdd.img", "out");

        assertThat(names()).containsExactly("cut.qcow2", "hdd.img");
    }

    @Test
    void doesNotTakeARawDiskForGrantedThatLooksLikeAnImage() throws IOException {
        Files.writeString(
                folder.resolve("luks.img"), "LUKS\u00ba\u00be" + "x".repeat(2000), StandardCharsets.ISO_8859_1);

        refuses("an encrypted LUKS container", "disk", "convert", "luks.img", "out.vdi");
        succeeds("disk", "convert", "-f", "raw", "luks.img", "out.vdi");
    }

    @Test
    void mapsLikeQemuImg() {
        assumeQemuImg();
        for (String name : List.of("m.qcow2", "m.vdi", "m.vmdk")) {
            succeeds("disk", "convert", "hdd.img", name);
            assertThat(data(succeeds("disk", "map", "--output=json", name)))
                    .as(name)
                    .isEqualTo(data(qemuImg("map", "--output=json", name)));
        }
    }

    /** Start, length and offset of what is stored, joined where it goes on. */
    private static List<List<Long>> data(String json) {
        Matcher row = Pattern.compile(
                        "\"start\": (\\d+), \"length\": (\\d+),[^}]*\"data\": true[^}]*\"offset\": (\\d+)")
                .matcher(json);
        List<List<Long>> rows = new ArrayList<>();
        while (row.find()) {
            List<Long> next =
                    Stream.of(1, 2, 3).map(i -> Long.parseLong(row.group(i))).toList();
            List<Long> last = rows.isEmpty() ? List.of(0L, 0L, 0L) : rows.getLast();
            if (last.get(0) + last.get(1) == next.get(0) && last.get(2) + last.get(1) == next.get(2)) {
                rows.set(rows.size() - 1, List.of(last.get(0), last.get(1) + next.get(1), last.get(2)));
            } else {
                rows.add(next);
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    @Test
    void measuresLikeQemuImg() {
        assumeQemuImg();
        succeeds("disk", "convert", "hdd.img", "m.vdi");
        for (String cluster : List.of("512", "64k", "2M")) {
            for (List<String> of : List.of(List.of("--size", "20M"), List.of("--size", "8T"), List.of("m.vdi"))) {
                if (cluster.equals("512") && of.contains("8T")) {
                    continue;
                }
                List<String> arguments =
                        new ArrayList<>(List.of("measure", "-O", "qcow2", "-o", "cluster_size=" + cluster));
                arguments.addAll(of);
                List<String> ours = new ArrayList<>(List.of("disk"));
                ours.addAll(arguments);
                assertThat(succeeds(ours.toArray(String[]::new)))
                        .as("%s", arguments)
                        .isEqualTo(qemuImg(arguments.toArray(String[]::new)));
            }
        }
    }

    private static void assumeQemuImg() {
        DebianPrograms.require("qemu-img", "qemu-utils");
    }

    private String qemuImg(String... arguments) {
        List<String> command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
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
        Ended ended = run(arguments);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
        assertThat(ended.err().lines()).hasSize(1);
    }
}
