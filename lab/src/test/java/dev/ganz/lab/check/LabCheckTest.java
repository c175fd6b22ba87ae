package dev.ganz.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.file.LabFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lab that was never a text is checked all the same. */
class LabCheckTest {
    private static final Lab SOUND = LabFile.read("x.yaml", """
            topology:
              nodes: { a: { kind: host }, r: { kind: router }, b: { kind: host } }
              links:
                - endpoints: ["a:eth1", "r:eth1"]
                - endpoints: ["r:eth2", "b:eth1"]
            """).lab();

    private static Lab with(List<Link> links, List<Traffic> traffic) {
        return new Lab(
                SOUND.name(),
                SOUND.seed(),
                SOUND.duration(),
                true,
                SOUND.nodes(),
                links,
                traffic,
                List.of(),
                List.of());
    }

    @Test
    void letsASoundLabPass() {
        assertThat(LabCheck.problemsOf(SOUND)).isEmpty();
        LabCheck.require(SOUND);
    }

    @Test
    void namesThePartWhereThereIsNoText() {
        Lab lab = with(SOUND.links(), List.of(new Traffic.Ping("p", "a", "c", Family.ANY, 0, 1, 1, 56)));

        assertThatThrownBy(() -> LabCheck.require(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("traffic p, to: expected the name of a node, found \"c\"; did you mean \"a\"?");
    }

    @Test
    void refusesALinkWithoutItsInterfaces() {
        Link astray = new Link(
                new Endpoint("a", "eth9"), new Endpoint("zebra", "eth1"), Impairment.NONE, Impairment.NONE, 1500);
        Lab lab = with(List.of(astray), List.of());

        assertThat(LabCheck.problemsOf(lab))
                .extracting(problem -> problem.in(lab))
                .containsExactly(
                        "link a:eth9 - zebra:eth1, endpoints/0: expected an interface of \"a\", found \"eth9\"; did you mean \"eth1\"?",
                        "link a:eth9 - zebra:eth1, endpoints/1: expected the name of a node, found \"zebra\"");
    }

    @Test
    void refusesImpairmentsThatNoFileCanHold() {
        Link link = SOUND.links().getFirst();
        Impairment negative = Impairment.NONE.withDelay(-5);
        Lab lab = with(List.of(new Link(link.a(), link.b(), negative, Impairment.NONE, 20)), List.of());

        assertThat(LabCheck.problemsOf(lab)).extracting(Problem::word).containsExactly("mtu", "impair/->/delay");
    }

    @Test
    void refusesTheSameNodeTwice() {
        Lab lab = new Lab(
                "x",
                1,
                SOUND.duration(),
                true,
                List.of(SOUND.nodes().getFirst(), SOUND.nodes().getFirst()),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(LabCheck.problemsOf(lab))
                .extracting(Problem::message)
                .containsExactly("expected a name that no other node has, found \"a\" a second time");
    }
}
