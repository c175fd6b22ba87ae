package dev.ganz.cli.report;

import dev.ganz.cli.report.Table.Cell;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.PingSummary;
import dev.ganz.stack.result.Quantiles;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The pings of a run: each by itself if they are few, else how they lie, the slowest and the unanswered ones. */
final class PingText {
    private static final int FEW = 30;
    private static final int SLOWEST = 8;
    private static final int UNREACHABLE = 8;
    private static final int ROWS_OF_HISTOGRAM = 10;
    private static final int COLUMNS_OF_BAR = 40;

    private final Style style;
    private final boolean everything;

    PingText(Style style, boolean everything) {
        this.style = style;
        this.everything = everything;
    }

    void write(List<PingResult> pings, PingSummary summary, Writer out) throws IOException {
        if (pings.isEmpty()) {
            return;
        }
        if (pings.size() <= FEW || everything) {
            TextReport.heading("Pings", "round-trip times in ms", style, out);
            table(pings, out);
        }
        if (pings.size() > FEW) {
            summary(summary, out);
            histogram(pings, out);
            slowest(pings, out);
            unreachable(pings, summary.unreachable(), out);
        }
    }

    private void table(List<PingResult> pings, Writer out) throws IOException {
        boolean single = pings.stream().allMatch(ping -> ping.sent() <= 1);
        Table table = new Table()
                .words("from")
                .words("to")
                .numbers("sent", "lost")
                .spare("dup")
                .numbers(single ? "RTT ms" : "first")
                .spare("min")
                .numbers("p50", "p99", "max")
                .words("");
        for (PingResult ping : pings) {
            Quantiles rtt = ping.received() > 0 && !single ? ping.rtt() : null;
            Tone tone = ping.lost() == 0 ? Tone.PLAIN : ping.received() > 0 ? Tone.WARNING : Tone.BAD;
            table.row(
                    ping.from(),
                    ping.to(),
                    Quantity.count(ping.sent()),
                    new Cell(TextReport.lost(ping.lost(), ping.sent()), tone),
                    TextReport.nonZero(ping.duplicates()),
                    ping.firstRtt() < 0 ? "" : Quantity.millis(ping.firstRtt()),
                    rtt == null ? "" : Quantity.millis(rtt.min()),
                    rtt == null ? "" : Quantity.millis(rtt.p50()),
                    rtt == null ? "" : Quantity.millis(rtt.p99()),
                    rtt == null ? "" : Quantity.millis(rtt.max()),
                    new Cell(ping.unreachable().orElse(""), Tone.BAD));
        }
        table.write(style, out);
    }

    private void summary(PingSummary summary, Writer out) throws IOException {
        out.write("\n" + style.paint(Tone.HEADING, "Pings") + "  " + Quantity.plural(summary.pairs(), "pair") + ", ");
        out.write(
                summary.unreachable() == 0
                        ? style.paint(Tone.GOOD, "all answered")
                        : style.paint(Tone.BAD, Quantity.count(summary.unreachable()) + " unanswered"));
        out.write("; " + Quantity.count(summary.sent()) + " sent, "
                + TextReport.lost(summary.sent() - summary.received(), summary.sent()) + " lost");
        if (summary.duplicates() > 0) {
            out.write(", " + Quantity.plural(summary.duplicates(), "duplicate"));
        }
        out.write("\n");
        if (summary.received() > 0) {
            Quantiles rtt = summary.rtt();
            out.write("  RTT ms  min " + Quantity.millis(rtt.min()) + "  mean " + Quantity.millis(rtt.mean()) + "  p50 "
                    + Quantity.millis(rtt.p50()) + "  p90 " + Quantity.millis(rtt.p90()) + "  p99 "
                    + Quantity.millis(rtt.p99()) + "  max " + Quantity.millis(rtt.max()) + "\n");
        }
    }

    /** How many pairs have their median in which range; the last range has no end where a few are much slower. */
    private void histogram(List<PingResult> pings, Writer out) throws IOException {
        long[] medians = pings.stream()
                .filter(ping -> ping.received() > 0)
                .mapToLong(ping -> ping.rtt().p50())
                .sorted()
                .toArray();
        if (medians.length == 0 || medians[medians.length - 1] == 0) {
            return;
        }
        long p99 = medians[(int) (medians.length * 0.99)];
        long step = niceStep(Math.max(1, p99 / ROWS_OF_HISTOGRAM));
        int rows = (int) Math.min(ROWS_OF_HISTOGRAM + 2L, medians[medians.length - 1] / step + 1);
        int[] counts = new int[rows];
        int most = 1;
        for (long median : medians) {
            int row = (int) Math.min(rows - 1, median / step);
            most = Math.max(most, ++counts[row]);
        }
        Table table = new Table().numbers("RTT ms", "pairs").words("");
        for (int row = (int) Math.min(rows - 1, medians[0] / step); row < rows; row++) {
            boolean open = row == rows - 1 && medians[medians.length - 1] >= (row + 1) * step;
            table.row(
                    edge(row * step) + (open ? " and more" : (style.unicode() ? "–" : "-") + edge((row + 1) * step)),
                    Quantity.count(counts[row]),
                    new Cell(style.bar((double) counts[row] / most, COLUMNS_OF_BAR), Tone.BAR));
        }
        table.write(style, out);
    }

    /** The smallest 1, 2 or 5 times a power of ten that is no less. */
    private static long niceStep(long atLeast) {
        long power = 1;
        while (power <= atLeast / 10) {
            power *= 10;
        }
        for (int factor : new int[] {1, 2, 5}) {
            if (power * factor >= atLeast) {
                return power * factor;
            }
        }
        return power * 10;
    }

    private static String edge(long nanos) {
        String text = Quantity.millis(nanos);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private void slowest(List<PingResult> pings, Writer out) throws IOException {
        List<PingResult> slowest = pings.stream()
                .filter(ping -> ping.received() > 0)
                .sorted(Comparator.comparingLong((PingResult ping) -> ping.rtt().p50())
                        .reversed())
                .limit(SLOWEST)
                .toList();
        if (!slowest.isEmpty() && !everything) {
            TextReport.heading("Slowest pairs", "", style, out);
            table(slowest, out);
        }
    }

    /** Unanswered pairs by reason; of each reason the first few. */
    private void unreachable(List<PingResult> pings, int count, Writer out) throws IOException {
        if (count == 0 || everything) {
            return;
        }
        Map<String, Integer> reasons = new TreeMap<>();
        List<PingResult> shown = new ArrayList<>();
        for (PingResult ping : pings) {
            if (ping.unreachable().isPresent()) {
                reasons.merge(ping.unreachable().get(), 1, Integer::sum);
                if (shown.size() < UNREACHABLE) {
                    shown.add(ping);
                }
            }
        }
        StringJoiner counts = new StringJoiner(", ");
        reasons.forEach((reason, pairs) -> counts.add(Quantity.count(pairs) + " " + Columns.harmless(reason)));
        TextReport.heading("Unanswered pairs", counts.toString(), style, out);
        Table table = new Table().words("from").words("to").words("");
        for (PingResult ping : shown) {
            table.row(ping.from(), ping.to(), new Cell(ping.unreachable().orElse(""), Tone.BAD));
        }
        table.write(style, out);
        if (shown.size() < count) {
            out.write("  "
                    + style.paint(Tone.QUIET, "and " + Quantity.count(count - shown.size()) + " more (-v shows all)")
                    + "\n");
        }
    }
}
