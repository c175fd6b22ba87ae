package dev.ganz.lab.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The maps of the Topology Zoo that lie beside the repository; tests that need them are skipped where they are missing. */
final class ZooMaps {
    private ZooMaps() {}

    static Path directory() {
        Path maps = Path.of(System.getProperty("ganz.root", ".."))
                .resolve("../shared/data/topology-zoo")
                .normalize();
        if (!Files.isDirectory(maps)) {
            String reason = "the maps of the Topology Zoo are not there: " + maps;
            if (Boolean.getBoolean("ganz.test.strict")) {
                throw new AssertionError(reason);
            }
            Assumptions.abort(reason);
        }
        return maps;
    }

    static List<Path> withEnding(String ending) {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
