package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows what the program does. */
class ReadmeTest {
    private static final Path ROOT =
            Path.of(System.getProperty("ganz.root", "..")).toAbsolutePath().normalize();

    /** What stands between fences of this kind. */
    private static List<String> blocks(String kind) throws IOException {
        return Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> lines(String block) {
        return block.lines()
                .filter(line -> !line.startsWith("```") && !line.isBlank())
                .toList();
    }

    @Test
    void showsTheOutputOfItsFirstCommand() throws IOException {
        Ended ended = new Program(ROOT).run("sim", "labs/geant.yaml");

        List<String> shown = blocks("").stream()
                .filter(block -> block.contains("round-trip times"))
                .findFirst()
                .map(ReadmeTest::lines)
                .orElseThrow();
        assertThat(ended.status()).isZero();
        assertThat(ended.out().lines()).containsSubsequence(shown);
    }

    @Test
    void showsALabThatHoldsWhatItExpects() throws IOException {
        String lab = String.join("\n", lines(blocks("yaml").getFirst()));

        Ended ended = new Program(ROOT).given(lab).run("sim", "-");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
    }

    @Test
    void namesOnlyCommandsThatThereAre() throws IOException {
        assertThat(String.join("\n", blocks(""))
                        .lines()
                        .filter(line -> line.startsWith("./ganz "))
                        .map(line -> line.substring("./ganz ".length()).replaceFirst(" .*", ""))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(
                                new Program(ROOT).run(command, "--help").status())
                        .as(command)
                        .isZero());
    }
}
