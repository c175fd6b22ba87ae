package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Tone;
import dev.ganz.sim.result.Progress;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** One line on a terminal that shows how far a run is, how fast it goes and how long it will take; gone when the run is over. */
final class ProgressBar implements Progress, AutoCloseable {
    /** Runs shorter than this show nothing: a line that flashes up says nothing. */
    private static final long PATIENCE = 400_000_000L;
    /** Ten times a second is as fluent as a reader needs it. */
    private static final long INTERVAL = 100_000_000L;

    private static final int COLUMNS_OF_BAR = 24;
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

    private String line(long now, long end, long packetHops, long elapsed) {
        StringBuilder line = new StringBuilder();
        double share = end == UNKNOWN || end <= 0 ? 0 : Math.clamp((double) now / end, 0, 1);
        if (end != UNKNOWN) {
            String bar = style.bar(share, COLUMNS_OF_BAR);
            line.append(style.paint(Tone.BAR, bar))
                    .append(style.paint(
                            Tone.QUIET, (style.unicode() ? "░" : ".").repeat(COLUMNS_OF_BAR - bar.length())))
                    .append(String.format(java.util.Locale.ROOT, " %3d %%  ", (int) (share * 100)));
        }
        line.append(Quantity.duration(now));
        if (end != UNKNOWN) {
            line.append(" of ").append(Quantity.duration(end));
        }
        line.append(" simulated, ")
                .append(Quantity.amount(packetHops / (elapsed / 1e9)))
                .append(" hops/s");
        if (share > 0.01) {
            line.append(", ")
                    .append(Quantity.duration(rounded((long) (elapsed * (1 - share) / share))))
                    .append(" left");
        }
        return line.toString();
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
