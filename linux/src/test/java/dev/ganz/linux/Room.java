package dev.ganz.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A thread of its own in new namespaces, so that nothing of a test reaches this machine. */
public final class Room {
    private Room() {}

    /** What a test does inside. */
    public interface Work {
        void run() throws Exception;
    }

    /** Runs the work on a fresh thread in new network, mount and UTS namespaces; its failure is the test's. */
    public static void enter(Work work) throws Exception {
        requireRoot();
        List<Throwable> failures = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                Namespace.NETWORK.unshare();
                Namespace.MOUNT.unshare();
                Namespace.UTS.unshare();
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

    /** Skips the test without root, or fails it where tests are strict. */
    static void requireRoot() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        if (!root && Boolean.getBoolean("ganz.test.strict")) {
            throw new AssertionError("needs root to make namespaces outside of a user namespace");
        }
        assumeTrue(root, "needs root to make namespaces outside of a user namespace");
    }

    /** What a command prints that runs in the namespaces of the calling thread. */
    public static String output(String... command) throws IOException {
        Descriptor[] pipe = Descriptor.pipe();
        try (Descriptor reads = pipe[0];
                Descriptor empty = Descriptor.open("/dev/null")) {
            ChildProcess child;
            try (Descriptor writes = pipe[1]) {
                child = ChildProcess.start(new Program(
                        "/bin/sh",
                        List.of("sh", "-c", String.join(" ", command)),
                        List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"),
                        "/",
                        List.of(empty, writes, writes),
                        Optional.empty()));
            }
            StringBuilder text = new StringBuilder();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment buffer = arena.allocate(4096);
                int count;
                while ((count = reads.read(buffer)) > 0) {
                    text.append(new String(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE), UTF_8));
                }
            }
            int status = child.await();
            return status == 0 ? text.toString() : text + "exit status " + status;
        }
    }
}
