package dev.ganz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this repository. */
final class Repository {
    static final Path ROOT =
            Path.of(System.getProperty("ganz.root", "..")).toAbsolutePath().normalize();

    /** Modules of the program, in the order of their arrows: none may use one to its right. */
    static final List<String> MODULES =
            List.of("wire", "lab", "stack", "sim", "linux", "live", "disk", "host", "plan", "cli");

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".ganz", ".idea");

    private Repository() {}

    /** All files but those that a build made, in the order of their names. */
    static List<Path> files(String... endings) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            List<Path> files = all.filter(file -> !isMade(file) && Files.isRegularFile(file))
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            assertThat(files).as("files that end in %s", List.of(endings)).isNotEmpty();
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The Java sources of modules, without their tests. */
    static List<Path> mainSources() {
        return files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .toList();
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(name(file), failure);
        }
    }

    private static boolean isMade(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return true;
            }
        }
        return false;
    }
}
