package dev.ganz.host.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.DeviceClass;
import dev.ganz.linux.Mounts;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.User;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real settings of a loop device and of a mount that the test makes itself; the journal and all files lie in its own folder. */
class RealSettingsTest {
    @TempDir
    Path root;

    @BeforeEach
    void requireRoot() throws IOException {
        require(User.effective() == 0, "needs root to make loop devices and mounts");
        Files.createSymbolicLink(root.resolve("proc"), Path.of("/proc"));
    }

    @Test
    void switchesTheSchedulerOfALoopDeviceAndBack() throws Exception {
        Path image = root.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(4 << 20);
        }
        String device = output("losetup", "-f", "--show", image.toString()).strip();
        require(device.startsWith("/dev/loop"), "needs a free loop device: " + device);
        try {
            String name = device.substring("/dev/".length());
            String path = "/sys/block/" + name + "/queue/scheduler";
            Files.createDirectories(root.resolve("sys/block"));
            Files.createSymbolicLink(root.resolve("sys/block/" + name), Path.of("/sys/block/" + name));
            Knobs knobs = new Knobs(root);
            String before = knobs.read(Step.Kind.VALUE, path).orElseThrow();
            for (String scheduler : List.of("mq-deadline", "bfq", "none")) {
                if (scheduler.equals(before) || !Files.readString(Path.of(path)).contains(scheduler)) {
                    continue;
                }

                assertThat(apply(knobs, Step.value(path, before, scheduler, "")))
                        .isEmpty();
                assertThat(Files.readString(Path.of(path))).contains("[" + scheduler + "]");

                assertThat(undo(knobs)).containsExactly(path + ": " + before + " again");
                assertThat(Files.readString(Path.of(path))).contains("[" + before + "]");
            }
        } finally {
            output("losetup", "-d", device);
        }
    }

    @Test
    void resizesSharedMemoryAndKeepsWhatItHoldsAndHowItIsMounted() throws Exception {
        inOwnMounts(() -> {
            Mounts.tmpfs("/dev/shm", "755");
            Path held = Files.writeString(Path.of("/dev/shm/held"), "memory of a guest");
            Knobs knobs = new Knobs(root);
            String half = knobs.read(Step.Kind.SIZE, "/dev/shm").orElseThrow();
            assertThat(mount()).doesNotContain("size=");

            assertThat(apply(knobs, Step.size("/dev/shm", half, "5120k"))).isEmpty();

            assertThat(knobs.read(Step.Kind.SIZE, "/dev/shm")).hasValue("5120k");
            assertThat(mount()).contains("nosuid,nodev").contains("mode=755").contains("size=5120k");
            assertThat(held).hasContent("memory of a guest");

            assertThat(undo(knobs)).containsExactly("/dev/shm: " + half + " again");
            assertThat(mount()).doesNotContain("size=");
            assertThat(held).hasContent("memory of a guest");
        });
    }

    @Test
    void writesRulesThatUdevTakes() throws Exception {
        require(Files.exists(Path.of("/usr/bin/udevadm")), "needs udevadm (Debian: udev)");
        require(Files.isDirectory(Path.of("/etc/udev/rules.d")), "needs /etc/udev/rules.d (Debian: udev)");
        Path rules = Files.createDirectory(root.resolve("rules"));
        BlockDevice disk = new BlockDevice(
                "sda",
                "8:0",
                DeviceClass.HDD,
                1,
                "none",
                List.of(),
                128,
                64,
                List.of(),
                "",
                "naa.5000c500a0b1c2d3",
                "none");
        Files.writeString(
                rules.resolve("90-ganz-host.rules"),
                UdevRules.HEAD
                        + UdevRules.of(disk, "mq-deadline")
                        + UdevRules.ofKinds(Profile.VIRTUAL_HOST)
                        + UdevRules.ofKinds(Profile.VIRTUAL_GUEST));
        inOwnMounts(() -> {
            Mounts.bind(rules.toString(), "/etc/udev/rules.d");
            // A device that no rule is about: the test of udev applies what matches.
            String said = output("udevadm", "test", "--action=add", "/sys/class/mem/null");

            assertThat(said).contains("rules.d/90-ganz-host.rules").doesNotContain("90-ganz-host.rules:");

            Files.writeString(rules.resolve("90-ganz-host.rules"), "KERNEL=\"sda\", nonsense\n");
            assertThat(output("udevadm", "test", "--action=add", "/sys/class/mem/null"))
                    .contains("90-ganz-host.rules:1");
        });
    }

    @Test
    void writesAnFstabThatFindmntTakes() throws Exception {
        Path fstab = Files.writeString(
                root.resolve("fstab"), Fstab.withTmpfs("proc /proc proc defaults 0 0\n", "/dev/shm", "5242880k"));

        assertThat(output("findmnt", "--verify", "--tab-file", fstab.toString()))
                .containsAnyOf("Success", "0 parse errors, 0 errors");
    }

    private static String mount() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/mountinfo")).stream()
                .filter(line -> line.contains(" /dev/shm "))
                .reduce("", (first, second) -> second);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inOwnMounts(Work work) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                Namespace.MOUNT.unshare();
                Mounts.keepPrivate();
                work.run();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        thread.join();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst().getMessage(), failures.getFirst());
        }
    }

    private static List<String> apply(Knobs knobs, Step step) {
        try (Change change = Change.open(knobs, () -> {})) {
            return change.apply("test", 1, List.of(step), () -> true);
        }
    }

    private static List<String> undo(Knobs knobs) {
        try (Change change = Change.open(knobs, () -> {})) {
            return change.undo(false);
        }
    }

    private static void require(boolean given, String reason) {
        if (!given && Boolean.getBoolean("ganz.test.strict")) {
            throw new AssertionError(reason);
        }
        Assumptions.assumeTrue(given, reason);
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
