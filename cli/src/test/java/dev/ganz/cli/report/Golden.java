package dev.ganz.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that a person has looked at and found good. {@code -Dgolden=write} writes them anew; then look at the difference. */
public final class Golden {
    private Golden() {}

    /** Checks that {@code actual} is what the file says. */
    public static void check(String name, String actual) throws IOException {
        Path file = Path.of(System.getProperty("ganz.root"), "cli/src/test/resources/golden", name);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(file).as("golden text; -Dgolden=write makes it").exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
