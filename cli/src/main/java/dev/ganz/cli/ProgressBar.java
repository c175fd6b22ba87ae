package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Tone;
import dev.ganz.stack.result.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal that shows how far a run is, how fast it goes and how long it will take; gone when the run is over. */
final class ProgressBar implements Progress, AutoCloseable {
    /** Runs shorter than this show nothing: a line that flashes up says nothing. */
    private static final long PATIENCE = 400_000_000L;
    /** Ten times a second is as fluent as a reader needs it. */
    private static final long INTERVAL = 100_000_000L;

    private static final int LONGEST_BAR = 24;
    /** A bar shorter than this says less than the share beside it. */
    private static final int SHORTEST_BAR = 6;

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream terminal;
    private final Style style;
    private final LongSupplier clock;
    private final long begin;
    private long next;
    private final long expectedEnd;
    private boolean shown;

    /** @param expectedEnd virtual time, for runs that do not know their end; or {@link #UNKNOWN} */
    ProgressBar(Terminal terminal, long expectedEnd) {
        this.terminal = terminal.err();
        this.style = terminal.errStyle();
        this.clock = terminal.clock();
        this.expectedEnd = expectedEnd;
        this.begin = clock.getAsLong();
        this.next = begin + PATIENCE;
    }

    @Override
    public void reached(long now, long end, long packetHops) {
        long time = clock.getAsLong();
        if (time < next) {
            return;
        }
        next = time + INTERVAL;
        shown = true;
        terminal.print(ERASE_LINE + line(now, end == UNKNOWN ? expectedEnd : end, packetHops, time - begin));
        terminal.flush();
    }

    /** No wider than the screen: a line that wraps could not be erased. */
    private String line(long now, long end, long packetHops, long elapsed) {
        double share = end == UNKNOWN || end <= 0 ? 0 : Math.clamp((double) now / end, 0, 1);
        String percent = end == UNKNOWN ? "" : String.format(Locale.ROOT, "%3d %%  ", (int) (share * 100));
        String text = percent + text(now, end, packetHops, elapsed, share);
        int room = style.width() - 1;
        if (text.length() > room) {
            return text.substring(0, room);
        }
        int columns = Math.min(LONGEST_BAR, room - text.length() - 1);
        return end == UNKNOWN || columns < SHORTEST_BAR ? text : bar(share, columns) + " " + text;
    }

    private String bar(double share, int columns) {
        String done = style.bar(share, columns);
        String rest = (style.unicode() ? "░" : ".").repeat(columns - done.length());
        return style.paint(Tone.BAR, done) + style.paint(Tone.QUIET, rest);
    }

    private static String text(long now, long end, long packetHops, long elapsed, double share) {
        StringBuilder text = new StringBuilder(Quantity.duration(now));
        if (end != UNKNOWN) {
            text.append(" of ").append(Quantity.duration(end));
        }
        text.append(" simulated, ")
                .append(Quantity.amount(packetHops / (elapsed / 1e9)))
                .append(" hops/s");
        if (share > 0.01) {
            text.append(", ")
                    .append(Quantity.duration(rounded((long) (elapsed * (1 - share) / share))))
                    .append(" left");
        }
        return text.toString();
    }

    /** Whole seconds: an estimate has no better ones. */
    private static long rounded(long nanos) {
        return Math.max(1, (nanos + 500_000_000L) / 1_000_000_000L) * 1_000_000_000L;
    }

    /** Erases the line. */
    @Override
    public void close() {
        if (shown) {
            shown = false;
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }
}
