package dev.ganz.lab.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyZooTest {
    private static final String KEYS = """
            <key attr.name="LinkSpeedRaw" attr.type="double" for="edge" id="d1" />
            <key attr.name="label" attr.type="string" for="node" id="d2" />
            <key attr.name="Latitude" attr.type="double" for="node" id="d3" />
            <key attr.name="Longitude" attr.type="double" for="node" id="d4" />
            <key attr.name="hyperedge" attr.type="int" for="node" id="d5" />
            <key attr.name="label" attr.type="string" for="graph" id="d6" />
            <key attr.name="Internal" attr.type="integer" for="node" id="d7" />
            <key attr.name="label" attr.type="string" for="edge" id="d8" />
            """;

    private static Lab read(String text) {
        return read(text, UTF_8);
    }

    private static Lab read(String text, Charset charset) {
        return TopologyZoo.read("maps/Test map.graphml", new ByteArrayInputStream(text.getBytes(charset)));
    }

    private static Lab graph(String... elements) {
        return read(document(elements));
    }

    private static String document(String... elements) {
        return "<graphml xmlns='http://graphml.graphdrawing.org/xmlns'>\n" + KEYS + "<graph edgedefault='undirected'>\n"
                + String.join("\n", elements) + "\n</graph></graphml>";
    }

    private static String node(String id, String label) {
        return "<node id='" + id + "'><data key='d2'>" + label + "</data></node>";
    }

    private static String edge(String source, String target) {
        return "<edge source='" + source + "' target='" + target + "'/>";
    }

    private static List<String> links(Lab lab) {
        return lab.links().stream().map(link -> link.a() + " " + link.b()).toList();
    }

    @Test
    void readsNodesAndLinksWithSpeedAndDelay() {
        Lab lab = graph(
                "<node id='0'><data key='d2'>Köln</data><data key='d3'>50.94</data><data key='d4'>6.96</data></node>",
                "<node id='1'><data key='d2'>Bonn</data><data key='d3'>50.73</data><data key='d4'>7.1</data></node>",
                "<edge source='0' target='1'><data key='d1'>622000000.0</data></edge>");

        assertThat(lab.name()).isEqualTo("Test-map");
        assertThat(lab.automaticAddresses()).isTrue();
        assertThat(lab.nodes()).extracting(Node::name).containsExactly("bonn", "koln");
        assertThat(lab.nodes()).extracting(Node::kind).containsOnly(Node.Kind.ROUTER);
        assertThat(lab.nodes().get(1).coordinates()).contains(new Coordinates(50.94, 6.96));
        Link link = lab.links().getFirst();
        assertThat(links(lab)).containsExactly("bonn:eth1 koln:eth1");
        assertThat(link.forward()).isEqualTo(link.backward());
        assertThat(link.forward().rate()).isEqualTo(622_000_000);
        assertThat(link.forward().delay()).isBetween(120_000L, 130_000L); // 25 km
    }

    @Test
    void keepsParallelLinksSelfLoopsAndSeparatePieces() {
        Lab lab = graph(node("0", "a"), node("1", "b"), node("2", "c"), edge("1", "0"), edge("0", "1"), edge("1", "1"));

        assertThat(links(lab)).containsExactly("a:eth1 b:eth1", "a:eth2 b:eth2", "b:eth3 b:eth4");
        assertThat(lab.nodes().get(2).interfaces()).isEmpty();
    }

    @Test
    void resolvesKeysByNameAndByWhatTheyAreFor() {
        Lab lab = read("""
                <graphml>
                <key id="label" for="edge" attr.name="LinkSpeedRaw"/>
                <key id="x" for="node" attr.name="LABEL"/><key id="y" for="graph" attr.name="label"/>
                <key id="w" attr.name="Latitude"/><key id="z" for="all" attr.name="Longitude"/>
                <graph><data key="y">the whole</data>
                <node id="a"><data key="y">wrong owner</data><data key="x">Right</data><data key="w">1</data><data key="z">2</data></node>
                <node id="b"/>
                <edge source="a" target="b"><data key="label">5000</data></edge>
                </graph></graphml>""");

        assertThat(lab.nodes()).extracting(Node::name).containsExactly("b", "right");
        assertThat(lab.nodes().get(1).coordinates()).contains(new Coordinates(1, 2));
        assertThat(lab.links().getFirst().forward().rate()).isEqualTo(5000);
    }

    @Test
    void takesDefaultsOfKeys() {
        Lab lab = read("""
                <graphml><key id="s" for="edge" attr.name="LinkLabel"><default>2 Mbps</default></key>
                <graph><node id="a"/><node id="b"/><edge source="a" target="b"/>
                <edge source="a" target="b"><data key="s">3 Mbps</data></edge></graph></graphml>""");

        assertThat(lab.links()).extracting(link -> link.forward().rate()).containsExactly(2_000_000L, 3_000_000L);
    }

    /** The maps of 2011 were saved by yEd: drawing within, a stray quotation mark, capital booleans, labels on links. */
    @Test
    void readsTheFirstGenerationOfTheZoo() {
        Lab lab = read("""
                <?xml version="1.0" encoding="UTF-8" standalone="no"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
                  <key for="graphml" id="d0" yfiles.type="resources"/>
                  <key attr.name="label" attr.type="string" for="node" id="d5"/>"
                  <key attr.name="Internal" attr.type="boolean" for="node" id="d6"/>
                  <key attr.name="hyperedge" attr.type="boolean" for="node" id="d7"/>
                  <key for="node" id="d9" yfiles.type="nodegraphics"/>
                  <key attr.name="label" attr.type="string" for="edge" id="d12"/>
                  <key for="edge" id="d13" yfiles.type="edgegraphics"/>
                  <graph edgedefault="undirected" id="G">
                    <node id="n0"><data key="d5">Bâle</data><data key="d6">True</data>
                      <data key="d9"><y:ShapeNode><y:Geometry height="30.0" x="1.0" y="2.0"/><y:NodeLabel>drawn</y:NodeLabel></y:ShapeNode></data>
                    </node>
                    <node id="n1"><data key="d6">False</data><data key="d9"><y:ShapeNode><y:NodeLabel>
                       Drawn only<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel></y:ShapeNode></data></node>
                    <node id="n2"><data key="d7">True</data></node>
                    <edge id="e0" source="n0" target="n1"><data key="d12">34/45 Mbit/s</data></edge>
                    <edge id="e1" source="n0" target="n2"><data key="d13"><y:PolyLineEdge><y:EdgeLabel>10 Mbit/s</y:EdgeLabel></y:PolyLineEdge></data></edge>
                    <edge id="e2" source="n1" target="n2"/>
                  </graph>
                  <data key="d0"><y:Resources/></data>
                </graphml>""");

        assertThat(lab.nodes()).extracting(Node::name).containsExactly("bale", "drawn-only", "n2");
        assertThat(lab.nodes().get(2).kind()).isEqualTo(Node.Kind.ROUTER);
        assertThat(lab.links())
                .extracting(link -> link.forward().rate())
                .containsExactly(34_000_000L, 10_000_000L, 1_000_000_000L);
    }

    @Test
    void flattensNestedGraphsAndKeepsTheirFrameOnlyIfALinkEndsThere() {
        Lab lab = read("""
                <graphml><graph>
                <node id="site"><graph id="site:"><node id="site::a"/><node id="site::b"/>
                  <edge source="site::a" target="site::b"/></graph></node>
                <node id="yard"><graph><node id="yard::c"/></graph></node>
                <edge source="yard" target="site::a"/>
                </graph></graphml>""");

        assertThat(lab.nodes()).extracting(Node::name).containsExactly("site-a", "site-b", "yard", "yard-c");
        assertThat(links(lab)).containsExactly("site-a:eth1 site-b:eth1", "site-a:eth2 yard:eth1");
    }

    @Test
    void makesASwitchOfAHyperedgeElement() {
        Lab lab = read("""
                <graphml><graph><node id="a"/><node id="b"/><node id="c"/>
                <hyperedge><endpoint node="a"/><endpoint node="b" port="x"><desc>d</desc></endpoint><endpoint node="c"/></hyperedge>
                </graph></graphml>""");

        assertThat(lab.nodes()).extracting(Node::name).containsExactly("a", "b", "c", "hyperedge-1");
        assertThat(lab.nodes().get(3).kind()).isEqualTo(Node.Kind.SWITCH);
        assertThat(lab.links()).hasSize(3);
    }

    @Test
    void joinsTwoDirectedLinksToAndFro() {
        Lab lab = read("""
                <graphml><key id="s" for="edge" attr.name="LinkSpeedRaw"/><graph edgedefault="directed">
                <node id="a"/><node id="b"/>
                <edge source="b" target="a"><data key="s">1000</data></edge>
                <edge source="a" target="b"><data key="s">2000</data></edge>
                <edge source="b" target="a"><data key="s">3000</data></edge>
                <edge source="a" target="b" directed="false"><data key="s">4000</data></edge>
                </graph></graphml>""");

        assertThat(lab.links())
                .extracting(
                        link -> List.of(link.forward().rate(), link.backward().rate()))
                .containsExactly(List.of(2000L, 1000L), List.of(3000L, 3000L), List.of(4000L, 4000L));
    }

    @Test
    void understandsOtherEncodings() {
        String text = "<?xml version='1.0' encoding='ISO-8859-1'?>" + document(node("0", "Málaga"));

        assertThat(read(text, StandardCharsets.ISO_8859_1).nodes().getFirst().name())
                .isEqualTo("malaga");
        assertThat(read(document(node("0", "Málaga")), StandardCharsets.UTF_16)
                        .nodes()
                        .getFirst()
                        .name())
                .isEqualTo("malaga");
    }

    @Test
    void refusesOctetsThatDoNotFitTheEncodingWithoutAWordOnStandardError() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> read(
                            "<graphml><graph><node id='M\u00e1laga'/></graph></graphml>", StandardCharsets.ISO_8859_1))
                    .hasMessage(
                            "maps/Test map.graphml: expected text in the encoding that it names, or UTF-8, found other octets");
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        refuses(
                "<?xml version='1.0' encoding='latin-nine'?><graphml/>",
                "1:31: expected an encoding such as UTF-8, found \"latin-nine\"");
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        Gen<List<String>> elements = (random, size) -> {
            int nodes = 1 + random.nextInt(1 + size / 5);
            List<String> all = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                all.add(node(String.valueOf(i), random.nextBoolean() ? "town" : "place " + random.nextInt(4)));
            }
            for (int i = random.nextInt(2 * nodes + 1); i > 0; i--) {
                all.add("<edge source='" + random.nextInt(nodes) + "' target='" + random.nextInt(nodes) + "' directed='"
                        + random.nextBoolean() + "'><data key='d1'>" + (1 + random.nextInt(3)) + "000</data></edge>");
            }
            return all;
        };
        Property.forAll(300, elements, list -> {
            List<String> shuffled = new ArrayList<>(list);
            Collections.shuffle(shuffled, new Random(list.size()));

            assertThat(graph(shuffled.toArray(String[]::new))).isEqualTo(graph(list.toArray(String[]::new)));
        });
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("maps/Test map.graphml:" + message);
    }

    private static void refusesBeginning(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("maps/Test map.graphml:" + message);
    }

    @Test
    void refusesWhatIsNoGraph() {
        refuses("<html/>", "1:1: expected the root element graphml, found \"html\"");
        refusesBeginning("", "1:1: expected the element graphml, found the end of the file");
        refusesBeginning("name: x\n", "1:1: expected well-formed XML, found an error: ");
        refusesBeginning(
                "<graphml>\n <graph>\n", "3:1: expected the end of the element graph, found the end of the file");
        refuses("<graphml>\n</graphml>", "2:2: expected a graph in the document, found none");
        refuses(
                "<graphml><graph/>\n  <graph/></graphml>",
                "2:3: expected one graph, found a second; split the file, a lab is one graph");
    }

    @Test
    void refusesWordsThatGraphMlDoesNotHave() {
        refuses(
                "<graphml><graph>\n<nod id='a'/></graph></graphml>",
                "2:1: expected an element of a graph, found \"nod\"; did you mean \"node\"?");
        refuses(
                "<graphml><graph><node id='a'/>\n<edge source='a' taget='a'/></graph></graphml>",
                "2:1: expected the attribute target in the element edge, found \"taget\"");
        String namespaces = "xmlns='http://graphml.graphdrawing.org/xmlns' xmlns:y='http://www.yworks.com/xml/graphml'";
        refuses(
                "<graphml " + namespaces + ">\n<grahp/></graphml>",
                "2:1: expected an element of a graphml, found \"grahp\"; did you mean \"graph\"?");
        assertThat(read("<graphml " + namespaces
                                + "><graph><node id='a'><y:anything/></node><y:more/></graph></graphml>")
                        .nodes())
                .hasSize(1);
    }

    @Test
    void refusesLinksAndIdsThatDoNotFit() {
        refuses(
                "<graphml><graph>\n<node id='a'/>\n <edge source='a' target='b'/></graph></graphml>",
                "3:2: expected the id of a node, found \"b\"; did you mean \"a\"?");
        refuses(
                "<graphml><graph>\n<node id='a'/>\n<node id='a'/></graph></graphml>",
                "3:1: expected each id once, found \"a\" on a second node");
        refuses(
                "<graphml><graph>\n<node/></graph></graphml>",
                "2:1: expected the attribute id in the element node, found none");
        refuses(
                "<graphml><graph>\n<node id='a'><data key='k'>x</data></node></graph></graphml>",
                "2:14: expected a key that is declared before this, found \"k\"");
        refuses(
                "<graphml><key id='a'/>\n<key id='a'/><graph/></graphml>",
                "2:1: expected each id once, found \"a\" on a second key");
    }

    @Test
    void refusesPlacesThatAreNotOnEarth() {
        for (String latitude : List.of("91", "-90.5", "NaN", "north")) {
            refusesBeginning(
                    document("<node id='x'><data key='d3'>" + latitude + "</data><data key='d4'>0</data></node>"),
                    "11:1: expected a latitude from -90 to 90 degrees, found \"" + latitude + "\"");
        }
        refusesBeginning(
                document("<node id='x'><data key='d3'>1</data><data key='d4'>181</data></node>"),
                "11:1: expected a longitude from -180 to 180 degrees, found \"181\"");
    }

    @Test
    void acceptsNoDocumentTypeAndNoEntities(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "town");
        refuses(
                "<!DOCTYPE graphml [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>\n"
                        + document("<node id='0'><data key='d2'>&x;</data></node>"),
                "1:1: expected no document type declaration, found one; remove the DOCTYPE");
        refuses(
                "<!DOCTYPE graphml SYSTEM 'http://localhost:1/graphml.dtd'>\n" + document(),
                "1:1: expected no document type declaration, found one; remove the DOCTYPE");
        refusesBeginning(document("<node id='0'><data key='d2'>&lol;</data></node>"), "11:");
    }

    @Test
    void refusesAnEntityBomb() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE graphml [<!ENTITY a0 'ha'>\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>\n");
        }
        refuses(
                bomb + "]>" + document("<node id='0'><data key='d2'>&a99;</data></node>"),
                "1:1: expected no document type declaration, found one; remove the DOCTYPE");
    }

    @Test
    void refusesDeepNestingAndLongTexts() {
        refusesBeginning(
                "<graphml><desc>" + "<a>".repeat(100_000), "1:202: expected at most 64 levels of elements, found more");
        refusesBeginning(
                "<graphml>" + "<graph><node id='a'>".repeat(100_000), "1:637: expected at most 64 levels of elements");
        refusesBeginning(
                document("<node id='0'><data key='d2'>" + "x".repeat(5000) + "</data></node>"),
                "11:14: expected a text of at most");
        refusesBeginning(
                document("<node id='" + "x".repeat(5000) + "'/>"),
                "11:1: expected at most 4096 characters in the attribute id, found 5000");
    }

    @Test
    void refusesAFileWithoutEndBeforeItFillsTheMemory() {
        for (String beginning : List.of("<graphml a='", "<graphml><!-- ", "<", "<graphml><![CDATA[")) {
            assertThatThrownBy(() -> TopologyZoo.read("endless.graphml", new EndlessInput(beginning, "x")))
                    .as(beginning)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("endless.graphml:1:");
        }
        assertThatThrownBy(() -> TopologyZoo.read("endless.graphml", new EndlessInput("<graphml><desc>", "<a/>\n")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith("expected a map of at most 64 MiB, found a longer file");
    }

    @Test
    void saysThatAFileIsMissing(@TempDir Path directory) {
        Path missing = directory.resolve("missing.graphml");

        assertThatThrownBy(() -> TopologyZoo.read(missing))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(missing + ": expected a map, found none of this name");
        assertThatThrownBy(() -> TopologyZoo.read(directory))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(directory + ": expected a map, found a directory");
    }

    @Test
    void anyBytesGiveALabOrAnError() {
        byte[] valid = document(node("0", "a"), node("1", "b"), edge("0", "1")).getBytes(UTF_8);
        Gen<byte[]> damaged = (random, size) -> {
            byte[] octets = valid.clone();
            for (int i = random.nextInt(1 + size / 10); i >= 0; i--) {
                octets[random.nextInt(octets.length)] =
                        (byte) (random.nextBoolean() ? "<>\"'&;/= \n".charAt(random.nextInt(10)) : random.nextInt(256));
            }
            return octets;
        };
        Property.forAll(3000, damaged, octets -> {
            try {
                TopologyZoo.read("any", new ByteArrayInputStream(octets));
            } catch (InvalidInput e) {
                assertThat(e.getMessage()).startsWith("any");
            }
        });
    }

    @Test
    void namesLabsAfterTheirFiles() {
        assertThat(List.of(
                                "a/b/Geant2012.graphml",
                                "C:\\x\\My map.gml",
                                ".graphml",
                                "-",
                                "über.graphml",
                                "x".repeat(99))
                        .stream()
                        .map(MapLab::labName)
                        .collect(Collectors.toList()))
                .containsExactly("Geant2012", "My-map", "graphml", "map", "ber", "x".repeat(60));
    }
}
