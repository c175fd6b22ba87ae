package dev.ganz.cli.report;

import dev.ganz.cli.report.Table.Cell;
import dev.ganz.stack.result.LinkResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The links of a run, one row a direction: all if they are few, else the busiest and the most lossy. */
final class LinkText {
    private static final int FEW = 12;
    private static final int BUSIEST = 8;
    private static final int LOSSIEST = 8;
    /** A link this full makes frames wait: M/D/1 waits as long again as it sends at two thirds. */
    private static final double BUSY = 0.8;

    private static final Comparator<LinkResult> BY_LOAD = Comparator.comparingDouble(LinkResult::utilisation)
            .thenComparingLong(LinkResult::bytes)
            .reversed();
    private static final Comparator<LinkResult> BY_DROPS =
            Comparator.comparingLong((LinkResult link) -> link.drops().total()).reversed();

    private final Style style;
    private final boolean everything;

    LinkText(Style style, boolean everything) {
        this.style = style;
        this.everything = everything;
    }

    void write(List<LinkResult> links, Writer out) throws IOException {
        List<LinkResult> used = links.stream()
                .filter(link -> link.packets() > 0 || link.drops().total() > 0)
                .sorted(BY_LOAD)
                .toList();
        if (used.isEmpty()) {
            return;
        }
        List<LinkResult> shown = everything || used.size() <= FEW ? used : extremes(used);
        String share = shown.size() < used.size()
                ? "the busiest "
                        + (used.stream().anyMatch(link -> link.drops().total() > 0) ? "and most lossy " : "") + "of "
                        + Quantity.count(used.size()) + " directions in use"
                : "";
        TextReport.heading("Links", share, style, out);
        Table table = new Table()
                .words("from")
                .words("to")
                .numbers("packets", "bytes", "load")
                .spare("mean queue")
                .spare("max queue")
                .numbers("queue full", "loss", "down", "partition", "dup", "corrupt", "marked");
        for (LinkResult link : shown) {
            table.row(
                    link.from(),
                    link.to(),
                    Quantity.count(link.packets()),
                    Quantity.octets((double) link.bytes()),
                    load(link.utilisation()),
                    link.queueMean() < 1 ? "" : Quantity.octets(Math.rint(link.queueMean())),
                    link.queueMax() == 0 ? "" : Quantity.octets((double) link.queueMax()),
                    dropped(link.drops().queue()),
                    dropped(link.drops().loss()),
                    dropped(link.drops().down()),
                    dropped(link.drops().partition()),
                    TextReport.nonZero(link.duplicated()),
                    TextReport.nonZero(link.corrupted()),
                    TextReport.nonZero(link.marked()));
        }
        table.write(style, out);
    }

    private static List<LinkResult> extremes(List<LinkResult> byLoad) {
        Set<LinkResult> chosen = new HashSet<>(byLoad.subList(0, BUSIEST));
        byLoad.stream()
                .filter(link -> link.drops().total() > 0)
                .sorted(BY_DROPS)
                .limit(LOSSIEST)
                .forEach(chosen::add);
        return byLoad.stream().filter(chosen::contains).toList();
    }

    private static Cell load(double utilisation) {
        return new Cell(
                utilisation == 0 ? "" : Quantity.percent(utilisation), utilisation >= BUSY ? Tone.WARNING : Tone.PLAIN);
    }

    private static Cell dropped(long packets) {
        return new Cell(TextReport.nonZero(packets), Tone.WARNING);
    }
}
