package dev.ganz.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as it must be and the whole no wider than the screen, if names can be cut for that. */
public final class Table {
    private static final String GAP = "  ";
    /** A name cut shorter than this says nothing. */
    private static final int NARROWEST = 10;

    private final List<Column> columns = new ArrayList<>();
    private final List<Cell[]> rows = new ArrayList<>();

    private record Column(String heading, boolean right, boolean spare) {}

    /** A piece of text and its tone. */
    public record Cell(String text, Tone tone) {
        public static final Cell EMPTY = plain("");

        public static Cell plain(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }

    /** A column of words; only these are cut where the screen is narrow. */
    public Table words(String heading) {
        columns.add(new Column(heading, false, false));
        return this;
    }

    /** A column of numbers. */
    public Table numbers(String... headings) {
        for (String heading : headings) {
            columns.add(new Column(heading, true, false));
        }
        return this;
    }

    /** A column of numbers that is left out where the screen is too narrow for all. */
    public Table spare(String heading) {
        columns.add(new Column(heading, true, true));
        return this;
    }

    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns.size() + " columns");
        }
        Cell[] row = new Cell[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i] instanceof Cell given ? given : Cell.plain(cells[i].toString());
            row[i] = new Cell(Columns.harmless(cell.text()), cell.tone());
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes headings and rows; columns that are empty in every row are left out. */
    public void write(Style style, Writer out) throws IOException {
        StringBuilder line = new StringBuilder();
        int[] widths = widths(style);
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                append(line, columns.get(i).heading(), widths[i], columns.get(i).right(), style, Tone.QUIET);
            }
        }
        endLine(line, out);
        writeRows(style, out);
    }

    /** Writes the rows alone. */
    void writeRows(Style style, Writer out) throws IOException {
        StringBuilder line = new StringBuilder();
        int[] widths = widths(style);
        for (Cell[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > 0) {
                    append(line, row[i].text(), widths[i], columns.get(i).right(), style, row[i].tone());
                }
            }
            endLine(line, out);
        }
    }

    /** Whether nothing has to be cut or left out. */
    boolean fits(Style style) {
        int total = 0;
        for (int width : widths(Style.PLAIN)) {
            total += width == 0 ? 0 : width + GAP.length();
        }
        return total <= style.width();
    }

    private int[] widths(Style style) {
        int[] widths = new int[columns.size()];
        int total = 0;
        for (int i = 0; i < widths.length; i++) {
            for (Cell[] row : rows) {
                widths[i] = Math.max(widths[i], Columns.width(row[i].text()));
            }
            if (widths[i] > 0) {
                widths[i] = Math.max(widths[i], Columns.width(columns.get(i).heading()));
                total += widths[i] + GAP.length();
            }
        }
        for (int i = widths.length - 1; i >= 0 && total > style.width(); i--) {
            if (columns.get(i).spare() && widths[i] > 0) {
                total -= widths[i] + GAP.length();
                widths[i] = 0;
            }
        }
        while (total > style.width()) {
            int widest = widestOfWords(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private int widestOfWords(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            int least = Math.max(NARROWEST, Columns.width(columns.get(i).heading()));
            if (!columns.get(i).right() && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private static void append(StringBuilder line, String text, int width, boolean right, Style style, Tone tone) {
        line.append(GAP);
        String fitting = Columns.cut(text, width, style.ellipsis());
        String padding = " ".repeat(Math.max(0, width - Columns.width(fitting)));
        if (right) {
            line.append(padding).append(style.paint(tone, fitting));
        } else {
            line.append(style.paint(tone, fitting)).append(padding);
        }
    }

    private static void endLine(StringBuilder line, Writer out) throws IOException {
        out.write(line.toString().stripTrailing());
        out.write('\n');
        line.setLength(0);
    }
}
