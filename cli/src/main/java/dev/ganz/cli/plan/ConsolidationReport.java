package dev.ganz.cli.plan;

import dev.ganz.cli.report.JsonLines;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.Table;
import dev.ganz.plan.demand.Consolidation;
import dev.ganz.plan.demand.Consolidation.Unfit;
import dev.ganz.plan.demand.Replay;
import dev.ganz.plan.demand.Workload;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * How many hosts the servers need, by each way to size them.
 *
 * @param rows plans in the order of the modes
 * @param nanos the whole time
 */
public record ConsolidationReport(List<Workload> servers, List<Row> rows, long nanos) {
    public ConsolidationReport {
        servers = List.copyOf(servers);
        rows = List.copyOf(rows);
    }

    /** A plan and what the samples say to it. */
    public record Row(Consolidation plan, Replay replay) {
        String mode() {
            return plan.sizing().mode().name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line for each server that has a host: name and host, from 1. */
    public static void writePlacement(Consolidation plan, Writer out) throws IOException {
        out.write("server,host\n");
        for (int item = 0; item < plan.placed().size(); item++) {
            out.write(quoted(plan.placed().get(item).name()) + ","
                    + (plan.packing().bins()[item] + 1) + "\n");
        }
    }

    /** As RFC 4180 wants it. */
    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    public void writeText(Style style, Writer out) throws IOException {
        out.write(String.format(Locale.ROOT, "%,d servers, %,d samples\n", servers.size(), samples()));
        if (broken() > 0) {
            out.write(String.format(Locale.ROOT, "%,d lines left out: broken, or out of order\n", broken()));
        }
        if (withoutSamples() > 0) {
            out.write(String.format(Locale.ROOT, "%,d servers left out: no sample\n", withoutSamples()));
        }
        out.write("\nHosts\n");
        Table table = new Table()
                .words("by")
                .numbers("servers", "hosts", "at least", "over limit", "over capacity", "worst")
                .words("of");
        for (Row row : rows) {
            table.row(
                    row.mode(),
                    Integer.toString(row.plan().placed().size()),
                    Integer.toString(row.plan().packing().count()),
                    Integer.toString(row.plan().lowerBound()),
                    percent(row.replay().overLimit()),
                    percent(row.replay().overCapacity()),
                    percent(row.replay().worst()),
                    row.replay().worstDimension().toString());
        }
        table.write(style, out);
        writeUnfit(style, out);
        out.write(String.format(Locale.ROOT, "\n%.1f s\n", nanos / 1e9));
    }

    private void writeUnfit(Style style, Writer out) throws IOException {
        Table table = new Table().words("by").words("server").words("asks for").numbers("needed", "a host allows");
        for (Row row : rows) {
            for (Unfit unfit : row.plan().unfit()) {
                table.row(
                        row.mode(),
                        unfit.workload().name(),
                        unfit.dimension().toString(),
                        amount(unfit.demand()),
                        amount(unfit.usable()));
            }
        }
        if (!table.isEmpty()) {
            out.write("\nToo large for a host, stay where they are (MHz, or octets)\n");
            table.write(style, out);
        }
    }

    public void writeJson(Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("servers", servers.size());
            json.writeNumberProperty("samples", samples());
            json.writeNumberProperty("brokenLines", broken());
            json.writeNumberProperty("serversWithoutSamples", withoutSamples());
            json.writeNumberProperty("seconds", PackingReport.milliseconds(nanos) / 1e3);
            json.writeArrayPropertyStart("plans");
            rows.forEach(row -> writeJson(row, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void writeJson(Row row, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("by", row.mode());
        json.writeNumberProperty("servers", row.plan().placed().size());
        json.writeNumberProperty("hosts", row.plan().packing().count());
        json.writeNumberProperty("lowerBound", row.plan().lowerBound());
        json.writeNumberProperty("intervals", row.replay().intervals());
        json.writeNumberProperty("overLimit", row.replay().overLimit());
        json.writeNumberProperty("overCapacity", row.replay().overCapacity());
        json.writeNumberProperty("worst", row.replay().worst());
        json.writeStringProperty("worstDimension", row.replay().worstDimension().toString());
        json.writeArrayPropertyStart("tooLarge");
        for (Unfit unfit : row.plan().unfit()) {
            json.writeStartObject();
            json.writeStringProperty("server", unfit.workload().name());
            json.writeStringProperty("dimension", unfit.dimension().toString());
            json.writeNumberProperty("demand", unfit.demand());
            json.writeNumberProperty("usable", unfit.usable());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private long samples() {
        return servers.stream().mapToLong(Workload::samples).sum();
    }

    private long withoutSamples() {
        return servers.stream().filter(server -> server.samples() == 0).count();
    }

    private long broken() {
        return servers.stream().mapToLong(Workload::broken).sum();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
