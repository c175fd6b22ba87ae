package dev.ganz.host.file;

import dev.ganz.host.HostException;
import dev.ganz.host.Machine;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * What Ganz writes: a line of JSON that says what it is, one for the machine, and one for each sample, with the names of the model's
 * components; docs/formats/host-recording.md. A last line that was cut off while it was written is left out.
 */
public final class JsonLines {
    /** In the first line of such a file and of no other. */
    static final String MARK = "\"ganz-host-recording\"";

    private static final int VERSION = 1;
    private static final MathContext DIGITS = new MathContext(6);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visibility ->
                    visibility.withIsGetterVisibility(com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(double.class, new Rounded())
                    .addSerializer(Double.class, new Rounded()))
            .build();

    private JsonLines() {}

    /** Six digits that matter: counters know no more. */
    private static final class Rounded extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(
                    Double.isFinite(value)
                            ? new BigDecimal(value)
                                    .round(DIGITS)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            : "0");
        }
    }

    /** Begins a recording. */
    public static void write(Machine machine, Writer out) throws IOException {
        out.write("{\"form\":" + MARK + ",\"version\":" + VERSION + "}\n");
        out.write(MAPPER.writeValueAsString(machine));
        out.write('\n');
    }

    /** Adds a sample to it. */
    public static void write(Sample sample, Writer out) throws IOException {
        out.write(MAPPER.writeValueAsString(sample));
        out.write('\n');
    }

    static Recording read(String name, List<String> lines) {
        int version = line(name, lines, 0, JsonNode.class).path("version").asInt(0);
        if (version != VERSION) {
            throw HostException.at(
                    name,
                    1,
                    "expected version " + VERSION + " of the form, found " + version
                            + "; read it with the Ganz that wrote it");
        }
        if (lines.size() < 3) {
            throw new HostException(
                    name + ": expected a machine and at least one sample, found a recording that was cut off");
        }
        Machine machine = line(name, lines, 1, Machine.class);
        List<Sample> samples = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            if (i > 2 && i == lines.size() - 1 && !lines.get(i).endsWith("}")) {
                break;
            }
            if (!lines.get(i).isBlank()) {
                samples.add(line(name, lines, i, Sample.class));
            }
        }
        return Reports.recording(name, "ganz", machine, samples, false);
    }

    private static <T> T line(String name, List<String> lines, int index, Class<T> type) {
        try {
            T value = MAPPER.readValue(lines.get(index), type);
            if (value == null) {
                throw HostException.at(name, index + 1, "expected an object, found null");
            }
            return value;
        } catch (DatabindException unfit) {
            throw HostException.at(
                    name,
                    index + 1,
                    "expected a line of ganz host record, found one that lacks a part or has one of another kind");
        } catch (JacksonException broken) {
            throw HostException.at(
                    name,
                    index + 1,
                    "expected a line of ganz host record: "
                            + broken.getOriginalMessage().replace('\n', ' '));
        }
    }
}
