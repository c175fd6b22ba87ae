package dev.ganz.live.control;

import dev.ganz.lab.InvalidInput;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A request or an answer: a JSON object whose values are texts, whole numbers, truths, lists of texts or lists of such objects.
 * Immutable.
 */
public final class Message {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final SortedMap<String, Object> fields;

    private Message(SortedMap<String, Object> fields) {
        this.fields = fields;
    }

    /** One with a single field. */
    public static Message of(String name, Object value) {
        return new Message(new TreeMap<>()).with(name, value);
    }

    /** The same with one more field: a {@link String}, {@link Long}, {@link Boolean}, or a list of texts or of messages. */
    public Message with(String name, Object value) {
        SortedMap<String, Object> more = new TreeMap<>(fields);
        more.put(name, value);
        return new Message(Collections.unmodifiableSortedMap(more));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text; empty if it is missing. */
    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** A whole number; 0 if it is missing. */
    public long number(String name) {
        return fields.get(name) instanceof Long number ? number : 0;
    }

    /** A truth; false if it is missing. */
    public boolean truth(String name) {
        return fields.get(name) instanceof Boolean truth && truth;
    }

    /** A list of texts; empty if it is missing. */
    public List<String> texts(String name) {
        return elements(name, String.class);
    }

    /** A list of objects; empty if it is missing. */
    public List<Message> messages(String name) {
        return elements(name, Message.class);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().filter(type::isInstance).map(type::cast).toList()
                : List.of();
    }

    /**
     * Reads a line.
     *
     * @throws InvalidInput if it is no such object
     */
    public static Message parse(String line) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidInput("expected a JSON object, found \"" + line.strip() + "\"");
            }
            return object(parser, 0);
        } catch (JacksonException malformed) {
            throw new InvalidInput("expected a JSON object: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static Message object(JsonParser parser, int depth) {
        SortedMap<String, Object> fields = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser, depth);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new Message(Collections.unmodifiableSortedMap(fields));
    }

    private static @Nullable Object value(JsonParser parser, int depth) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser, deeper(depth));
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object element = value(parser, deeper(depth));
                    if (element != null) {
                        list.add(element);
                    }
                }
                yield Collections.unmodifiableList(list);
            }
            default -> throw new InvalidInput("expected texts and whole numbers, found " + parser.getString());
        };
    }

    private static int deeper(int depth) {
        if (depth == 4) {
            throw new InvalidInput("expected no more than 4 levels of JSON");
        }
        return depth + 1;
    }

    /** The object in one line, without the line's end. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        fields.forEach((name, value) -> {
            json.writeName(name);
            write(json, value);
        });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Message message -> message.write(json);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(element -> write(json, element));
                json.writeEndArray();
            }
            case null, default -> throw new IllegalArgumentException("not for a message: " + value);
        }
    }
}
