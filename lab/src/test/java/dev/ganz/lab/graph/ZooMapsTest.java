package dev.ganz.lab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.lab.addressing.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The importers against maps that nobody on this project drew, and against what their index says of them. */
class ZooMapsTest {
    /** What the index says of each map. */
    private record Row(int nodes, int links, int pairs, int pieces, int withoutCoordinates, int selfLoops) {}

    private static Map<String, Row> index() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(ZooMaps.directory().resolve("INDEX.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (!cells[0].equals("name")) {
                int[] n = Arrays.stream(cells, 1, 9).mapToInt(Integer::parseInt).toArray();
                rows.put(cells[0], new Row(n[0], n[1], n[2], n[3], n[4], n[6]));
            }
        }
        return rows;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Test
    void everyMapHasTheShapeThatTheIndexSays() throws IOException {
        Map<String, Row> index = index();
        List<Path> maps = ZooMaps.withEnding(".graphml");

        assertThat(maps).isNotEmpty();
        for (Path map : maps) {
            assertThat(measure(TopologyZoo.read(map))).as(map.toString()).isEqualTo(index.get(name(map)));
        }
    }

    private static Row measure(Lab lab) {
        Set<String> pairs = new HashSet<>();
        int selfLoops = 0;
        for (Link link : lab.links()) {
            pairs.add(link.a().node() + " " + link.b().node());
            selfLoops += link.a().node().equals(link.b().node()) ? 1 : 0;
        }
        int withoutCoordinates = (int) lab.nodes().stream()
                .filter(node -> node.coordinates().isEmpty())
                .count();
        return new Row(
                lab.nodes().size(), lab.links().size(), pairs.size(), pieces(lab), withoutCoordinates, selfLoops);
    }

    private static int pieces(Lab lab) {
        Cabling cabling = Cabling.of(lab);
        boolean[] seen = new boolean[lab.nodes().size()];
        int pieces = 0;
        for (int start = 0; start < seen.length; start++) {
            if (seen[start]) {
                continue;
            }
            pieces++;
            Deque<Integer> front = new ArrayDeque<>(List.of(start));
            seen[start] = true;
            while (!front.isEmpty()) {
                int node = front.remove();
                for (int port = cabling.firstPort(node); port < cabling.endPort(node); port++) {
                    int peer = cabling.nodeOf(cabling.peerOf(port));
                    if (!seen[peer]) {
                        seen[peer] = true;
                        front.add(peer);
                    }
                }
            }
        }
        return pieces;
    }

    @Test
    void gmlAndGraphMlOfOneMapAreTheSameLab() {
        List<Path> maps = ZooMaps.withEnding(".gml");

        assertThat(maps).isNotEmpty();
        for (Path map : maps) {
            Path twin = map.resolveSibling(name(map) + ".graphml");
            if (Files.exists(twin)) {
                assertThat(Gml.read(map)).as(map.toString()).isEqualTo(TopologyZoo.read(twin));
            } else {
                assertThat(Gml.read(map).nodes()).as(map.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void everyMapCanBeAddressed() {
        for (Path map : ZooMaps.withEnding(".graphml")) {
            Lab lab = Addressing.complete(TopologyZoo.read(map));
            for (Node node : lab.nodes()) {
                assertThat(node.kind()).as("%s %s", map, node.name()).isEqualTo(Node.Kind.ROUTER);
                assertThat(node.loopbacks()).as("%s %s", map, node.name()).hasSize(2);
                node.interfaces().forEach(port -> assertThat(port.addresses()).hasSize(2));
            }
        }
    }

    @Test
    void delaysAreThoseOfLightInAFibreBetweenTheTowns() {
        Lab geant = TopologyZoo.read(ZooMaps.directory().resolve("Geant2012.graphml"));

        // 364.2 km by the spherical law of cosines, which shares nothing with the haversine; 5.003 µs each
        Coordinates amsterdam = coordinates(geant, "nl");
        Coordinates frankfurt = coordinates(geant, "de");
        assertThat(amsterdam.kilometresTo(frankfurt)).isCloseTo(364.2, within(3.6));
        assertThat(delay(geant, "nl", "de")).isCloseTo(1_822_000, within(18_220L));
    }

    private static Coordinates coordinates(Lab lab, String node) {
        return lab.nodes().stream()
                .filter(each -> each.name().equals(node))
                .findFirst()
                .flatMap(Node::coordinates)
                .orElseThrow();
    }

    private static long delay(Lab lab, String a, String b) {
        return lab.links().stream()
                .filter(link ->
                        Set.of(a, b).equals(Set.of(link.a().node(), link.b().node())))
                .mapToLong(link -> link.forward().delay())
                .findFirst()
                .orElseThrow();
    }

    /** The makers of the maps read speeds in labels too; where both of us did, we must agree. */
    @Test
    void readsInLabelsTheSpeedsThatTheMakersOfTheMapsRead() throws IOException {
        int compared = 0;
        List<String> disagreements = new ArrayList<>();
        for (Path file : ZooMaps.withEnding(".graphml")) {
            try (var in = Files.newInputStream(file)) {
                for (MapGraph.Edge link :
                        GraphMlReader.read(file.toString(), in).links()) {
                    Optional<String> raw = Optional.ofNullable(link.attributes().get("linkspeedraw"));
                    Optional<String> label =
                            Optional.ofNullable(link.attributes().get("linklabel"));
                    if (raw.isPresent() && label.isPresent()) {
                        compared++;
                        OptionalLong ours = LinkSpeed.inLabel(label.get());
                        if (ours.isEmpty() || ours.getAsLong() != Math.round(Double.parseDouble(raw.get()))) {
                            disagreements.add(label.get());
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(700);
        // a misspelling, and two alternatives of which the first counts here
        assertThat(new HashSet<>(disagreements)).isSubsetOf("40Mpbs", "45/155 Mbps");
    }

    @Test
    void interfacesAreNumberedByTheNamesOfTheNeighbours() {
        for (Path map : ZooMaps.withEnding(".graphml")) {
            Lab lab = TopologyZoo.read(map);
            Cabling cabling = Cabling.of(lab);
            for (int node = 0; node < lab.nodes().size(); node++) {
                String last = "";
                for (int port = cabling.firstPort(node); port < cabling.endPort(node); port++) {
                    String neighbour = lab.nodes()
                            .get(cabling.nodeOf(cabling.peerOf(port)))
                            .name();
                    assertThat(dev.ganz.lab.NaturalOrder.compare(last, neighbour))
                            .isNotPositive();
                    last = neighbour;
                }
            }
            assertThat(Segments.of(cabling).count()).isPositive();
        }
    }
}
