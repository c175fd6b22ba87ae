package dev.ganz.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Inputs beside the repository that tests read in place. */
public final class Archive {
    private static final Path PLAN = Path.of(System.getProperty("ganz.root", ".."), "../shared/data/plan");

    private Archive() {}

    /** A file; the test is skipped where there is none. */
    public static Path file(String name) {
        Path file = PLAN.resolve(name).normalize();
        assumeTrue(Files.exists(file), "needs the file ../shared/data/plan/" + name);
        return file;
    }

    /** Unpacks an archive. */
    public static void unpack(String name, Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "xJf", file(name).toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
    }
}
