package dev.ganz.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What tools wrote on a real machine, beside the repository; tests that need it are skipped where it is missing. */
public final class Captures {
    private Captures() {}

    public static Path file(String name) {
        Path folder = Path.of(System.getProperty("ganz.root", ".."))
                .resolve("../shared/data/host/hostio-samples")
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder)) {
            String reason = "the captures of a host are not there: " + folder;
            if (Boolean.getBoolean("ganz.test.strict")) {
                throw new AssertionError(reason);
            }
            Assumptions.abort(reason);
        }
        return folder.resolve(name);
    }

    /** The parts of a file that lines {@code ### …} begin. */
    public static List<List<String>> parts(String name) throws IOException {
        List<List<String>> parts = new ArrayList<>();
        for (String line : Files.readAllLines(file(name))) {
            if (line.startsWith("### ")) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(line);
            }
        }
        return parts;
    }
}
