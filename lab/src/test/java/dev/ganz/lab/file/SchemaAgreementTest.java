package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import dev.ganz.prop.Property;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The published schema, held against a complete validator: whatever we read, editors with the schema accept too. */
class SchemaAgreementTest {
    private static final com.networknt.schema.Schema COMPLETE = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12)
            .getSchema(text());

    private static String text() {
        try (InputStream stream = LabFile.class.getResourceAsStream("lab.schema.json")) {
            return new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isAValidSchemaItself() {
        List<?> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(text(), InputFormat.JSON);

        assertThat(errors).isEmpty();
    }

    @Test
    void acceptsTheExamples() throws IOException {
        Path labs = Path.of(System.getProperty("ganz.root", "..")).resolve("labs");
        try (Stream<Path> files = Files.list(labs)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")).toList())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(file -> assertThat(COMPLETE.validate(json(Files.readString(file))))
                            .isEmpty());
        }
    }

    @Test
    void acceptsWhateverIsRead() {
        int[] read = {0};
        Property.forAll(4000, new LabTexts(), text -> {
            try {
                LabFile.read("x.yaml", text);
            } catch (InvalidInput e) {
                return;
            }
            read[0]++;
            assertThat(COMPLETE.validate(json(text))).as(text).isEmpty();
        });
        assertThat(read[0]).isGreaterThan(100);
    }

    @Test
    void refusesWhateverTheWalkAlongItRefuses() {
        Property.forAll(2000, new LabTexts(), text -> {
            Source source = Source.of("x.yaml", text);
            Problems problems = new Problems(source);
            Yaml document;
            try {
                document = YamlReader.read(source);
            } catch (InvalidInput e) {
                return;
            }
            new SchemaCheck(Schema.published(), problems).check(document);
            if (!problems.none()) {
                assertThat(COMPLETE.validate(json(document))).as(text).isNotEmpty();
            }
        });
    }

    @Test
    void knowsEveryKeywordThatTheSchemaUses() {
        Yaml schema = YamlReader.read(Source.of("lab.schema.json", text()));

        assertThat(keywords((Mapping) schema, false))
                .isSubsetOf(
                        "$schema",
                        "$id",
                        "$defs",
                        "$ref",
                        "title",
                        "description",
                        "type",
                        "enum",
                        "const",
                        "default",
                        "format",
                        "pattern",
                        "minimum",
                        "maximum",
                        "minLength",
                        "maxLength",
                        "minItems",
                        "maxItems",
                        "minProperties",
                        "maxProperties",
                        "properties",
                        "additionalProperties",
                        "propertyNames",
                        "required",
                        "oneOf",
                        "anyOf",
                        "items");
    }

    private static Set<String> keywords(Mapping mapping, boolean names) {
        Set<String> all = new TreeSet<>();
        for (Yaml.Entry entry : mapping.entries()) {
            if (!names) {
                all.add(entry.key());
            }
            boolean named =
                    !names && (entry.key().equals("properties") || entry.key().equals("$defs"));
            if (entry.value() instanceof Mapping inner) {
                all.addAll(keywords(inner, named));
            }
            if (entry.value() instanceof Sequence(var _, List<Yaml> items)) {
                for (Yaml item : items) {
                    all.addAll(item instanceof Mapping inner ? keywords(inner, false) : Set.of());
                }
            }
        }
        return all;
    }

    private static JsonNode json(String text) {
        return json(YamlReader.read(Source.of("x.yaml", text)));
    }

    private static JsonNode json(Yaml yaml) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (yaml) {
            case Mapping mapping -> {
                ObjectNode object = factory.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
            case Sequence sequence -> {
                ArrayNode array = factory.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Scalar scalar ->
                switch (scalar.type()) {
                    case STRING -> factory.stringNode(scalar.text());
                    case NULL -> factory.nullNode();
                    case BOOLEAN -> factory.booleanNode(scalar.text().equalsIgnoreCase("true"));
                    case INTEGER, NUMBER -> {
                        BigDecimal number = Numbers.exact(scalar.text());
                        yield number == null ? factory.stringNode(scalar.text()) : number(factory, number);
                    }
                };
        };
    }

    private static JsonNode number(JsonNodeFactory factory, BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? factory.numberNode(number.toBigInteger())
                : factory.numberNode(number);
    }
}
