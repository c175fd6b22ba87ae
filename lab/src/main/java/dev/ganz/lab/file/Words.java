package dev.ganz.lab.file;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Percentages;
import dev.ganz.lab.unit.Rates;
import dev.ganz.lab.unit.Sizes;
import dev.ganz.wire.addr.MalformedAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that fits the schema, with its values read as what they mean. What the schema cannot tell, a unit that does not exist,
 * is reported, and the value left out.
 */
record Words(Mapping mapping, Problems problems) {

    /** The words under a key, or none where the key is missing. */
    Words in(String key) {
        return new Words(mapping.get(key) instanceof Mapping inner ? inner : new Mapping(at(), List.of()), problems);
    }

    int at() {
        return mapping.at();
    }

    boolean has(String key) {
        return mapping.get(key) != null;
    }

    @Nullable
    Yaml value(String key) {
        return mapping.get(key);
    }

    /** The values of a list, or the one value that stands in its place. */
    List<Yaml> values(String key) {
        return switch (mapping.get(key)) {
            case null -> List.of();
            case Sequence(var _, List<Yaml> items) -> items;
            case Yaml single -> List.of(single);
        };
    }

    Optional<String> text(String key) {
        return mapping.get(key) instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    List<String> texts(String key) {
        return values(key).stream()
                .filter(value -> value instanceof Scalar && !value.isNull())
                .map(Words::textOf)
                .toList();
    }

    boolean isTrue(String key) {
        return text(key, "").equalsIgnoreCase("true");
    }

    OptionalLong integer(String key) {
        BigDecimal number = number(key);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number.longValue());
    }

    int integer(String key, int otherwise) {
        return (int) integer(key).orElse(otherwise);
    }

    /** A number of YAML; null where the key is missing. */
    @Nullable
    BigDecimal number(String key) {
        return mapping.get(key) instanceof Scalar scalar ? Numbers.exact(scalar.text()) : null;
    }

    OptionalLong duration(String key) {
        return parsed(key, Durations::parse).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    long duration(String key, long otherwise) {
        return duration(key).orElse(otherwise);
    }

    OptionalLong rate(String key) {
        return parsed(key, Rates::parse).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    OptionalLong size(String key) {
        return parsed(key, Sizes::parse).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    double percentage(String key, double otherwise) {
        return parsed(key, Percentages::parse).orElse(otherwise);
    }

    <T> Optional<T> parsed(String key, Function<String, T> parser) {
        Yaml value = mapping.get(key);
        return value == null ? Optional.empty() : parsed(value, parser);
    }

    /** What {@code parser} makes of a scalar; its refusal becomes a problem at the place of the scalar. */
    <T> Optional<T> parsed(Yaml value, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(textOf(value)));
        } catch (InvalidInput | MalformedAddress e) {
            problems.add(value, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    static String textOf(Yaml value) {
        if (value instanceof Scalar scalar) {
            return scalar.text();
        }
        throw new IllegalArgumentException("the schema lets " + value.describe() + " pass where a scalar belongs");
    }
}
