package dev.ganz.stack.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwitchLoopTest {
    private static Endpoint end(String text) {
        int colon = text.indexOf(':');
        return new Endpoint(text.substring(0, colon), text.substring(colon + 1));
    }

    private static Lab lab(List<String> switches, String... links) {
        List<Node> nodes = switches.stream()
                .map(name -> Switches.node(name, 4, Collections.emptySortedMap(), Switches.AGEING))
                .toList();
        List<Link> cables = new ArrayList<>();
        for (int i = 0; i < links.length; i += 2) {
            cables.add(new Link(end(links[i]), end(links[i + 1]), Impairment.NONE, Impairment.NONE, Link.DEFAULT_MTU));
        }
        return new Lab("rings", 1, OptionalLong.empty(), true, nodes, cables, List.of(), List.of(), List.of());
    }

    @Test
    void namesTheSwitchesOfTheShortestRingInItsOrder() {
        Lab lab = lab(
                List.of("a", "b", "c", "d"),
                "a:p1",
                "b:p0",
                "b:p1",
                "c:p0",
                "c:p1",
                "a:p2", // the ring
                "b:p2",
                "d:p0",
                "d:p1",
                "c:p2"); // a longer way from b to c

        SwitchLoop loop = SwitchLoop.through(lab, end("a:p1"), end("a:p2")).orElseThrow();

        assertThat(loop.switches()).containsExactly("a", "b", "c");
        assertThat(loop).hasToString("a:p1 to b:p0, b:p1 to c:p0, c:p1 to a:p2");
    }

    @Test
    void twoParallelLinksAreARing() {
        Lab lab = lab(List.of("a", "b"), "a:p0", "b:p0", "a:p1", "b:p1");

        assertThat(SwitchLoop.through(lab, end("a:p0"), end("a:p1"))
                        .orElseThrow()
                        .switches())
                .containsExactly("a", "b");
    }

    @Test
    void aCableBetweenTwoPortsOfOneSwitchIsARing() {
        Lab lab = lab(List.of("a"), "a:p0", "a:p1");

        assertThat(SwitchLoop.through(lab, end("a:p0"), end("a:p1"))
                        .orElseThrow()
                        .switches())
                .containsExactly("a");
    }

    @Test
    void otherNodesCloseNoRing() {
        Lab lab = lab(List.of("a", "b"), "a:p0", "r:p0", "r:p1", "b:p0", "b:p1", "a:p1", "a:p2", "nowhere:p9");

        assertThat(SwitchLoop.through(lab, end("a:p0"), end("a:p1"))).isEmpty();
        assertThat(SwitchLoop.through(lab, end("a:p3"), end("a:p1")))
                .as("no link there")
                .isEmpty();
    }

    @Test
    void findsARingOfTenThousandSwitches() {
        int count = 10_000;
        List<String> names = IntStream.range(0, count).mapToObj(i -> "s" + i).toList();
        String[] links = IntStream.range(0, count)
                .boxed()
                .flatMap(i -> List.of("s" + i + ":p1", "s" + (i + 1) % count + ":p0").stream())
                .toArray(String[]::new);

        assertThat(SwitchLoop.through(lab(names, links), end("s0:p1"), end("s0:p0"))
                        .orElseThrow()
                        .switches())
                .hasSize(count);
    }
}
