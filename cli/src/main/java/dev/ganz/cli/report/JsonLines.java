package dev.ganz.cli.report;

import java.io.Serial;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;

/** Lays JSON out so that line tools can be used on it: a line for each property of the object and each element of its arrays. */
public final class JsonLines extends MinimalPrettyPrinter {
    @Serial
    private static final long serialVersionUID = 1;

    /** A generator that leaves {@code out} open. */
    public static JsonGenerator generator(Writer out) {
        return JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(context(), out);
    }

    /** The context in which a generator lays out like this. */
    static ObjectWriteContext context() {
        return new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new JsonLines();
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) {
        if (isTop(json)) {
            json.writeRaw("\n  ");
        }
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) {
        json.writeRaw(isTop(json) ? ",\n  " : ", ");
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator json) {
        json.writeRaw(": ");
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) {
        json.writeRaw(isTop(json) ? "\n}" : "}");
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) {
        json.writeRaw("\n    ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) {
        json.writeRaw(",\n    ");
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) {
        json.writeRaw(values == 0 ? "]" : "\n  ]");
    }

    private static boolean isTop(JsonGenerator json) {
        return json.streamWriteContext().getNestingDepth() == 1;
    }
}
