package dev.ganz.lab.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.graph.MapGraph.Place;
import dev.ganz.lab.graph.MapGraph.Vertex;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeNamesTest {
    private static Vertex node(String id, String label) {
        return new Vertex(id, label.isEmpty() ? Map.of() : Map.of("label", label), new Place(1, 1));
    }

    @Test
    void writesLabelsInLowerCaseAscii() {
        assertThat(NodeNames.slug("New York")).isEqualTo("new-york");
        assertThat(NodeNames.slug("Zürich (CH)")).isEqualTo("zurich-ch");
        assertThat(NodeNames.slug("São Paulo / Łódź / Tromsø")).isEqualTo("sao-paulo-lodz-tromso");
        assertThat(NodeNames.slug("Gießen")).isEqualTo("giessen");
        assertThat(NodeNames.slug("İzmir")).isEqualTo("izmir");
        assertThat(NodeNames.slug("  --St. John's--  ")).isEqualTo("st-john-s");
        assertThat(NodeNames.slug("東京")).isEmpty();
        assertThat(NodeNames.slug("a".repeat(500))).hasSize(48);
    }

    @Test
    void callsANodeWithoutAUsableLabelByItsId() {
        assertThat(NodeNames.of(
                        List.of(node("17", ""), node("18", "None"), node("19", "?"), node("n0", ""), node("東", ""))))
                .containsExactly("n17", "n18", "n19", "n0", "node");
    }

    @Test
    void aNameNeverBeginsWithADigit() {
        assertThat(NodeNames.of(List.of(node("a", "0"), node("b", "4 Computers"))))
                .containsExactly("n0", "n4-computers");
    }

    @Test
    void numbersNamesakesByTheirIdsAndAroundNamesInUse() {
        assertThat(NodeNames.of(
                        List.of(node("10", "Paris"), node("2", "Paris"), node("5", "PARIS"), node("1", "Paris 2"))))
                .containsExactly("paris-4", "paris", "paris-3", "paris-2");
    }

    @Test
    void namesAreUniqueAndTheOrderOfTheFileDoesNotMatter() {
        Gen<List<String>> labels =
                Gen.lists(Gen.oneOf(List.of("a", "A", "a-2", "a 2", "a-3", "", "None", "n1", "b")), 12);
        Property.forAll(2000, labels, list -> {
            List<Vertex> nodes = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                nodes.add(node(String.valueOf(i), list.get(i)));
            }
            List<String> names = NodeNames.of(nodes);
            assertThat(new HashSet<>(names)).hasSameSizeAs(names);

            Map<Vertex, String> before = new HashMap<>();
            nodes.forEach(node -> before.put(node, names.get(nodes.indexOf(node))));
            List<Vertex> reversed = nodes.reversed();
            List<String> again = NodeNames.of(reversed);
            for (int i = 0; i < again.size(); i++) {
                assertThat(again.get(i)).isEqualTo(before.get(reversed.get(i)));
            }
        });
    }
}
