package dev.ganz.cli.report;

import dev.ganz.stack.result.LabEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Writes what happens as it happens, one line an event: columns for people, or JSON Lines. */
public final class EventWriter implements Consumer<LabEvent> {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Writer out;
    private final boolean json;

    /** @param json whether lines are JSON objects */
    public EventWriter(Writer out, boolean json) {
        this.out = out;
        this.json = json;
    }

    @Override
    public void accept(LabEvent event) {
        try {
            if (json) {
                object(event);
            } else {
                columns(event);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void columns(LabEvent event) throws IOException {
        out.write(String.format(Locale.ROOT, "%5d.%09d", event.time() / 1_000_000_000, event.time() % 1_000_000_000));
        out.write(String.format(
                Locale.ROOT,
                "  %-11s  %-20s  %s%n",
                kind(event),
                event.place().isEmpty() ? "-" : Columns.harmless(event.place()),
                Columns.harmless(event.text())));
    }

    private void object(LabEvent event) throws IOException {
        try (JsonGenerator line = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            line.writeStartObject();
            line.writeName("seconds").writeNumber(Decimal.seconds(event.time()));
            line.writeStringProperty("kind", kind(event));
            line.writeStringProperty("place", event.place());
            line.writeStringProperty("text", event.text());
            line.writeEndObject();
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        }
        out.write('\n');
    }

    private static String kind(LabEvent event) {
        return event.kind().name().toLowerCase(Locale.ROOT);
    }
}
