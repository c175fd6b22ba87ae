package dev.ganz.host.tune;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(knobs.read(Step.Kind.SIZE, "/dev/shm")).hasValue("50%");

            assertThat(apply(knobs, Step.size("/dev/shm", "50%", "5120k"))).isEmpty();

            assertThat(knobs.read(Step.Kind.SIZE, "/dev/shm")).hasValue("5120k");
            assertThat(mount()).contains("nosuid,nodev").contains("mode=755").contains("size=5120k");
            assertThat(held).hasContent("memory of a guest");

            assertThat(undo(knobs)).containsExactly("/dev/shm: 50% again");
            assertThat(mount()).doesNotContain("size=");
            assertThat(held).hasContent("memory of a guest");
        });
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
