package dev.ganz.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists and strings; a number is its digits. */
public final class Json {
    private Json() {}

    public static Map<String, Object> object(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Map<String, Object> object = map(value(parser));
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one value");
            }
            return object;
        }
    }

    @SuppressWarnings("unchecked") // objects have string keys
    public static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked") // the arrays of a report hold objects
    public static List<Map<String, Object>> list(@Nullable Object value) {
        return (List<Map<String, Object>>) java.util.Objects.requireNonNull(value);
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (object.put(name, value(parser)) != null) {
                        throw new AssertionError("twice: " + name);
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }
}
