package dev.ganz.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.cli.report.Table.Cell;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Style WIDE = new Style(false, true, 120);

    private static Table links() {
        return new Table()
                .words("from")
                .words("to")
                .numbers("packets", "load")
                .spare("max queue")
                .numbers("loss")
                .row("rome:to-valletta", "valletta:to-rome", "8,606", "10.6 %", "6.62 MB", "")
                .row("a:eth1", "東京:eth1", "12", "", "201 kB", "");
    }

    private static String text(Table table, Style style) {
        StringWriter out = new StringWriter();
        try {
            table.write(style, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    @Test
    void alignsWordsLeftAndNumbersRightAndLeavesEmptyColumnsOut() {
        assertThat(text(links(), WIDE).lines())
                .containsExactly(
                        "  from              to                packets    load  max queue",
                        "  rome:to-valletta  valletta:to-rome    8,606  10.6 %    6.62 MB",
                        "  a:eth1            東京:eth1              12             201 kB");
    }

    @Test
    void leavesSpareColumnsOutBeforeItCutsNames() {
        assertThat(text(links(), new Style(false, true, 60)))
                .contains("valletta:to-rome")
                .doesNotContain("max queue");
        assertThat(text(links(), new Style(false, true, 50))).contains("…").doesNotContain("max queue");
    }

    @Test
    void noLineIsWiderThanTheScreenAsLongAsNamesCanBeCut() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Table table = new Table().words("from").words("to").numbers("n").spare("more");
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                table.row("x".repeat(random.nextInt(60)), "京".repeat(random.nextInt(30)), "1,234", "5,678");
            }
            for (int width : new int[] {60, 80, 120}) {
                assertThat(text(table, new Style(false, true, width)).lines())
                        .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
            }
        }
    }

    @Test
    void columnsStandUnderEachOtherWhateverIsInThem() {
        Table table = new Table().words("name").numbers("n");
        table.row("Zu\u0308rich", 1).row("東京", 22).row("oslo", 333);

        assertThat(text(table, WIDE).lines().map(Columns::width)).containsOnly("  Zürich  333".length());
    }

    @Test
    void coloursChangeNoWidthAndAPipeHasNone() {
        Table table =
                new Table().words("node").numbers("n").row(new Cell("paris", Tone.BAD), new Cell("7", Tone.WARNING));

        String coloured = text(table, new Style(true, true, 80));

        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text(table, new Style(false, true, 80)));
        assertThat(text(table, Style.PLAIN)).doesNotContain("\u001b");
    }

    @Test
    void nothingIsCutInAPipe() {
        String name = "n".repeat(500);

        assertThat(text(new Table().words("name").row(name), Style.PLAIN)).contains(name);
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table().words("a").words("b").row("x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
