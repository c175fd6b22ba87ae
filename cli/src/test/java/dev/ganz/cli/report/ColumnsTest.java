package dev.ganz.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void countsColumnsAndNotCharacters() {
        assertThat(Columns.width("Zürich")).isEqualTo(6);
        assertThat(Columns.width("Zu\u0308rich"))
                .as("with a combining diaeresis")
                .isEqualTo(6);
        assertThat(Columns.width("東京")).isEqualTo(4);
        assertThat(Columns.width("🙂")).isEqualTo(2);
        assertThat(Columns.width("")).isZero();
    }

    @Test
    void cutsInTheMiddleSoThatBothEndsTellNamesApart() {
        assertThat(Columns.cut("frankfurt-east:eth12", 11, "…")).isEqualTo("frank…eth12");
        assertThat(Columns.cut("frankfurt", 9, "…")).isEqualTo("frankfurt");
        assertThat(Columns.cut("frankfurt", 8, "~")).isEqualTo("fran~urt");
    }

    @Test
    void neverCutsWiderThanAskedNorThroughACharacter() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(List.of("a", "-", "ü", "京", "🙂").get(random.nextInt(5)));
            }
            int columns = 1 + random.nextInt(20);

            String cut = Columns.cut(text.toString(), columns, "…");

            assertThat(Columns.width(cut)).as("%s in %d", text, columns).isLessThanOrEqualTo(columns);
            assertThat(cut.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
            assertThat(cut.contentEquals(text)).isEqualTo(Columns.width(text.toString()) <= columns);
        }
    }

    @Test
    void replacesWhatCouldMoveTheCursorOrHideSomething() {
        assertThat(Columns.harmless("a\u001b[2Jb\nc\rd\u0007e\u202ef\u200bg\u2028h"))
                .isEqualTo("a?[2Jb?c?d?e?f?g?h");
        assertThat(Columns.harmless("Zürich 東京 🙂")).isEqualTo("Zürich 東京 🙂");
    }
}
