package dev.ganz.cli;

import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Tone;
import dev.ganz.disk.job.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how much of a disk is done: by one line that is gone at the end, or by a line of JSON each time. */
final class CopyProgress implements Progress, AutoCloseable {
    /** Ten times a second is as fluent as a reader needs it. */
    private static final long INTERVAL = 100_000_000L;

    private static final int COLUMNS_OF_BAR = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream terminal;
    private final Style style;
    private final LongSupplier clock;
    private final Form form;
    private long next;
    private long copied;
    private boolean shown;

    /** How it is shown. */
    enum Form {
        NONE,
        BAR,
        JSON
    }

    CopyProgress(Terminal terminal, Form form) {
        this.terminal = terminal.err();
        this.style = terminal.errStyle();
        this.clock = terminal.clock();
        this.form = form;
        this.next = clock.getAsLong();
    }

    @Override
    public void reached(long done, long total) {
        if (form == Form.NONE || clock.getAsLong() < next && done < total) {
            return;
        }
        next = clock.getAsLong() + INTERVAL;
        if (form == Form.JSON) {
            terminal.println("{\"done\": " + done + ", \"total\": " + total + ", \"copied\": " + copied + "}");
        } else {
            bar(done, total);
        }
    }

    @Override
    public void copied(long octets) {
        copied += octets;
    }

    private void bar(long done, long total) {
        shown = true;
        double share = total == 0 ? 1 : (double) done / total;
        String bar = style.bar(share, COLUMNS_OF_BAR);
        String rest = (style.unicode() ? "░" : ".").repeat(COLUMNS_OF_BAR - bar.length());
        terminal.print(ERASE_LINE
                + style.paint(Tone.BAR, bar)
                + style.paint(Tone.QUIET, rest)
                + String.format(Locale.ROOT, " %3d %%", (int) (share * 100)));
        terminal.flush();
    }

    @Override
    public void close() {
        if (shown) {
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }
}
