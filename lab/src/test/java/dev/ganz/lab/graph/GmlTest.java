package dev.ganz.lab.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Loss;
import dev.ganz.lab.Node;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class GmlTest {
    private static Lab read(String text) {
        return Gml.read("test.gml", new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void readsAMap() {
        Lab lab = read("""
                # a comment [ with a bracket
                Creator "somebody's \\"tool"
                graph [
                  directed 0
                  label "Test"
                  node [ id 0 label "Z&#252;rich &amp; S&quot;o" Latitude 47.4 Longitude 8.5 graphics [ x 1.0E2 y -3 ] ]
                  node [ id -1 label "Genève" ]
                  edge [ source 0 target -1 LinkLabel "2.5 Gbps" ]
                ]
                Version 2.1
                """.replace("\\\"", ""));

        assertThat(lab.name()).isEqualTo("test");
        assertThat(lab.nodes()).extracting(Node::name).containsExactly("geneve", "zurich-s-o");
        assertThat(lab.nodes().get(1).coordinates()).contains(new Coordinates(47.4, 8.5));
        assertThat(lab.links().getFirst().forward().rate()).isEqualTo(2_500_000_000L);
        assertThat(lab.links().getFirst().forward().delay()).isEqualTo(1_000_000);
    }

    @Test
    void readsANetworkOfShadow() {
        Lab lab = read("""
                graph [
                  node [
                    id 0
                    host_bandwidth_down "100 Mbit"
                    host_bandwidth_up "100 Mbit"
                  ]
                  node [ id 1 ]
                  edge [ source 0 target 0 latency "1 ms" ]
                  edge [ source 0 target 1 latency "20 milliseconds" jitter "0 ms" packet_loss 0.05 ]
                  edge [ source 1 target 0 latency "30 ms" packet_loss 0.0 ]
                  edge [ source 1 target 1 latency "1 ms" ]
                  directed 1
                ]""");

        assertThat(lab.nodes()).extracting(Node::name).containsExactly("n0", "n1");
        assertThat(lab.links()).hasSize(3);
        var there = lab.links().get(1);
        assertThat(there.a().node() + there.b().node()).isEqualTo("n0n1");
        assertThat(there.forward().delay()).isEqualTo(20_000_000);
        assertThat(there.backward().delay()).isEqualTo(30_000_000);
        assertThat(there.forward().loss()).isEqualTo(new Loss.Random(new dev.ganz.lab.Impairment.Chance(0.05, 0)));
        assertThat(there.backward().loss()).isEqualTo(Loss.NONE);
        assertThat(there.forward().rate()).isZero();
    }

    @Test
    void keepsAnAmpersandThatBeginsNoEntity() {
        assertThat(read("graph [ node [ id 0 label \"AT&T; R&D & co &#99999999; &#x41;\" ] ]")
                        .nodes())
                .extracting(Node::name)
                .containsExactly("at-t-r-d-co-99999999-a");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInput.class).hasMessage("test.gml:" + message);
    }

    @Test
    void refusesWhatIsNoGml() {
        refuses("", "1:1: expected graph [ … ], found the end of the file");
        refuses("Creator \"x\"\n", "2:1: expected graph [ … ], found the end of the file");
        refuses("<graphml/>", "1:1: expected a key, a number, a string, [ or ], found \"<\"");
        refuses("graph 5", "1:7: expected [ after graph, found \"5\"");
        refuses("graph [\n node [ id 0 ]", "2:15: expected a key, found the end of the file");
        refuses("graph [ node [ id ] ]", "1:19: expected a number or a string after id, found ]");
        refuses("graph [ 5 ]", "1:9: expected a key, found \"5\"");
        refuses(
                "graph [ label \"x ]\n",
                "1:15: expected the end of the string that begins here, found the end of the file");
        refuses("graph [ ]\n graph [ ]", "2:2: expected one graph, found a second; split the file, a lab is one graph");
    }

    @Test
    void refusesNodesAndLinksThatDoNotFit() {
        refuses("graph [\n  node [ label \"x\" ] ]", "2:3: expected the key id in this node, found none");
        refuses("graph [ node [ id 0 ]\nedge [ source 0 ] ]", "2:1: expected the key target in this edge, found none");
        refuses(
                "graph [ node [ id 0 ]\n edge [ source 0 target 1 ] ]",
                "2:2: expected the id of a node, found \"1\"; did you mean \"0\"?");
        refuses(
                "graph [ node [ id 0 ] edge [ source 0 target 0 packet_loss 2 ] ]",
                "1:23: expected a packet_loss from 0 to 1, found \"2\"");
    }

    @Test
    void refusesDeepNestingAndLongWords() {
        assertThatThrownBy(() -> read("a [ ".repeat(100_000)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith("expected at most 64 levels of lists, found more");
        refuses("x".repeat(300), "1:1: expected a word of at most 256 characters, found a longer one");
        refuses("x \"" + "y".repeat(100_000), "1:3: expected a string of at most 65536 characters, found a longer one");
    }

    @Test
    void refusesAFileWithoutEnd() {
        for (String rest : List.of("x", " ", "\"")) {
            assertThatThrownBy(() -> Gml.read("endless.gml", new EndlessInput("graph [ ", rest)))
                    .as(rest)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("endless.gml:1:");
        }
    }

    @Test
    void anyBytesGiveALabOrAnError() {
        byte[] valid =
                "graph [ directed 1 node [ id 0 label \"a&#65;\" ] node [ id 1 Latitude 1.0 Longitude 2.0 ] edge [ source 0 target 1 latency \"1 ms\" ] ]"
                        .getBytes(UTF_8);
        Gen<byte[]> damaged = (random, size) -> {
            byte[] octets = valid.clone();
            for (int i = random.nextInt(1 + size / 10); i >= 0; i--) {
                octets[random.nextInt(octets.length)] =
                        (byte) (random.nextBoolean() ? "[]\"&#;. \n".charAt(random.nextInt(9)) : random.nextInt(256));
            }
            return octets;
        };
        Property.forAll(5000, damaged, octets -> {
            try {
                Gml.read("any", new ByteArrayInputStream(octets));
            } catch (InvalidInput e) {
                assertThat(e.getMessage()).startsWith("any");
            }
        });
    }
}
