package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every word of the published schema is read: a lab that says it is another lab than one that does not, unless the word is one of
 * containerlab's that is left out by intent. The other direction, a word that the schema lacks, is refused as unknown.
 */
class SchemaWordsTest {
    private static final Path TABLE =
            Path.of(System.getProperty("ganz.root", ".."), "lab/src/test/resources/golden/words.txt");
    private static final JsonNode SCHEMA = schema();
    private static final Map<String, Part> PARTS = parts();

    /** What the table says of a part of the schema. */
    private record Part(String lab, String needed, List<String> words, Set<String> leftOut) {}

    @Test
    void theTableHoldsEveryPartOfTheSchema() {
        Set<String> parts = new TreeSet<>();
        collect("", SCHEMA, parts);

        assertThat(PARTS.keySet()).isEqualTo(parts);
    }

    @TestFactory
    Stream<DynamicTest> everyWordIsReadOrLeftOutByIntent() {
        return PARTS.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest("#" + each.getKey(), () -> {
                    Part part = each.getValue();
                    Set<String> known = new TreeSet<>(part.leftOut());
                    part.words()
                            .forEach(words -> known.add(name(split(words, ',').getLast())));
                    assertThat(known)
                            .isEqualTo(new TreeSet<>(
                                    SCHEMA.at(each.getKey() + "/properties").propertyNames()));
                    part.words().forEach(words -> changesTheLab(part, words));
                }));
    }

    private static void changesTheLab(Part part, String words) {
        List<String> all = split(words, ',');
        String text = filled(part, all);
        Lab with = LabFile.read("x.yaml", text).lab();
        // without some words it is no lab at all
        assertThat(read(filled(part, all.subList(0, all.size() - 1)))).as(text).isNotEqualTo(Optional.of(with));
    }

    @TestFactory
    Stream<DynamicTest> everyDefaultIsThatOfTheReader() {
        return PARTS.entrySet().stream()
                .flatMap(each -> SCHEMA.at(each.getKey() + "/properties").properties().stream()
                        .filter(word -> word.getValue().has("default"))
                        .map(word -> DynamicTest.dynamicTest(
                                "#" + each.getKey() + "/" + word.getKey(),
                                () -> saysNothingNew(
                                        each.getValue(),
                                        word.getKey(),
                                        word.getValue().get("default").toString()))));
    }

    /** The default of a word makes the same lab as the words before it make alone. */
    private static void saysNothingNew(Part part, String name, String value) {
        int compared = 0;
        for (String words : part.words()) {
            List<String> before = new ArrayList<>(split(words, ','));
            if (!name(before.removeLast()).equals(name)) {
                continue;
            }
            Optional<Lab> without = read(filled(part, before));
            before.add(name + ": " + value);
            if (without.isPresent()) {
                assertThat(read(filled(part, before))).as(filled(part, before)).isEqualTo(without);
                compared++;
            }
        }
        assertThat(compared).as("labs without " + name).isPositive();
    }

    private static Optional<Lab> read(String text) {
        try {
            return Optional.of(LabFile.read("x.yaml", text).lab());
        } catch (InvalidInput refused) {
            return Optional.empty();
        }
    }

    /** Words take the place of those of the same name that the lab needs anyway. */
    private static String filled(Part part, List<String> words) {
        Map<String, String> byName = new LinkedHashMap<>();
        split(part.needed(), ',').forEach(word -> byName.put(name(word), word));
        words.forEach(word -> byName.put(name(word), word));
        return "{ " + part.lab().replace("@", String.join(", ", byName.values())) + " }";
    }

    private static String name(String word) {
        return split(word, ':').getFirst().replace("\"", "");
    }

    /** Splits at a character outside of brackets and quotes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            } else if (c == at && depth == 0 && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (start < text.length()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    private static Map<String, Part> parts() {
        try {
            String table = Files.readString(TABLE);
            String head = table.substring(0, table.indexOf("\n##"));
            Map<String, Part> parts = new TreeMap<>();
            for (String block : table.substring(head.length()).split("\n## ?", -1)) {
                List<String> lines = block.lines().toList();
                if (lines.size() > 1) {
                    parts.put(lines.getFirst(), part(head, lines));
                }
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part part(String head, List<String> lines) {
        String[] lab = lines.get(1).split(" with ", 2);
        String text = lab[0];
        if (text.startsWith("$")) {
            String name = text.substring(0, text.indexOf(' '));
            int frame = head.indexOf(name + " = ") + name.length() + 3;
            text = head.substring(frame)
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .replace("$", text.substring(name.length()).strip());
        }
        List<String> words = new ArrayList<>();
        Set<String> leftOut = new TreeSet<>();
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("- ")) {
                leftOut.addAll(List.of(line.substring(2).split(" ", -1)));
            } else if (!line.isBlank()) {
                words.add(line);
            }
        }
        return new Part(text, lab.length == 1 ? "" : lab[1], words, leftOut);
    }

    private static JsonNode schema() {
        try (InputStream stream = LabFile.class.getResourceAsStream("lab.schema.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The places of all mappings with words of their own. */
    private static void collect(String pointer, JsonNode node, Set<String> parts) {
        if (!pointer.endsWith("/properties") && node.get("properties") != null) {
            parts.add(pointer);
        }
        if (node.isObject()) {
            node.properties().forEach(each -> collect(pointer + "/" + each.getKey(), each.getValue(), parts));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), parts);
        }
    }
}
