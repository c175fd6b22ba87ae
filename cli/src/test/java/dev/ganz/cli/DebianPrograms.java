package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that tests compare with. */
final class DebianPrograms {
    private DebianPrograms() {}

    /** Skips the test without a program, or fails it where tests are strict. */
    static void require(String program, String debianPackage) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        String missing = program + " is not installed (Debian: " + debianPackage + ")";
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(there).as(missing).isTrue();
        }
        assumeTrue(there, missing);
    }
}
