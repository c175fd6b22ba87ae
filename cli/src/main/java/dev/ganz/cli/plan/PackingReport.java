package dev.ganz.cli.plan;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.JsonLines;
import dev.ganz.plan.pack.BinPackingSolver.Answer;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * How many bins were needed.
 *
 * @param nanos the whole time, with the start of the program
 */
public record PackingReport(String instance, int items, int bins, int lowerBound, long nanos) {

    /**
     * The report of an answer.
     *
     * @param file gives the instance its name, without folders and ending
     */
    public static PackingReport of(String file, Answer answer, long nanos) {
        return new PackingReport(
                instance(file), answer.packing().bins().length, answer.packing().count(), answer.lowerBound(), nanos);
    }

    static String instance(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    public void writeJson(Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("instance", instance);
            json.writeNumberProperty("items", items);
            json.writeNumberProperty("bins", bins);
            json.writeNumberProperty("lowerBound", lowerBound);
            json.writeNumberProperty("seconds", milliseconds(nanos) / 1e3);
            json.writeEndObject();
        }
        out.write('\n');
    }

    public void writeText(Writer out) throws IOException {
        String proof = bins == lowerBound
                ? "no packing has fewer"
                : String.format(
                        Locale.ROOT,
                        "no packing has fewer than %,d (gap %.1f %%)",
                        lowerBound,
                        100.0 * (bins - lowerBound) / lowerBound);
        out.write(String.format(
                Locale.ROOT,
                "%s: %,d items in %,d bins; %s; %.2f s\n",
                Columns.harmless(instance),
                items,
                bins,
                proof,
                nanos / 1e9));
    }

    static long milliseconds(long nanos) {
        return Math.round(nanos / 1e6);
    }
}
