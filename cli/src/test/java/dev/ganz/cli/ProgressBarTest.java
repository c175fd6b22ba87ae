package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.result.Progress;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressBar bar(int width, boolean unicode, long expectedEnd) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                true,
                true,
                unicode,
                width,
                Map.of("NO_COLOR", "1"),
                Path.of(""),
                clock::get);
        return new ProgressBar(terminal, expectedEnd);
    }

    private String written() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsVirtualTimeShareSpeedAndWhatIsLeft() {
        ProgressBar bar = bar(120, true, Progress.UNKNOWN);
        clock.set(2 * SECOND);

        bar.reached(10 * SECOND, 40 * SECOND, 3_000_000);

        assertThat(written())
                .isEqualTo("\r\u001b[K██████░░░░░░░░░░░░░░░░░░  25 %  10 s of 40 s simulated, 1.5 M hops/s, 6 s left");
    }

    @Test
    void neverWrapsSoThatItCanBeErased() {
        for (int width : List.of(60, 70, 80, 81, 100)) {
            ProgressBar bar = bar(width, false, Progress.UNKNOWN);
            clock.addAndGet(2 * SECOND);
            bar.reached(123_456_789_012L, 3_599_987_654_321L, 123_456_789);
            clock.addAndGet(SECOND);
            bar.reached(3_456_789_012_345L, Progress.UNKNOWN, 123_456_789);
            bar.close();
        }

        List<String> lines = List.of(written().split("\\r\u001b\\[K"));
        assertThat(lines).hasSizeGreaterThan(10);
        for (int i = 1; i < lines.size(); i++) {
            int width = List.of(60, 70, 80, 81, 100).get((i - 1) / 3);
            assertThat(lines.get(i)).hasSizeLessThan(width);
        }
    }

    @Test
    void saysNothingOfAShortRunAndErasesItselfOfALongOne() {
        ProgressBar quick = bar(80, true, Progress.UNKNOWN);
        clock.addAndGet(SECOND / 10);
        quick.reached(SECOND, 2 * SECOND, 10);
        quick.close();
        assertThat(written()).isEmpty();

        ProgressBar slow = bar(80, true, Progress.UNKNOWN);
        clock.addAndGet(SECOND);
        slow.reached(SECOND, 2 * SECOND, 10);
        slow.close();
        assertThat(written()).endsWith("\r\u001b[K");
    }

    @Test
    void showsNoShareOfARunWithoutAnEnd() {
        ProgressBar bar = bar(120, true, Progress.UNKNOWN);
        clock.set(2 * SECOND);

        bar.reached(10 * SECOND, Progress.UNKNOWN, 3_000_000);

        assertThat(written()).isEqualTo("\r\u001b[K10 s simulated, 1.5 M hops/s");
    }
}
