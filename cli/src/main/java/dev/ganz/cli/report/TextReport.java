package dev.ganz.cli.report;

import dev.ganz.cli.report.Table.Cell;
import dev.ganz.lab.Lab;
import dev.ganz.sim.result.ExpectationResult;
import dev.ganz.sim.result.FlowResult;
import dev.ganz.sim.result.NodeDrops;
import dev.ganz.sim.result.RunResult;
import dev.ganz.stack.DropReason;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/** Tables for a person: what is few is shown whole, what is many is summed up and its extremes are named. */
public final class TextReport implements Report {
    private static final int MOST_NODE_DROPS = 10;
    private static final int GAP = 2;

    private final Style style;
    private final boolean everything;

    /** @param everything whether every row is shown, however many there are */
    public TextReport(Style style, boolean everything) {
        this.style = style;
        this.everything = everything;
    }

    @Override
    public void write(Lab lab, RunResult result, Writer out) throws IOException {
        headline(lab, result, out);
        new PingText(style, everything).write(result.pings(), result.pingSummary(), out);
        flows(result.flows(), out);
        new LinkText(style, everything).write(result.links(), out);
        nodeDrops(result.nodeDrops(), out);
        expectations(result.expectations(), out);
    }

    private void headline(Lab lab, RunResult result, Writer out) throws IOException {
        double wall = Math.max(1, result.wallNanos()) / 1e9;
        out.write(style.paint(Tone.HEADING, Columns.harmless(result.lab())) + ": "
                + Quantity.plural(lab.nodes().size(), "node") + ", "
                + Quantity.plural(lab.links().size(), "link") + ", seed "
                + result.seed() + ", " + style.paint(Tone.QUIET, "digest " + hex(result.digest())) + "\n");
        out.write(Quantity.duration(result.simulatedNanos()) + " simulated in " + Quantity.duration(result.wallNanos())
                + ", " + Quantity.plural(result.packetHops(), "packet hop"));
        if (result.packetHops() > 0) {
            out.write(" (" + Quantity.amount(result.packetHops() / wall) + "/s)");
        }
        out.write("\n");
    }

    private void flows(List<FlowResult> flows, Writer out) throws IOException {
        Table datagrams = new Table()
                .words("flow")
                .words("from")
                .words("to")
                .numbers("goodput", "received", "lost")
                .spare("dup")
                .spare("late")
                .numbers("p50", "p99")
                .spare("max");
        Table connections = new Table()
                .words("flow")
                .words("from")
                .words("to")
                .numbers("goodput", "received", "resent")
                .spare("lost")
                .numbers("RTT ms", "done after");
        for (FlowResult flow : flows) {
            if (flow.connection().isEmpty()) {
                datagrams(flow, datagrams);
            } else {
                connection(flow, flow.connection().get(), connections);
            }
        }
        if (!datagrams.isEmpty()) {
            heading("Datagrams", "one-way delays in ms", out);
            datagrams.write(style, out);
        }
        if (!connections.isEmpty()) {
            heading("Connections", "", out);
            connections.write(style, out);
        }
    }

    private static void datagrams(FlowResult flow, Table table) {
        boolean arrived = flow.receivedPackets() > 0;
        boolean timed = JsonReport.isDelayKnown(flow);
        table.row(
                flow.name(),
                flow.from(),
                flow.to(),
                new Cell(Quantity.rate(flow.goodput()), arrived ? Tone.PLAIN : Tone.BAD),
                Quantity.octets((double) flow.receivedBytes()),
                new Cell(lost(flow.lostPackets(), flow.sentPackets()), lossTone(flow)),
                nonZero(flow.duplicates()),
                nonZero(flow.reordered()),
                timed ? Quantity.millis(flow.delay().p50()) : "",
                timed ? Quantity.millis(flow.delay().p99()) : "",
                timed ? Quantity.millis(flow.delay().max()) : "");
    }

    private static void connection(FlowResult flow, FlowResult.Connection tcp, Table table) {
        table.row(
                flow.name(),
                flow.from(),
                flow.to(),
                new Cell(Quantity.rate(flow.goodput()), flow.receivedBytes() > 0 ? Tone.PLAIN : Tone.BAD),
                Quantity.octets((double) flow.receivedBytes()),
                Quantity.count(tcp.retransmits()),
                new Cell(lost(flow.lostPackets(), flow.sentPackets()), lossTone(flow)),
                Quantity.millis(tcp.rtt().p50()),
                completion(tcp));
    }

    private static Tone lossTone(FlowResult flow) {
        return flow.lostPackets() == 0 ? Tone.PLAIN : Tone.WARNING;
    }

    private static String completion(FlowResult.Connection tcp) {
        return tcp.completion().isPresent() ? Quantity.duration(tcp.completion().getAsLong()) : "unfinished";
    }

    private void nodeDrops(List<NodeDrops> drops, Writer out) throws IOException {
        if (drops.isEmpty()) {
            return;
        }
        List<NodeDrops> most = drops.stream()
                .sorted(Comparator.comparingLong(NodeDrops::packets).reversed())
                .limit(everything ? drops.size() : MOST_NODE_DROPS)
                .toList();
        heading("Dropped at nodes", most.size() < drops.size() ? "the most of " + drops.size() : "", out);
        Table table = new Table().words("node").words("reason").numbers("packets");
        for (NodeDrops drop : most) {
            table.row(drop.node(), drop.reason().text(), Quantity.count(drop.packets()));
        }
        table.write(style, out);
        for (DropReason reason :
                most.stream().map(NodeDrops::reason).sorted().distinct().toList()) {
            String line = wrapped(reason.text() + ": " + reason.explanation(), GAP);
            out.write(" ".repeat(GAP) + style.paint(Tone.QUIET, line) + "\n");
        }
    }

    private void expectations(List<ExpectationResult> expectations, Writer out) throws IOException {
        if (expectations.isEmpty()) {
            return;
        }
        long held = expectations.stream().filter(ExpectationResult::passed).count();
        heading(
                "Expectations: " + (held == expectations.size() ? "all" : held + " of") + " " + expectations.size()
                        + " held",
                "",
                out);
        int column = columnOfActual(expectations);
        for (ExpectationResult expectation : expectations) {
            String text = Columns.harmless(expectation.text());
            String actual = Columns.harmless(expectation.actual());
            Tone tone = expectation.passed() ? Tone.GOOD : Tone.BAD;
            int used = Columns.width(text);
            boolean fits = used <= column && indent() + column + GAP + Columns.width(actual) <= style.width();
            String gap = fits ? " ".repeat(column - used + GAP) : "\n" + " ".repeat(indent());
            out.write("  " + style.paint(tone, expectation.passed() ? style.yes() : style.no()) + "  "
                    + wrapped(text, indent())
                    + gap
                    + style.paint(
                            expectation.passed() ? Tone.QUIET : Tone.BAD, fits ? actual : wrapped(actual, indent()))
                    + "\n");
        }
    }

    /** Over as many lines as it takes, broken between words. */
    private String wrapped(String text, int indent) {
        StringJoiner lines = new StringJoiner("\n" + " ".repeat(indent));
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && indent + Columns.width(longer) > style.width()) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        return lines.add(line).toString();
    }

    /** Columns in front of an expectation: its mark, and blanks around that. */
    private int indent() {
        return GAP + Columns.width(style.yes()) + GAP;
    }

    /** How wide the texts are that leave room for what was measured; others have that on the next line. */
    private int columnOfActual(List<ExpectationResult> expectations) {
        int column = 0;
        for (ExpectationResult expectation : expectations) {
            int text = Columns.width(expectation.text());
            if (indent() + text + GAP + Columns.width(expectation.actual()) <= style.width()) {
                column = Math.max(column, text);
            }
        }
        return column;
    }

    private void heading(String text, String remark, Writer out) throws IOException {
        heading(text, remark, style, out);
    }

    static void heading(String text, String remark, Style style, Writer out) throws IOException {
        String behind = remark.isEmpty() ? "" : "  " + style.paint(Tone.QUIET, remark);
        out.write("\n" + style.paint(Tone.HEADING, text) + behind + "\n");
    }

    static String nonZero(long count) {
        return count == 0 ? "" : Quantity.count(count);
    }

    static String lost(long lost, long sent) {
        return lost == 0
                ? "0"
                : Quantity.count(lost) + " (" + Quantity.percent((double) lost / Math.max(1, sent)) + ")";
    }

    /** A digest as it is written everywhere: 16 hexadecimal digits. */
    static String hex(long digest) {
        return java.util.HexFormat.of().toHexDigits(digest);
    }
}
