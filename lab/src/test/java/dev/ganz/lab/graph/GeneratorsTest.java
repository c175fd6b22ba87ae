package dev.ganz.lab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
    /** How many nodes have each number of interfaces; that every link finds its interfaces is checked on the way. */
    private static Map<Integer, Integer> degrees(Lab lab) {
        Cabling cabling = Cabling.of(lab);
        Map<Integer, Integer> degrees = new TreeMap<>();
        for (int node = 0; node < lab.nodes().size(); node++) {
            degrees.merge(cabling.endPort(node) - cabling.firstPort(node), 1, Integer::sum);
        }
        assertThat(2 * lab.links().size()).isEqualTo(cabling.ports());
        return degrees;
    }

    private static boolean isConnected(Lab lab) {
        Cabling cabling = Cabling.of(lab);
        int[] part = new int[lab.nodes().size()];
        Arrays.setAll(part, i -> i);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Link link : lab.links()) {
                int a = cabling.node(link.a().node());
                int b = cabling.node(link.b().node());
                int least = Math.min(part[a], part[b]);
                changed |= part[a] != part[b];
                part[a] = least;
                part[b] = least;
            }
        }
        return Arrays.stream(part).allMatch(each -> each == 0);
    }

    @Test
    void aRandomTreeIsATreeAndTheSameForASeed() {
        Lab tree = Generators.randomTree(1000, 7);

        assertThat(tree.nodes()).hasSize(1000);
        assertThat(tree.links()).hasSize(999);
        assertThat(isConnected(tree)).isTrue();
        assertThat(Generators.randomTree(1000, 7)).isEqualTo(tree);
        assertThat(Generators.randomTree(1000, 8).links()).isNotEqualTo(tree.links());
        assertThat(tree.links().getFirst().forward().rate()).isEqualTo(1_000_000_000);
        assertThat(tree.links().getFirst().backward().delay()).isEqualTo(1_000_000);
    }

    /** In a random recursive tree half of all nodes are leaves (Na and Rapoport, 1970). */
    @Test
    void halfOfARandomTreeIsLeaves() {
        int leaves = degrees(Generators.randomTree(20_000, 1)).getOrDefault(1, 0);

        assertThat(leaves).isBetween(9_700, 10_300); // the variance is n/12: seven sigma
    }

    @Test
    void aChainHasAHostAtEachEnd() {
        Lab chain = Generators.chain(10);

        assertThat(degrees(chain)).isEqualTo(Map.of(1, 2, 2, 10));
        assertThat(chain.nodes().getFirst().kind()).isEqualTo(Node.Kind.HOST);
        assertThat(chain.nodes().getLast().name()).isEqualTo("h2");
        assertThat(Generators.chain(0).links()).hasSize(1);
    }

    @Test
    void shapesHaveTheDegreesOfTheirNames() {
        assertThat(degrees(Generators.ring(5))).isEqualTo(Map.of(2, 5));
        assertThat(degrees(Generators.star(100))).isEqualTo(Map.of(1, 100, 100, 1));
        assertThat(degrees(Generators.grid(4, 3))).isEqualTo(Map.of(2, 4, 3, 6, 4, 2));
        assertThat(degrees(Generators.grid(1, 1))).isEqualTo(Map.of(0, 1));
        assertThat(degrees(Generators.torus(4, 3))).isEqualTo(Map.of(4, 12));
        assertThat(isConnected(Generators.torus(5, 4))).isTrue();
    }

    @Test
    void aFatTreeHasAllItsLayers() {
        Lab tree = Generators.fatTree(4);

        assertThat(degrees(tree)).isEqualTo(Map.of(1, 16, 4, 20)); // 16 hosts; 4 core, 8 aggregation, 8 edge routers
        assertThat(isConnected(tree)).isTrue();
        assertThat(tree.nodes().stream().filter(node -> node.kind() == Node.Kind.HOST))
                .hasSize(16);
    }

    @Test
    void refusesSizesThatNoShapeHas() {
        assertThatThrownBy(() -> Generators.randomTree(0, 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("a tree has 1 to 1000000 routers, not 0");
        assertThatThrownBy(() -> Generators.grid(1000, 1001)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Generators.fatTree(5)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Generators.ring(2)).isInstanceOf(InvalidInput.class);
    }
}
