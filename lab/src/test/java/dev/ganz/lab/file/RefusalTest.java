package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every message of the lab file, against a table of texts and messages. */
class RefusalTest {
    private static final Path TABLE =
            Path.of(System.getProperty("ganz.root", ".."), "lab/src/test/resources/golden/refusals.txt");

    /** A text of the table with what is said of it. */
    private record Case(String heading, String text, String messages) {}

    @TestFactory
    Stream<DynamicTest> everyMistakeIsNamedWithItsPlace() throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            write();
        }
        return cases().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.heading(), () -> assertThat(said(each.text())).isEqualTo(each.messages())));
    }

    @Test
    void readingSaysTheFirstMistakeAlone() {
        assertThatThrownBy(
                        () -> LabFile.read("x.yaml", "topology: { nodes: { a: { kind: ruoter }, b: { kind: hots } } }"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("x.yaml:1:33: expected a kind of node, found \"ruoter\"; did you mean \"router\"?");
    }

    private static String said(String text) {
        List<String> said = new ArrayList<>();
        for (String lab : labs(text)) {
            List<String> problems = LabFile.problems("x.yaml", lab, Map.of());
            assertThat(problems).as(lab).isNotEmpty();
            assertThat(problems)
                    .allSatisfy(
                            problem -> assertThat(problem).matches("x\\.yaml:[0-9]+:[0-9]+: .*expected .+, found .+"));
            said.addAll(problems);
        }
        return String.join("\n", said);
    }

    /** The text itself, or a lab for each run of fragments: several of one kind begin a lab each. */
    private static List<String> labs(String text) {
        if (!text.startsWith("+")) {
            return List.of(text.replace("\\u0001", "\u0001").replace("\\u0007", "\u0007"));
        }
        List<String> labs = new ArrayList<>();
        String[] fragments = {"", "", "", "", ""};
        for (String part : text.substring(1).split("\n\\+", -1)) {
            String kind = part.substring(0, part.indexOf(":\n"));
            String body = part.substring(part.indexOf(":\n") + 2).strip();
            int slot = List.of("nodes", "impair", "links", "traffic").indexOf(kind);
            if (slot < 0) {
                slot = 4;
                body = kind + ":\n" + body;
            }
            if (!fragments[slot].isEmpty()) {
                labs.add(filled(fragments));
                fragments = new String[] {"", "", "", "", ""};
            }
            fragments[slot] = slot == 1 ? "impair:\n" + body : body;
        }
        labs.add(filled(fragments));
        return labs;
    }

    private static String filled(String[] fragments) {
        return """
            duration: 10s
            topology:
              nodes:
                hq: { kind: host }
                core: { kind: router }
                branch: { kind: host }
                %s
              links:
                - endpoints: ["hq:eth1", "core:eth1"]
                - endpoints: ["core:eth2", "branch:eth1"]
                  %s
                %s
            traffic:
              - ping: { from: hq, to: branch }
              - udp: { from: hq, to: branch, rate: 1mbit }
              %s
            %s
            """.formatted(
                        fragments[0].replace("\n", "\n    "),
                        fragments[1].replace("\n", "\n        "),
                        fragments[2].replace("\n", "\n    "),
                        fragments[3].replace("\n", "\n  "),
                        fragments[4]);
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String table = Files.readString(TABLE);
        for (String block : table.substring(table.indexOf("\n## ") + 1).split("(?m)^## ", -1)) {
            int text = block.indexOf('\n') + 1;
            int arrow = block.lastIndexOf("=>\n");
            if (text > 0 && arrow > 0) {
                cases.add(new Case(
                        block.substring(0, text - 1),
                        block.substring(text, arrow).stripTrailing(),
                        block.substring(arrow + 3).strip()));
            }
        }
        return cases;
    }

    private static void write() throws IOException {
        String table = Files.readString(TABLE);
        StringBuilder out = new StringBuilder(table.substring(0, table.indexOf("\n## ") + 1));
        for (Case each : cases()) {
            out.append("## ").append(each.heading()).append('\n').append(each.text());
            out.append(each.text().isEmpty() ? "" : "\n")
                    .append("=>\n")
                    .append(said(each.text()))
                    .append("\n\n");
        }
        Files.writeString(TABLE, out.toString().stripTrailing() + "\n");
    }
}
