package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.cli.Program.Ended;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.graph.TopologyZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The maps of the Internet Topology Zoo, each with a ping between every two nodes. */
class ZooTest {
    private static final Path ZOO = Path.of(System.getProperty("ganz.root"), "../shared/data/topology-zoo");
    private static final Pattern DIGEST = Pattern.compile("digest ([0-9a-f]{16})");

    @TestFactory
    Stream<DynamicTest> everyConnectedPairOfEveryMapAnswers() throws IOException {
        assumeTrue(Files.isDirectory(ZOO), "needs the maps in " + ZOO);
        try (Stream<Path> maps = Files.list(ZOO)) {
            return maps.filter(map -> map.toString().endsWith(".graphml")).sorted().toList().stream()
                    .map(map -> DynamicTest.dynamicTest(map.getFileName().toString(), () -> answers(map)));
        }
    }

    private static void answers(Path map) {
        Lab lab = TopologyZoo.read(map);
        Pairs expected = pairs(lab);
        assumeTrue(expected.all() > 0, "a map of a single node has no pairs");

        Ended ended = new Program(ZOO).run("sim", map.toString(), "--ping", "all", "-f", "csv");

        assertThat(ended.status()).as(ended.err()).isEqualTo(ExitStatus.OK);
        Map<String, String> summary = row(ended.out(), "pings");
        assertThat(summary).containsEntry("pairs", String.valueOf(expected.all()));
        assertThat(summary).containsEntry("unreachable", String.valueOf(expected.all() - expected.connected()));
    }

    @Test
    void orderOfAMapDecidesNothing(@TempDir Path directory) throws IOException {
        Path map = ZOO.resolve("Geant2012.graphml");
        assumeTrue(Files.exists(map), "needs " + map);
        String text = Files.readString(map);
        Path shuffled = directory.resolve("Geant2012.graphml");
        Files.writeString(shuffled, shuffled(shuffled(text, "node"), "edge"));

        assertThat(shuffled).content().isNotEqualTo(text);
        assertThat(digest(shuffled)).isEqualTo(digest(map)).isEqualTo(digest(map));
    }

    private static String digest(Path map) {
        String out =
                new Program(ZOO).run("sim", map.toString(), "--ping", "all").out();
        Matcher digest = DIGEST.matcher(out);
        assertThat(digest.find()).as(out).isTrue();
        return digest.group(1);
    }

    /** The elements of a kind in another order, all at the place of the first. */
    private static String shuffled(String text, String element) {
        List<String> elements = new ArrayList<>();
        Matcher matcher = Pattern.compile("<" + element + " .*?</" + element + ">", Pattern.DOTALL)
                .matcher(text);
        while (matcher.find()) {
            elements.add(matcher.group());
        }
        int first = text.indexOf(elements.getFirst());
        String rest = text;
        for (String each : elements) {
            rest = rest.replace(each, "");
        }
        Collections.shuffle(elements, new Random(1));
        return rest.substring(0, first) + String.join("\n", elements) + rest.substring(first);
    }

    private record Pairs(int all, int connected) {}

    /** Ordered pairs of routers, and those among them that links and switches join: found without the program's own routing. */
    private static Pairs pairs(Lab lab) {
        Map<String, String> leader = new HashMap<>();
        lab.nodes().forEach(node -> leader.put(node.name(), node.name()));
        for (Link link : lab.links()) {
            leader.put(find(leader, link.a().node()), find(leader, link.b().node()));
        }
        Map<String, Integer> sizes = new HashMap<>();
        int routers = 0;
        for (Node node : lab.nodes()) {
            if (node.kind() != Node.Kind.SWITCH) {
                routers++;
                sizes.merge(find(leader, node.name()), 1, Integer::sum);
            }
        }
        int connected =
                sizes.values().stream().mapToInt(size -> size * (size - 1)).sum();
        return new Pairs(routers * (routers - 1), connected);
    }

    private static String find(Map<String, String> leader, String node) {
        String at = node;
        for (String up = leader.getOrDefault(at, at); !up.equals(at); up = leader.getOrDefault(at, at)) {
            at = up;
        }
        return at;
    }

    private static Map<String, String> row(String csv, String record) {
        List<String> lines = csv.lines().limit(3).toList();
        String[] header = lines.getFirst().split(",", -1);
        String[] fields = lines.stream()
                .filter(line -> line.startsWith(record + ","))
                .findFirst()
                .orElseThrow()
                .split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.length; i++) {
            row.put(header[i], fields[i]);
        }
        return row;
    }
}
