package dev.ganz.lab.file;

import dev.ganz.lab.NearestWord;
import dev.ganz.lab.file.Schema.Range;
import dev.ganz.lab.file.Schema.Reference;
import dev.ganz.lab.file.Schema.Rule;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Walks a document along the schema and says, for each value that does not fit, what was expected and what stands there. */
final class SchemaCheck {
    /** As many known words as are worth reading in a message. */
    private static final int LISTED = 12;

    /** What other tools call some of the words. */
    private static final Map<String, String> OTHER_WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("latency", "delay"),
            Map.entry("bandwidth", "rate"),
            Map.entry("bw", "rate"),
            Map.entry("packet_loss", "loss"),
            Map.entry("packet-loss", "loss"),
            Map.entry("corruption", "corrupt"),
            Map.entry("duplication", "duplicate"),
            Map.entry("max_queue_size", "limit"),
            Map.entry("buffer", "limit"),
            Map.entry("queue", "limit"),
            Map.entry("ip", "ipv4"),
            Map.entry("neighbors", "neighbours"),
            Map.entry("interval", "every"),
            Map.entry("duration", "for"),
            Map.entry("environment", "env"),
            Map.entry("commands", "exec")));

    private final Schema schema;
    private final Problems problems;

    SchemaCheck(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    void check(Yaml document) {
        check(schema.root(), document);
    }

    /** Checks a part by its definition; true if nothing was wrong. */
    boolean fits(String definition, Yaml part) {
        int before = problems.count();
        check(schema.resolve(new Reference(definition, null)), part);
        return problems.count() == before;
    }

    private void check(Rule rule, Yaml value) {
        if (!rule.unit() && !rule.alternatives().isEmpty()) {
            checkAlternatives(rule, value);
            return;
        }
        if (!isOfType(rule, value)) {
            problems.add(value, "expected " + rule.title() + ", found " + describe(value));
            return;
        }
        switch (value) {
            case Scalar _ when rule.unit() -> {} // left to the reader of the unit
            case Scalar scalar -> checkScalar(rule, scalar);
            case Sequence sequence -> checkSequence(rule, sequence);
            case Mapping mapping -> checkMapping(rule, mapping);
        }
    }

    /** An alternative is known by its type: the first that fits by that is the one that was meant. */
    private void checkAlternatives(Rule rule, Yaml value) {
        for (Reference reference : rule.alternatives()) {
            Rule alternative = schema.resolve(reference);
            if (isOfType(alternative, value)) {
                check(alternative, value);
                return;
            }
        }
        problems.add(value, "expected " + rule.title() + ", found " + describe(value));
    }

    private static boolean isOfType(Rule rule, Yaml value) {
        if (rule.unit()) {
            return value instanceof Scalar && !value.isNull();
        }
        List<String> types = rule.types();
        if (types.isEmpty()) {
            return rule.words().isEmpty() || value instanceof Scalar;
        }
        return switch (value) {
            case Mapping _ -> types.contains("object");
            case Sequence _ -> types.contains("array");
            case Scalar scalar ->
                switch (scalar.type()) {
                    case STRING -> types.contains("string");
                    case INTEGER -> types.contains("integer") || types.contains("number");
                    case NUMBER -> types.contains("number") || types.contains("integer") && isWhole(scalar);
                    case BOOLEAN -> types.contains("boolean");
                    case NULL -> types.contains("null");
                };
        };
    }

    /** To JSON Schema 1.0 is an integer too. */
    private static boolean isWhole(Scalar scalar) {
        BigDecimal number = Numbers.exact(scalar.text());
        return number != null && number.stripTrailingZeros().scale() <= 0;
    }

    private void checkScalar(Rule rule, Scalar scalar) {
        if (!rule.words().isEmpty() && !rule.words().contains(scalar.text())) {
            problems.add(scalar, unknownValue(rule, scalar));
        } else if (scalar.type() == Yaml.Type.INTEGER || scalar.type() == Yaml.Type.NUMBER) {
            checkRange(rule, scalar);
        } else if (rule.pattern() != null
                && scalar.type() == Yaml.Type.STRING
                && !rule.pattern().matcher(scalar.text()).find()) {
            problems.add(scalar, "expected " + rule.title() + ", found " + describe(scalar));
        } else if (scalar.type() == Yaml.Type.STRING && !rule.length().equals(Range.ALL)) {
            checkLength(
                    rule, scalar, scalar.text().codePointCount(0, scalar.text().length()), "character");
        }
    }

    private static String unknownValue(Rule rule, Scalar scalar) {
        List<String> words = rule.words();
        String listed = words.size() <= LISTED ? " (" + String.join(", ", words) + ")" : "";
        return "expected " + (words.size() == 1 ? words.getFirst() : rule.title() + listed) + ", found "
                + describe(scalar) + NearestWord.hint(scalar.text(), words);
    }

    private void checkRange(Rule rule, Scalar scalar) {
        if (rule.range().equals(Range.ALL)) {
            return;
        }
        Range range = rule.range();
        BigDecimal number = Numbers.exact(scalar.text());
        if (number == null
                || number.compareTo(BigDecimal.valueOf(range.least())) < 0
                || number.compareTo(BigDecimal.valueOf(range.most())) > 0) {
            problems.add(
                    scalar,
                    "expected " + rule.title() + " from " + range.least() + " to " + range.most() + ", found "
                            + scalar.describe());
        }
    }

    private void checkSequence(Rule rule, Sequence sequence) {
        checkLength(rule, sequence, sequence.items().size(), "value");
        if (rule.items() != null) {
            Rule items = schema.resolve(rule.items());
            sequence.items().forEach(item -> check(items, item));
        }
    }

    private void checkLength(Rule rule, Yaml value, int length, String unit) {
        Range range = rule.length();
        if (length >= range.least() && length <= range.most()) {
            return;
        }
        String expected = range.least() == range.most()
                ? ""
                : length < range.least() ? ", at least " + range.least() : ", at most " + range.most();
        problems.add(
                value,
                "expected " + rule.title() + expected + ", found " + length + " " + unit + (length == 1 ? "" : "s"));
    }

    private void checkMapping(Rule rule, Mapping mapping) {
        Rule others = rule.others() == null ? null : schema.resolve(rule.others());
        Rule names = rule.names() == null ? null : schema.resolve(rule.names());
        boolean known = true;
        for (Entry entry : mapping.entries()) {
            Reference property = rule.properties().get(entry.key());
            if (property != null) {
                check(schema.resolve(property), entry.value());
            } else if (rule.closed()) {
                problems.add(entry.at(), unknownWord(rule, entry.key()));
                known = false;
            } else {
                if (names != null) {
                    checkScalar(names, new Scalar(entry.at(), entry.key(), Yaml.Type.STRING));
                }
                if (others != null) {
                    check(others, entry.value());
                }
            }
        }
        // A word that is missing may be the one that is misspelt, of which enough has been said.
        if (rule.closed() && known) {
            checkRequired(rule, mapping);
        }
    }

    private void checkRequired(Rule rule, Mapping mapping) {
        if (rule.length().least() != Long.MIN_VALUE) {
            checkLength(rule, mapping, mapping.entries().size(), "word");
        }
        for (String key : rule.required()) {
            if (mapping.entry(key) == null) {
                problems.add(mapping, "expected the word \"" + key + "\" in " + rule.title() + ", found none");
            }
        }
        long present =
                rule.oneOf().stream().filter(keys -> hasAll(mapping, keys)).count();
        if (!rule.oneOf().isEmpty() && present != 1) {
            String forms = rule.oneOf().stream()
                    .map(keys -> String.join(" and ", keys))
                    .collect(Collectors.joining(", or "));
            problems.add(
                    mapping,
                    "expected " + rule.title() + " with one of " + forms + ", found "
                            + (present == 0 ? "none of them" : "more than one of them"));
        }
    }

    private static boolean hasAll(Mapping mapping, List<String> keys) {
        return keys.stream().allMatch(key -> mapping.entry(key) != null);
    }

    private static String unknownWord(Rule rule, String word) {
        Collection<String> known = rule.properties().keySet();
        String hint = NearestWord.hint(word, new TreeSet<>(known));
        String elsewhere =
                NearestWord.to(word, OTHER_WORDS.keySet()).map(OTHER_WORDS::get).orElse("");
        if (known.contains(elsewhere) && (hint.isEmpty() || OTHER_WORDS.containsKey(word))) {
            hint = "; it is called \"" + elsewhere + "\" here";
        }
        if (hint.isEmpty() && known.size() <= LISTED) {
            hint = "; its words are " + String.join(", ", known);
        }
        return "expected a word of " + rule.title() + ", found " + Scalar.quoted(word) + hint;
    }

    /** A number where a text belongs is told apart from the text that looks the same. */
    private static String describe(Yaml value) {
        return value instanceof Scalar scalar && scalar.type() == Yaml.Type.NUMBER
                ? scalar.describe() + ", which is a number without quotes"
                : value.describe();
    }
}
