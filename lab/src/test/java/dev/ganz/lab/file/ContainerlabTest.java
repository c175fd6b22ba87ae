package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.Node.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ContainerlabTest {
    private static final Path LABS =
            Path.of(System.getProperty("ganz.root", "..")).resolveSibling("shared/data/labs/clab");

    @Test
    void readsRealLabsOfOthers() throws IOException {
        List<Path> files = files();

        assertThat(files).hasSizeGreaterThan(40).allSatisfy(file -> {
            String text = Files.readString(file);
            if (!text.contains("topology:") || text.contains("{{")) {
                assertThatThrownBy(() -> LabFile.read(file))
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageMatching("(?s).+:[0-9]+:[0-9]+: expected [^\\n]+, found [^\\n]+");
                return;
            }
            Lab lab = LabFile.read(file).lab();
            assertThat(lab.nodes()).isNotEmpty();
            assertThat(lab.automaticAddresses()).isEqualTo(!file.toString().contains(".clab."));
        });
    }

    private static List<Path> files() throws IOException {
        if (!Files.isDirectory(LABS) && Boolean.getBoolean("ganz.test.strict")) {
            throw new AssertionError("the labs of others are missing: " + LABS);
        }
        Assumptions.assumeTrue(Files.isDirectory(LABS), "the labs of others are not on this machine");
        try (Stream<Path> all = Files.walk(LABS)) {
            return all.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    private static LabFile read(String text) {
        return LabFile.read("x.clab.yml", text, Map.of("PORT", "eth7", "EMPTY", ""));
    }

    @Test
    void readsKindsAsTheNearestOfGanz() {
        List<Node> nodes = read("""
                topology:
                  nodes:
                    a: { kind: nokia_srlinux }
                    b: { kind: linux }
                    c: { kind: bridge }
                    d: { kind: ovs-bridge }
                    e: { kind: host }
                    f: { kind: generic_vm }
                    g: { kind: k8s-kind }
                """).lab().nodes();

        assertThat(nodes)
                .extracting(Node::kind)
                .containsExactly(Kind.ROUTER, Kind.LINUX, Kind.SWITCH, Kind.SWITCH, Kind.EXTERNAL, Kind.VM, Kind.LINUX);
        assertThat(LabFile.read("x.yaml", "topology: { nodes: { e: { kind: host } } }")
                        .lab()
                        .nodes()
                        .getFirst()
                        .kind())
                .isEqualTo(Kind.HOST);
    }

    @Test
    void readsExtendedLinks() {
        Lab lab = read("""
                topology:
                  nodes: { a: { kind: linux }, b: { kind: linux } }
                  links:
                    - type: veth
                      mtu: 2000
                      endpoints:
                        - { node: a, interface: e1-1, mac: "02:00:00:00:00:01", ipv4: 10.0.0.1/24, ipv6: "fd00::1/64",
                            vars: { delay: 5ms, colour: red } }
                        - { node: b, interface: e1-1, ipv4: "" }
                      vars: { rate: 10mbit, loss: 1% }
                    - { type: dummy, endpoint: { node: a, interface: d0 } }
                """).lab();

        assertThat(lab.links()).hasSize(1);
        assertThat(lab.links().getFirst().mtu()).isEqualTo(2000);
        assertThat(lab.links().getFirst().forward().delay()).isEqualTo(5_000_000);
        assertThat(lab.links().getFirst().backward().delay()).isZero();
        assertThat(lab.links().getFirst().backward().rate()).isEqualTo(10_000_000);
        assertThat(lab.nodes().getFirst().interfaces())
                .extracting(each -> each.name())
                .containsExactly("d0", "e1-1");
        assertThat(lab.nodes().getFirst().interfaces().get(1).addresses())
                .extracting(Object::toString)
                .containsExactly("10.0.0.1/24", "fd00::1/64");
        assertThat(lab.nodes().getFirst().interfaces().get(1).mac()).isPresent();
    }

    @Test
    void endsLinksToTheOutsideAtExternalNodes() {
        LabFile file = read("""
                mgmt: { network: custom, ipv4-subnet: 172.20.0.0/24 }
                topology:
                  nodes: { a: { kind: linux }, b: { kind: linux } }
                  links:
                    - endpoints: ["a:eth1", "host:a-eth1"]
                    - endpoints: ["mgmt-net:m1", "a:eth2"]
                    - endpoints: ["a:eth3", "macvlan:ens3"]
                    - endpoints: ["b:eth3", "macvlan:ens3"]
                    - { type: host, endpoint: { node: b, interface: eth4 }, host-interface: b4 }
                    - { type: vxlan, endpoint: { node: b, interface: eth5 }, remote: 10.0.0.1, vni: 7, dst-port: 4789 }
                """);

        assertThat(file.lab().nodes())
                .extracting(Node::name)
                .containsExactly("a", "b", "host", "macvlan", "mgmt-net", "vxlan");
        assertThat(file.lab().nodes().get(2).kind()).isEqualTo(Kind.EXTERNAL);
        assertThat(file.lab().nodes().get(2).interfaces())
                .extracting(each -> each.name())
                .containsExactly("a-eth1", "b4");
        assertThat(file.lab().nodes().get(3).interfaces())
                .extracting(each -> each.name())
                .containsExactly("ens3-a-eth3", "ens3-b-eth3");
        assertThat(file.notes()).hasSize(6).anyMatch(note -> note.contains("management network"));
    }

    @Test
    void keepsOverlappingNetworksOfFilesThatAddressByHand() {
        String text = """
                topology:
                  nodes: { a: { kind: linux }, b: { kind: linux } }
                  links:
                    - { endpoints: ["a:eth1", "b:eth1"], ipv4: [10.0.0.1/24, 10.0.0.2/24] }
                    - { endpoints: ["a:eth2", "b:eth2"], ipv4: [10.0.0.3/24, 10.0.0.4/24] }
                """;

        assertThat(read(text).notes()).anyMatch(note -> note.contains("10.0.0.3/24, which overlaps 10.0.0.1/24"));
        assertThatThrownBy(() -> LabFile.read("x.yaml", text)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void replacesVariablesBeforeItReads() {
        LabFile file = read("""
                name: ${NAME:-demo}
                topology:
                  nodes: { a: { kind: linux, exec: ["echo $HOME ${UNSET} $1 $$ ${PORT+set} ${EMPTY:+set}"] }, b: { kind: linux } }
                  links:
                    - endpoints: ["a:$PORT", "b:${PORT}"]
                    - { endpoints: ["a:e2", "b:${EMPTY:=e2}"], mtu: ${MTU=9000} }
                    - { endpoints: ["a:${EMPTY-e9}e3", "b:e3"] }
                """);

        assertThat(file.lab().name()).isEqualTo("demo");
        assertThat(file.lab().links().get(0)).asString().contains("a:eth7", "b:eth7");
        assertThat(file.lab().links().get(1).b()).hasToString("b:e2");
        assertThat(file.lab().links().get(1).mtu()).isEqualTo(9000);
        assertThat(file.lab().links().get(2).a()).hasToString("a:e3");
        assertThat(file.lab().nodes().getFirst().workload().exec()).containsExactly("echo $HOME ${UNSET} $1 $ set ");
    }

    @Test
    void namesThePlaceInTheFileAsItWasWritten() {
        assertThatThrownBy(() -> read("""
                name: ${PORT}${PORT}${PORT}
                topology: { nodes: { ${PORT}: { kind: linux }, b: { kind: lynux } } }
                """))
                .hasMessage("x.clab.yml:2:59: expected a kind of node, found \"lynux\"; did you mean \"linux\"?");
    }

    @Test
    void refusesTemplatesInOneSentence() {
        assertThatThrownBy(() -> read("topology:\n  nodes:\n    {{ range .nodes }}: {}\n"))
                .hasMessage(
                        "x.clab.yml:3:5: expected a lab file, found a Go template; have containerlab render it first");
    }

    @Test
    void bracesThatDoNotCloseCostNoTime() {
        String text = "name: " + "${A".repeat(500_000);

        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void putsTheNodesNameIntoInheritedCommands() {
        Lab lab = read("""
                topology:
                  defaults: { kind: linux, exec: ["hostname __clabNodeName__"] }
                  nodes: { a: , b: }
                """).lab();

        assertThat(lab.nodes().get(1).workload().exec()).containsExactly("hostname b");
    }

    @Test
    void tellsOfAGroupThatIsMisspelt() {
        assertThat(read("""
                topology:
                  groups: { leaves: { kind: linux } }
                  nodes: { a: { group: leafs, kind: linux } }
                """).notes())
                .containsExactly("group \"leafs\" has no words under groups; did you mean \"leaves\"?");
    }
}
