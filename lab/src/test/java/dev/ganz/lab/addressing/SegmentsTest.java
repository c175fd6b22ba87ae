package dev.ganz.lab.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private static List<List<String>> segments(TestLab lab) {
        Segments segments = Segments.of(lab.lab());
        return IntStream.range(0, segments.count())
                .mapToObj(segment -> segments.members(segment).stream()
                        .map(Endpoint::toString)
                        .toList())
                .toList();
    }

    @Test
    void joinsTheTwoEndsOfACable() {
        TestLab lab = new TestLab().routers("b", "a").link("b:eth1", "a:eth1");

        assertThat(segments(lab)).containsExactly(List.of("a:eth1", "b:eth1"));
        assertThat(Segments.of(lab.lab()).isPointToPoint(0)).isTrue();
    }

    @Test
    void joinsEverythingBehindSwitchesEvenInALoopOfThem() {
        TestLab lab = new TestLab()
                .switches("s1", "s2", "s3")
                .hosts("a", "b", "c")
                .link("s1:p1", "s2:p1")
                .link("s2:p2", "s3:p1")
                .link("s3:p2", "s1:p2")
                .link("c:eth1", "s3:p3")
                .link("b:eth1", "s2:p3")
                .link("a:eth1", "s1:p3");

        assertThat(segments(lab)).containsExactly(List.of("a:eth1", "b:eth1", "c:eth1"));
        assertThat(Segments.of(lab.lab()).isPointToPoint(0)).isFalse();
    }

    @Test
    void twoHostsAtASwitchAreNoPointToPointLink() {
        TestLab lab = new TestLab()
                .switches("s")
                .hosts("a", "b")
                .link("a:eth1", "s:p1")
                .link("b:eth1", "s:p2");

        assertThat(Segments.of(lab.lab()).size(0)).isEqualTo(2);
        assertThat(Segments.of(lab.lab()).isPointToPoint(0)).isFalse();
    }

    @Test
    void routersAndProgramsSeparateSegments() {
        TestLab lab = new TestLab()
                .hosts("a", "b")
                .routers("r")
                .node(Node.Kind.PROGRAM, "p")
                .link("a:eth1", "r:eth1")
                .link("r:eth2", "p:eth1")
                .link("p:eth2", "b:eth1");

        assertThat(segments(lab))
                .containsExactly(List.of("a:eth1", "r:eth1"), List.of("b:eth1", "p:eth2"), List.of("p:eth1", "r:eth2"));
    }

    @Test
    void accessVlansSplitASwitchAndTrunksJoinThemAgain() {
        TestLab lab = new TestLab()
                .switches("s1", "s2")
                .hosts("a10", "a20", "b10", "b20", "b30")
                .link("a10:eth1", "s1:p1")
                .access("s1:p1", 10)
                .link("a20:eth1", "s1:p2")
                .access("s1:p2", 20)
                .link("b10:eth1", "s2:p1")
                .access("s2:p1", 10)
                .link("b20:eth1", "s2:p2")
                .access("s2:p2", 20)
                .link("b30:eth1", "s2:p3")
                .access("s2:p3", 30)
                .link("s1:p9", "s2:p9")
                .trunk("s1:p9", 10, 20)
                .trunk("s2:p9", 10, 30);

        assertThat(segments(lab))
                .containsExactly(
                        List.of("a10:eth1", "b10:eth1"), List.of("a20:eth1"), List.of("b20:eth1"), List.of("b30:eth1"));
    }

    @Test
    void anAccessPortCabledToAnotherJoinsTheirVlans() {
        TestLab lab = new TestLab()
                .switches("s1", "s2")
                .hosts("a", "b")
                .link("a:eth1", "s1:p1")
                .access("s1:p1", 10)
                .link("s1:p2", "s2:p2")
                .access("s1:p2", 10)
                .access("s2:p2", 77)
                .link("b:eth1", "s2:p1")
                .access("s2:p1", 77);

        assertThat(segments(lab)).containsExactly(List.of("a:eth1", "b:eth1"));
    }

    @Test
    void portsThatNobodyMentionsAreInVlanOne() {
        TestLab lab = new TestLab()
                .switches("s")
                .hosts("a", "b", "c")
                .link("a:eth1", "s:p1")
                .access("s:p1", 1)
                .link("b:eth1", "s:p2")
                .link("c:eth1", "s:p3")
                .access("s:p3", 2);

        assertThat(segments(lab)).containsExactly(List.of("a:eth1", "b:eth1"), List.of("c:eth1"));
    }

    @Test
    void aHostAtATrunkIsAloneAsItHearsOnlyTaggedFrames() {
        TestLab lab = new TestLab()
                .switches("s")
                .hosts("a", "b")
                .link("a:eth1", "s:p1")
                .trunk("s:p1", 10)
                .link("b:eth1", "s:p2")
                .access("s:p2", 10);

        assertThat(segments(lab)).containsExactly(List.of("a:eth1"), List.of("b:eth1"));
    }

    @Test
    void segmentsThatOnlySwitchesSeeDoNotAppear() {
        TestLab lab = new TestLab().switches("s1", "s2").link("s1:p1", "s2:p1");

        assertThat(segments(lab)).isEmpty();
        assertThat(Segments.of(lab.lab()).of(0)).isEqualTo(Segments.NONE);
    }

    @Test
    void anInterfaceWithoutACableIsAlone() {
        Segments segments = Segments.of(new TestLab().hosts("a").port("a:eth1").lab());

        assertThat(segments.count()).isEqualTo(1);
        assertThat(segments.isCabled(0)).isFalse();
    }

    @Test
    void aRouterCabledToItselfIsASegmentOfItsOwn() {
        TestLab lab = new TestLab().routers("r").link("r:eth1", "r:eth2");

        assertThat(segments(lab)).containsExactly(List.of("r:eth1", "r:eth2"));
    }

    @Test
    void numbersSegmentsByNamesInTheirNaturalOrder() {
        TestLab lab = new TestLab()
                .hosts("h10", "h2", "h1")
                .routers("r")
                .link("h10:eth1", "r:eth1")
                .link("h2:eth1", "r:eth2")
                .link("h1:eth1", "r:eth10");

        assertThat(segments(lab))
                .containsExactly(
                        List.of("h1:eth1", "r:eth10"), List.of("h2:eth1", "r:eth2"), List.of("h10:eth1", "r:eth1"));
    }

    @Test
    void refusesLinksThatFitNoInterface() {
        Lab lab = new TestLab().hosts("a", "b").link("a:eth1", "b:eth1").lab();
        Lab withoutB = TestLab.of("x", true, lab.nodes().subList(0, 1), lab.links());
        Lab twice = TestLab.of(
                "x", true, lab.nodes(), List.of(lab.links().get(0), lab.links().get(0)));
        Lab namesakes =
                TestLab.of("x", true, List.of(lab.nodes().get(0), lab.nodes().get(0)), List.of());

        assertThatThrownBy(() -> Segments.of(withoutB))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("a link ends at b:eth1, but the lab has no such interface");
        assertThatThrownBy(() -> Segments.of(twice))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("two links end at a:eth1");
        assertThatThrownBy(() -> Segments.of(namesakes))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("two nodes of the lab are called a");
    }

    @Test
    void cablingFollowsACableToItsOtherEnd() {
        Cabling cabling = Cabling.of(new TestLab()
                .hosts("a")
                .routers("r")
                .link("a:eth1", "r:eth2")
                .port("r:eth10")
                .lab());
        int port = cabling.port(TestLab.end("a:eth1"));

        assertThat(cabling.endpoint(cabling.peerOf(port))).isEqualTo(TestLab.end("r:eth2"));
        assertThat(cabling.linkOf(port)).isZero();
        assertThat(cabling.port(TestLab.end("r:eth10"))).isEqualTo(cabling.endPort(cabling.node("r")) - 1);
        assertThat(cabling.peerOf(cabling.port(TestLab.end("r:eth10")))).isEqualTo(Cabling.NONE);
        assertThat(cabling.port(TestLab.end("r:eth3"))).isEqualTo(Cabling.NONE);
        assertThat(cabling.port(TestLab.end("x:eth1"))).isEqualTo(Cabling.NONE);
    }
}
