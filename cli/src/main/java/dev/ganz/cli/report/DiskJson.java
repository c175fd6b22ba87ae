package dev.ganz.cli.report;

import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** How JSON about disks is laid out: like all JSON of the program. */
public final class DiskJson {
    private DiskJson() {}

    /** A generator that leaves {@code out} open. */
    public static JsonGenerator generator(Writer out) {
        return JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(JsonLines.context(), out);
    }
}
