package dev.ganz.cli.report;

import dev.ganz.lab.Lab;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.LinkResult;
import dev.ganz.stack.result.NodeDrops;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.Quantiles;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table of comma-separated values (RFC 4180) with a header. The first column says what a row is about ({@code run},
 * {@code pings}, {@code ping}, {@code flow}, {@code link}, {@code nodeDrops}, {@code expectation}, {@code note}); the others carry
 * the names of the JSON report, and are empty where they do not apply.
 */
public final class CsvReport implements Report {
    private static final List<String> QUANTILES = List.of("min", "mean", "p50", "p90", "p99", "max");

    /** All columns in order; a row is an array by index into this. */
    private static final List<String> COLUMNS = List.of(
            "record",
            "name",
            "from",
            "to",
            "protocol",
            "text",
            "passed",
            "actual",
            "node",
            "reason",
            "seed",
            "simulatedSeconds",
            "wallSeconds",
            "events",
            "packetHops",
            "digest",
            "pairs",
            "sent",
            "received",
            "duplicates",
            "firstRttMs",
            "rttMs.min",
            "rttMs.mean",
            "rttMs.p50",
            "rttMs.p90",
            "rttMs.p99",
            "rttMs.max",
            "unreachable",
            "start",
            "seconds",
            "goodputBps",
            "sentBytes",
            "receivedBytes",
            "sentPackets",
            "receivedPackets",
            "lostPackets",
            "reordered",
            "delayMs.min",
            "delayMs.mean",
            "delayMs.p50",
            "delayMs.p90",
            "delayMs.p99",
            "delayMs.max",
            "retransmits",
            "fctSeconds",
            "cwndBytes.min",
            "cwndBytes.mean",
            "cwndBytes.p50",
            "cwndBytes.p90",
            "cwndBytes.p99",
            "cwndBytes.max",
            "packets",
            "bytes",
            "drops.queue",
            "drops.loss",
            "drops.down",
            "drops.partition",
            "duplicated",
            "corrupted",
            "marked",
            "utilisation",
            "queueBytes.mean",
            "queueBytes.max");

    private static final java.util.Map<String, Integer> INDEX = index();

    /** One row under construction. */
    private static final class Row {
        private final @Nullable String[] fields = new String[COLUMNS.size()];
        private final Writer out;

        Row(Writer out) {
            this.out = out;
        }

        Row begin(String record) {
            Arrays.fill(fields, null);
            return set("record", record);
        }

        Row set(String column, Object value) {
            Integer index = INDEX.get(column);
            if (index == null) {
                throw new IllegalArgumentException("no column " + column);
            }
            fields[index] = value.toString();
            return this;
        }

        Row millis(String column, Quantiles quantiles) {
            return quantiles(column, quantiles, Decimal::millis);
        }

        Row quantiles(String column, Quantiles quantiles, java.util.function.LongFunction<String> unit) {
            long[] values = {
                quantiles.min(), quantiles.mean(), quantiles.p50(), quantiles.p90(), quantiles.p99(), quantiles.max()
            };
            for (int i = 0; i < values.length; i++) {
                set(column + "." + QUANTILES.get(i), unit.apply(values[i]));
            }
            return this;
        }

        void end() throws IOException {
            line(Arrays.asList(fields), out);
        }
    }

    @Override
    public void write(Lab lab, RunResult result, Writer out) throws IOException {
        line(COLUMNS, out);
        Row row = new Row(out);
        row.begin("run").set("name", result.lab()).set("seed", result.seed());
        row.set("simulatedSeconds", Decimal.seconds(result.simulatedNanos()));
        row.set("wallSeconds", Decimal.seconds(result.wallNanos()));
        if (result.computed().isPresent()) {
            RunResult.Computed computed = result.computed().get();
            row.set("events", computed.events())
                    .set("packetHops", computed.packetHops())
                    .set("digest", TextReport.hex(computed.digest()));
        }
        row.end();
        pings(result, row);
        for (FlowResult flow : result.flows()) {
            flow(flow, row);
        }
        for (LinkResult link : result.links()) {
            link(link, row);
        }
        for (NodeDrops drops : result.nodeDrops()) {
            row.begin("nodeDrops")
                    .set("node", drops.node())
                    .set("reason", drops.reason().text());
            row.set("packets", drops.packets()).end();
        }
        for (ExpectationResult expectation : result.expectations()) {
            row.begin("expectation").set("text", expectation.text()).set("passed", expectation.passed());
            row.set("actual", expectation.actual()).end();
        }
        for (String note : result.notes()) {
            row.begin("note").set("text", note).end();
        }
    }

    private static void pings(RunResult result, Row row) throws IOException {
        var summary = result.pingSummary();
        row.begin("pings").set("pairs", summary.pairs()).set("unreachable", summary.unreachable());
        row.set("sent", summary.sent()).set("received", summary.received()).set("duplicates", summary.duplicates());
        if (summary.received() > 0) {
            row.millis("rttMs", summary.rtt());
        }
        row.end();
        for (PingResult ping : result.pings()) {
            row.begin("ping").set("name", ping.name()).set("from", ping.from()).set("to", ping.to());
            row.set("sent", ping.sent()).set("received", ping.received()).set("duplicates", ping.duplicates());
            if (ping.firstRtt() >= 0) {
                row.set("firstRttMs", Decimal.millis(ping.firstRtt()));
            }
            if (ping.received() > 0) {
                row.millis("rttMs", ping.rtt());
            }
            if (ping.unreachable().isPresent()) {
                row.set("unreachable", ping.unreachable().get());
            }
            row.end();
        }
    }

    private static void flow(FlowResult flow, Row row) throws IOException {
        row.begin("flow").set("name", flow.name()).set("from", flow.from()).set("to", flow.to());
        row.set("protocol", flow.protocol()).set("start", Decimal.seconds(flow.start()));
        row.set("seconds", Decimal.seconds(flow.duration())).set("goodputBps", Decimal.of(flow.goodput()));
        row.set("sentBytes", flow.sentBytes()).set("receivedBytes", flow.receivedBytes());
        row.set("sentPackets", flow.sentPackets()).set("receivedPackets", flow.receivedPackets());
        row.set("lostPackets", flow.lostPackets()).set("duplicates", flow.duplicates());
        row.set("reordered", flow.reordered());
        if (JsonReport.isDelayKnown(flow)) {
            row.millis("delayMs", flow.delay());
        }
        if (flow.connection().isPresent()) {
            FlowResult.Connection tcp = flow.connection().get();
            row.set("retransmits", tcp.retransmits()).millis("rttMs", tcp.rtt());
            row.quantiles("cwndBytes", tcp.congestionWindow(), String::valueOf);
            if (tcp.completion().isPresent()) {
                row.set("fctSeconds", Decimal.seconds(tcp.completion().getAsLong()));
            }
        }
        row.end();
    }

    private static void link(LinkResult link, Row row) throws IOException {
        row.begin("link").set("from", link.from()).set("to", link.to());
        row.set("packets", link.packets()).set("bytes", link.bytes());
        row.set("drops.queue", link.drops().queue())
                .set("drops.loss", link.drops().loss());
        row.set("drops.down", link.drops().down())
                .set("drops.partition", link.drops().partition());
        row.set("duplicated", link.duplicated())
                .set("corrupted", link.corrupted())
                .set("marked", link.marked());
        row.set("utilisation", Decimal.of(link.utilisation()));
        row.set("queueBytes.mean", Decimal.of(link.queueMean())).set("queueBytes.max", link.queueMax());
        row.end();
    }

    private static java.util.Map<String, Integer> index() {
        java.util.Map<String, Integer> index = new java.util.HashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            index.put(COLUMNS.get(i), i);
        }
        return java.util.Map.copyOf(index);
    }

    /** Quotes what must be quoted and ends the line with CR LF, as the RFC has it. */
    private static void line(List<? extends @Nullable String> fields, Writer out) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            String field = fields.get(i);
            if (field == null) {
                continue;
            }
            if (field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
                out.write('"' + field.replace("\"", "\"\"") + '"');
            } else {
                out.write(field);
            }
        }
        out.write("\r\n");
    }
}
