package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU's word on an image. */
final class QemuImg {
    private QemuImg() {}

    /** What came of a call. */
    record Ended(int status, String output) {}

    /** Skips the test where qemu-img is missing, or fails it where it should be there. */
    static void assumeInstalled() {
        boolean there = call(Path.of("."), List.of("--version")).status() == 0;
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(there).as("qemu-img is installed (Debian: qemu-utils)").isTrue();
        }
        assumeTrue(there, "qemu-img is not installed (Debian: qemu-utils)");
    }

    static String run(Path folder, String... arguments) {
        Ended ended = call(folder, List.of(arguments));
        assertThat(ended.status())
                .as("qemu-img %s: %s", String.join(" ", arguments), ended.output())
                .isZero();
        return ended.output();
    }

    static Ended call(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException absent) {
            if (absent.getMessage() != null && absent.getMessage().contains("No such file")) {
                return new Ended(127, "");
            }
            throw new UncheckedIOException(absent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
