package dev.ganz.cli.plan;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.JsonLines;
import dev.ganz.plan.reassign.Cost;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * What a placement cost, and what the better one costs.
 *
 * @param file the model, which gives the instance its name
 * @param nanos the whole time, with the start of the program
 */
public record ReassignmentReport(String file, Cost initial, Cost cost, long lowerBound, long nanos) {

    public void writeJson(Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("instance", PackingReport.instance(file));
            json.writeNumberProperty("initialCost", initial.total());
            json.writeNumberProperty("cost", cost.total());
            json.writeNumberProperty("lowerBound", lowerBound);
            json.writeNumberProperty("seconds", PackingReport.milliseconds(nanos) / 1e3);
            json.writeObjectPropertyStart("parts");
            json.writeNumberProperty("load", cost.load());
            json.writeNumberProperty("balance", cost.balance());
            json.writeNumberProperty("processMoves", cost.processMoves());
            json.writeNumberProperty("serviceMoves", cost.serviceMoves());
            json.writeNumberProperty("machineMoves", cost.machineMoves());
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }

    public void writeText(Writer out) throws IOException {
        out.write(String.format(
                Locale.ROOT,
                "%s: cost %,d, before %,d; no placement costs less than %,d; %.2f s\n",
                Columns.harmless(PackingReport.instance(file)),
                cost.total(),
                initial.total(),
                lowerBound,
                nanos / 1e9));
        out.write(String.format(
                Locale.ROOT,
                "  load %,d, balance %,d, process moves %,d, service moves %,d, machine moves %,d\n",
                cost.load(),
                cost.balance(),
                cost.processMoves(),
                cost.serviceMoves(),
                cost.machineMoves()));
    }
}
