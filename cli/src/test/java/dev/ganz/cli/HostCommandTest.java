package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {
    /** Constructed: eight writers on a hard disk. */
    private static final String SLOW = """
            Linux 6.1.0 (alpha) \t11/28/26 \t_x86_64_\t(2 CPU)

            avg-cpu:  %user   %nice %system %iowait  %steal   %idle
                       1.00    0.00    1.00   96.00    0.00    2.00

            Device            r/s     rkB/s   r_await     w/s     wkB/s   w_await  aqu-sz  %util
            sda              0.00      0.00      0.00  100.00    400.00     80.00    8.00 100.00

            """;

    @TempDir
    Path folder;

    @Test
    void namesTheSlowDiskOfARecordingAndFails() throws IOException {
        write("iostat.txt", SLOW.repeat(5));

        Ended ended = run("host", "check", "iostat.txt");

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("iostat.txt: alpha, 2 CPUs, Linux 6.1.0, 4 samples of iostat\n")
                .contains("1  warning: sda (disk) is the bottleneck\n")
                .contains("evidence  sda takes 80 ms a request (from 20 ms on)\n")
                .contains("a CPU idle for I/O 96 % of the time (from 20 % on)\n");
    }

    @Test
    void saysThatNothingIsWrongAndSucceeds() throws IOException {
        write(
                "iostat.txt",
                SLOW.replace("80.00", " 2.00")
                        .replace("8.00 100.00", "0.20  20.00")
                        .replace("96.00", " 1.00"));

        Ended ended = run("host", "check", "iostat.txt");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).endsWith("✓ no alarm in 1 sample\n");
    }

    @Test
    void readsStandardInputAndWritesJson() {
        Ended ended = new Program(folder).given(SLOW.repeat(4)).run("host", "check", "-", "--format", "json");

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ended.out())
                .startsWith("{\n  \"hosts\": [")
                .contains("\"rule\": \"slow-disk\", \"subject\": \"sda\", \"severity\": \"warning\"")
                .contains("\"metric\": \"disk_await_seconds\", \"value\": 0.08");
    }

    @Test
    void refusesWhatItCannotReadInOneSentence() throws IOException {
        write("notes.txt", "hello\n");

        refuses("cannot read gone.txt: no such file or directory", "host", "check", "gone.txt");
        refuses(": expected a recording of a host, found a directory", "host", "check", ".");
        refuses("notes.txt: expected what top -b, vmstat, iostat -x", "host", "check", "notes.txt");
        refuses("--every 1ms: expected 100ms to 1h", "host", "check", "--every", "1ms");
        refuses("--for 0: expected more than 0", "host", "check", "--for", "0");
        refuses("expected text or json, found \"jsn\"; did you mean \"json\"?", "host", "check", "x", "-f", "jsn");
    }

    @Test
    void recordsThisMachineAndReadsThatBack() throws IOException {
        requireProc();
        assertThat(run("host", "record", "-w", "host.jsonl", "--for", "300ms", "--every", "100ms")
                        .status())
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("host.jsonl"))).hasSize(5);
        assertThat(run("host", "check", "host.jsonl").out()).contains("3 samples of ganz");
        refuses(
                "host.jsonl: expected the name of a new file, found one that exists",
                "host",
                "record",
                "-w",
                "host.jsonl");
    }

    /** Exposition format of Prometheus, version 0.0.4. */
    @Test
    void exportsForPrometheus() {
        requireProc();
        Ended ended = run("host", "export", "--for", "200ms", "--every", "100ms");

        assertThat(ended.status()).isZero();
        List<String> lines = ended.out().lines().toList();
        assertThat(lines)
                .allMatch(line -> line.matches("# TYPE [a-z_]+ gauge")
                        || line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? -?[0-9.]+"))
                .anyMatch(line -> line.startsWith("ganz_cpu_share{cpu=\"all\",state=\"iowait\"} "));
        assertThat(lines.stream().filter(line -> line.startsWith("#"))).doesNotHaveDuplicates();
    }

    @Test
    void watchesWithoutATerminalFrameByFrame() {
        requireProc();
        Ended ended = run("host", "watch", "-n", "2", "--every", "100ms");

        assertThat(ended.status()).isZero();
        assertThat(ended.out().lines().filter(line -> line.contains("CPU ") && line.contains("iowait")))
                .hasSize(2);
        assertThat(ended.out()).doesNotContain("\u001b");
    }

    @Test
    void tunesAnImageAndTakesItBack() throws IOException {
        write("image/etc/fstab", "UUID=1 / ext4 defaults 0 1\n");
        List<String> tune = List.of("host", "tune", "--root", "image", "--profile", "virtual-guest", "--shm", "5GiB");

        Ended shown = run(tune.toArray(String[]::new));
        assertThat(shown.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(shown.out())
                .startsWith("--- as it is\n+++ virtual-guest\n")
                .contains("@@ /etc/fstab\n+tmpfs /dev/shm tmpfs nosuid,nodev,size=5242880k 0 0\n")
                .contains("+vm.swappiness = 30\n");
        assertThat(folder.resolve("image/var")).doesNotExist();

        String[] apply = {"host", "tune", "--root", "image", "--profile", "virtual-guest", "--shm", "5GiB", "--apply"};
        assertThat(run(apply).status()).isZero();
        assertThat(folder.resolve("image/etc/udev/rules.d/90-ganz-host.rules")).exists();
        assertThat(run(apply).out()).isEqualTo("nothing to change: all is as virtual-guest wants it\n");

        Ended undone = run("host", "undo", "--root", "image");
        assertThat(undone.status()).isZero();
        assertThat(undone.out()).contains("/etc/fstab: as it was\n");
        assertThat(folder.resolve("image/etc/fstab")).hasContent("UUID=1 / ext4 defaults 0 1\n");
        assertThat(folder.resolve("image/etc/udev/rules.d/90-ganz-host.rules")).doesNotExist();
        assertThat(run("host", "undo", "--root", "image").out()).isEqualTo("nothing to take back\n");
    }

    @Test
    void refusesToTuneWhatMakesNoSense() throws IOException {
        write("image/etc/fstab", "");

        refuses("--root image: expected --profile with it", "host", "tune", "--root", "image");
        refuses("--root .: expected the root of a system", "host", "tune", "--root", ".", "--profile", "virtual-host");
        refuses("--confirm 5m: expected --apply with it", "host", "tune", "--confirm", "5m");
        refuses(
                "--shm memory: expected a size with --root",
                "host",
                "tune",
                "--root",
                "image",
                "--profile",
                "virtual-host",
                "--shm",
                "memory");
        refuses(
                "expected a profile of virtual-host, virtual-guest, database-guest, found \"x\"",
                "host",
                "tune",
                "--root",
                "image",
                "--profile",
                "x");
    }

    private static void requireProc() {
        assumeTrue(Files.exists(Path.of("/proc/diskstats")), "needs /proc, which Linux has");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ended run(String... arguments) {
        return new Program(folder).run(arguments);
    }

    private void refuses(String sentence, String... arguments) {
        Ended ended = run(arguments);

        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("ganz: ").contains(sentence).hasLineCount(1);
    }
}
