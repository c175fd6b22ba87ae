package dev.ganz.lab.file;

import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The published JSON Schema of the lab file, {@code lab.schema.json}, in a form that is quick to walk. JSON is YAML, so the reader
 * of lab files reads it as well. Only the keywords that the schema uses are known; a test compares the verdicts with a complete
 * validator's.
 */
final class Schema {
    private static final String RESOURCE = "lab.schema.json";

    private final Map<String, Rule> rules;
    private final Rule root;

    /**
     * What one subschema asks for.
     *
     * @param title what a value of it is called, for "expected …"
     * @param types names of JSON types that are allowed; empty: any
     * @param words values of {@code enum} or {@code const}
     * @param unit whether {@code format} names a unit: its reader has better words for what is wrong than the schema
     * @param pattern checked on strings
     * @param oneOf sets of keys of which exactly one must be there
     */
    record Rule(
            String title,
            List<String> types,
            List<String> words,
            boolean unit,
            @Nullable Pattern pattern,
            Range range,
            Range length,
            Map<String, Reference> properties,
            @Nullable Reference others,
            boolean closed,
            @Nullable Reference names,
            List<String> required,
            List<List<String>> oneOf,
            @Nullable Reference items,
            List<Reference> alternatives) {}

    /** Bounds, both included. */
    record Range(long least, long most) {
        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A subschema, by its own rule or by the name of a definition. */
    record Reference(@Nullable String name, @Nullable Rule rule) {}

    private Schema(Mapping document) {
        this.root = rule(document);
        Map<String, Rule> named = new HashMap<>();
        mapping(document, "$defs").entries().forEach(entry -> named.put(entry.key(), rule((Mapping) entry.value())));
        this.rules = Map.copyOf(named);
    }

    /** Reads the schema when it is first asked for. */
    private static final class Published {
        private static final Schema SCHEMA = read();
    }

    /** The schema of this version of the lab file. */
    static Schema published() {
        return Published.SCHEMA;
    }

    private static Schema read() {
        return new Schema((Mapping) YamlReader.read(Source.of(RESOURCE, text())));
    }

    /** The schema as JSON. */
    static String text() {
        try (InputStream stream = Schema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this build");
            }
            return Source.read(RESOURCE, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rule root() {
        return root;
    }

    /** The rule that a reference means. */
    Rule resolve(Reference reference) {
        Rule own = reference.rule();
        Rule rule = own != null ? own : rules.get(reference.name());
        if (rule == null) {
            throw new IllegalStateException(RESOURCE + " has no definition of " + reference.name());
        }
        return rule;
    }

    private Rule rule(Mapping json) {
        Yaml others = json.get("additionalProperties");
        return new Rule(
                text(json, "title", "a value"),
                texts(json.get("type")),
                json.get("const") != null ? texts(json.get("const")) : texts(json.get("enum")),
                json.get("format") != null,
                pattern(json),
                range(json, "minimum", "maximum"),
                length(json),
                properties(json),
                others instanceof Mapping ? reference(others) : null,
                others instanceof Scalar(var _, String no, var _) && no.equals("false"),
                json.get("propertyNames") instanceof Mapping names ? reference(names) : null,
                texts(json.get("required")),
                oneOf(json),
                json.get("items") instanceof Mapping items ? reference(items) : null,
                json.get("anyOf") instanceof Sequence(var _, List<Yaml> alternatives)
                        ? alternatives.stream().map(this::reference).toList()
                        : List.of());
    }

    private Reference reference(Yaml json) {
        Mapping subschema = (Mapping) json;
        String name = text(subschema, "$ref", "");
        return name.isEmpty()
                ? new Reference(null, rule(subschema))
                : new Reference(name.substring("#/$defs/".length()), null);
    }

    private Map<String, Reference> properties(Mapping json) {
        Map<String, Reference> properties = new java.util.LinkedHashMap<>();
        for (Entry entry : mapping(json, "properties").entries()) {
            properties.put(entry.key(), reference(entry.value()));
        }
        return properties;
    }

    private static List<List<String>> oneOf(Mapping json) {
        return json.get("oneOf") instanceof Sequence(var _, List<Yaml> alternatives)
                ? alternatives.stream()
                        .map(alternative -> texts(((Mapping) alternative).get("required")))
                        .toList()
                : List.of();
    }

    private static @Nullable Pattern pattern(Mapping json) {
        String pattern = text(json, "pattern", "");
        return pattern.isEmpty() || json.get("format") != null ? null : Pattern.compile(pattern);
    }

    private static Range length(Mapping json) {
        if (json.get("maxLength") != null) {
            return range(json, "minLength", "maxLength");
        }
        return json.get("minProperties") != null
                ? range(json, "minProperties", "maxProperties")
                : range(json, "minItems", "maxItems");
    }

    private static Range range(Mapping json, String least, String most) {
        if (json.get("format") != null || json.get(least) == null && json.get(most) == null) {
            return Range.ALL;
        }
        return new Range(
                Long.parseLong(text(json, least, String.valueOf(Long.MIN_VALUE))),
                Long.parseLong(text(json, most, String.valueOf(Long.MAX_VALUE))));
    }

    private static Mapping mapping(Mapping json, String key) {
        return json.get(key) instanceof Mapping mapping ? mapping : new Mapping(0, List.of());
    }

    private static String text(Mapping json, String key, String otherwise) {
        return json.get(key) instanceof Scalar scalar ? scalar.text() : otherwise;
    }

    private static List<String> texts(@Nullable Yaml json) {
        return switch (json) {
            case null -> List.of();
            case Sequence(var _, List<Yaml> items) ->
                items.stream().map(item -> ((Scalar) item).text()).toList();
            case Scalar scalar -> List.of(scalar.text());
            case Mapping _ -> throw new IllegalStateException(RESOURCE + " has a mapping where words belong");
        };
    }
}
