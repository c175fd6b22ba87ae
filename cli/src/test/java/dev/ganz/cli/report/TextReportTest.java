package dev.ganz.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void readsWellWithAFewOfEverything() throws IOException {
        Golden.check("small.txt", text(Samples.small(), new Style(false, true, 120), false));
    }

    @Test
    void readsWellInAsciiOnANarrowScreen() throws IOException {
        Golden.check("small-ascii-80.txt", text(Samples.small(), new Style(false, false, 80), false));
    }

    @Test
    void sumsUpWhatIsTooMuchToRead() throws IOException {
        Golden.check("mesh.txt", text(Samples.mesh(40), new Style(false, true, 100), false));
    }

    @Test
    void coloursOnlyWhatATerminalShows() throws IOException {
        String coloured = text(Samples.small(), new Style(true, true, 120), false);

        assertThat(coloured).contains("\u001b[31m✗");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
                .isEqualTo(text(Samples.small(), new Style(false, true, 120), false));
    }

    @Test
    void neverLetsANameMoveTheCursor() throws IOException {
        String text = text(Samples.small(), new Style(false, true, 120), false);

        assertThat(text).doesNotContain("\u001b").contains("Zürich?[31m");
    }

    @Test
    void showsEveryRowIfAsked() throws IOException {
        String text = text(Samples.mesh(40), new Style(false, true, 100), true);

        assertThat(text.lines().filter(line -> line.matches("  n\\d+ +n\\d+ .*")))
                .hasSize(40 * 39);
        assertThat(text.lines().filter(line -> line.contains(":eth2"))).hasSize(39);
    }

    @Test
    void breaksExpectationsBetweenWordsOnANarrowScreen() throws IOException {
        String narrow = text(failing(), new Style(false, true, 60), false);

        assertThat(narrow.lines())
                .endsWith(
                        "  ✗  ping hq to branch between 21.5 s and 22.5 s: rtt.p50 >=",
                        "     140ms, rtt.p99 <= 200ms",
                        "     rtt.p50 151.773 ms, rtt.p99 251.773 ms, far beyond the",
                        "     bound");
    }

    @Test
    void saysNothingAboutWhatALabDoesNotHave() throws IOException {
        RunResult full = Samples.small();
        RunResult empty = new RunResult(
                full.lab(),
                full.seed(),
                0,
                0,
                Optional.of(new RunResult.Computed(0, 0, 0)),
                java.util.List.of(),
                dev.ganz.stack.result.PingSummary.NONE,
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of());

        assertThat(text(empty, Style.PLAIN, false).lines()).hasSize(2);
    }

    private static RunResult failing() {
        RunResult full = Samples.small();
        return new RunResult(
                full.lab(),
                full.seed(),
                0,
                0,
                Optional.of(new RunResult.Computed(0, 0, 0)),
                java.util.List.of(),
                dev.ganz.stack.result.PingSummary.NONE,
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of(new dev.ganz.stack.result.ExpectationResult(
                        "ping hq to branch between 21.5 s and 22.5 s: rtt.p50 >= 140ms, rtt.p99 <= 200ms",
                        false,
                        "rtt.p50 151.773 ms, rtt.p99 251.773 ms, far beyond the bound")),
                java.util.List.of());
    }

    private static String text(RunResult result, Style style, boolean everything) throws IOException {
        StringWriter out = new StringWriter();
        new TextReport(style, everything).write(Samples.LAB, result, out);
        return out.toString();
    }
}
