package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of {@code labs/} does what it says. */
class ShippedLabsTest {
    private static final Path LABS = Path.of(System.getProperty("ganz.root"), "labs");

    @TestFactory
    List<DynamicTest> everyExamplePasses() throws IOException {
        try (Stream<Path> labs = Files.list(LABS)) {
            List<DynamicTest> tests = labs.filter(lab -> lab.toString().endsWith(".yaml"))
                    .sorted()
                    .map(lab -> DynamicTest.dynamicTest(lab.getFileName().toString(), () -> passes(lab)))
                    .toList();
            assertThat(tests).hasSizeGreaterThanOrEqualTo(4);
            return tests;
        }
    }

    private static void passes(Path lab) {
        Program program = new Program(LABS);
        Ended sound = program.run("validate", lab.toString());
        assertThat(sound.err()).isEmpty();
        assertThat(sound.out()).startsWith("ok: ");

        Ended ended = program.run("sim", lab.toString());
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(ExitStatus.OK);
        assertThat(ended.out()).contains("Pings");
    }
}
