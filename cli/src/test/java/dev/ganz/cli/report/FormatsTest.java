package dev.ganz.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Endpoint;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FormatsTest {
    private final RunResult result = Samples.small();

    @Test
    void formatsStayAsTheyAre() throws IOException {
        Golden.check("small.json", write(new JsonReport()));
        Golden.check("small.csv", write(new CsvReport()));
        Golden.check("small-junit.xml", write(new JunitReport()));
    }

    @Test
    void jsonHasTheKeysOfTheDesign() throws IOException {
        String json = write(new JsonReport());
        Map<String, Object> run = Json.object(json);

        assertThat(run)
                .containsKeys("lab", "seed", "simulatedSeconds", "wallSeconds", "events", "packetHops", "digest")
                .containsKeys("pings", "flows", "links", "expectations");
        assertThat(first(run, "pings")).containsKeys("from", "to", "sent", "received", "rttMs");
        assertThat(Json.map(first(run, "pings").get("rttMs"))).containsKeys("min", "p50", "p99", "max");
        assertThat(first(run, "flows"))
                .containsKeys("name", "from", "to", "protocol", "start", "seconds", "goodputBps", "sentBytes")
                .containsKeys("receivedBytes", "lostPackets", "retransmits", "fctSeconds", "rttMs", "cwndBytes");
        assertThat(first(run, "links"))
                .containsKeys("from", "to", "packets", "bytes", "drops", "utilisation", "queueBytes");
        assertThat(Json.map(first(run, "links").get("drops"))).containsKeys("queue", "loss", "down");
        assertThat(Json.map(first(run, "links").get("queueBytes"))).containsKeys("mean", "max");
        assertThat(first(run, "expectations")).containsOnlyKeys("text", "passed", "actual");
    }

    @Test
    void jsonKeepsEveryNanosecondAndEveryCharacter() throws IOException {
        Map<String, Object> run = Json.object(write(new JsonReport()));

        assertThat(run).containsEntry("simulatedSeconds", "30").containsEntry("wallSeconds", "0.412345678");
        assertThat(run).containsEntry("digest", "0123456789abcdef");
        assertThat(Json.list(run.get("pings")).stream().map(ping -> ping.get("name")))
                .containsExactly("ping hq branch", "quoted \"a,b\"", "lost");
        assertThat(Json.list(run.get("pings")).get(2))
                .containsEntry("to", "Zürich\u001b[31m")
                .containsEntry("rttMs", null)
                .containsEntry("firstRttMs", null)
                .containsEntry("unreachable", "no route");
        assertThat(Json.list(run.get("flows")).get(1))
                .containsEntry("goodputBps", "3910000")
                .containsEntry("fctSeconds", "102.3");
    }

    @Test
    void jsonGivesLineToolsALineForEachThing() throws IOException {
        String json = write(new JsonReport());

        assertThat(json.lines().filter(line -> line.startsWith("    {"))).hasSize(3 + 2 + 4 + 1 + 2);
        assertThat(json).startsWith("{\n  \"lab\": ").endsWith("\n}\n");
    }

    @Test
    void csvIsATableByRfc4180() throws IOException {
        List<List<String>> rows = csv(write(new CsvReport()));

        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.getFirst()));
        assertThat(column(rows, "record"))
                .containsSubsequence("run", "pings", "ping", "flow", "link", "nodeDrops", "expectation", "note");
        assertThat(column(rows, "name")).contains("quoted \"a,b\"");
        assertThat(column(rows, "to")).contains("core \"<&>\", 2");
    }

    @Test
    void csvCarriesTheFactsOfJson() throws IOException {
        Map<String, Object> run = Json.object(write(new JsonReport()));
        List<List<String>> rows = csv(write(new CsvReport()));

        Map<String, String> singular =
                Map.of("pings", "ping", "flows", "flow", "links", "link", "expectations", "expectation");
        singular.forEach((key, record) -> {
            List<Map<String, String>> expected =
                    Json.list(run.get(key)).stream().map(FormatsTest::flat).toList();
            List<Map<String, String>> actual = rows.stream()
                    .skip(1)
                    .filter(row -> row.getFirst().equals(record))
                    .map(row -> filled(rows.getFirst(), row))
                    .toList();
            assertThat(actual).as(key).isEqualTo(expected);
        });
    }

    @Test
    void junitIsWhatParsersExpect() throws Exception {
        Document document = xml(write(new JunitReport()));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(suite.getAttribute("name")).isEqualTo("branch-office");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failed = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(failed.getAttribute("name")).isEqualTo("flow backup: goodput >= 4mbit");
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("goodput 3.91 Mbit/s");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("core \"<&>\", 2", "voice", "Zürich");
    }

    @Test
    void junitReplacesWhatXmlCannotHold() throws Exception {
        RunResult strange = new RunResult(
                "a\u0000b\ud800c\ufffe",
                1,
                0,
                0,
                Optional.empty(),
                List.of(PingResult.unanswered("x", "]]>", "\u0001", 1, "\u0008")),
                result.pingSummary(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("\u000c"));
        StringWriter out = new StringWriter();
        new JunitReport().write(Samples.LAB, strange, out);

        assertThat(((Element) xml(out.toString())
                                .getElementsByTagName("testsuite")
                                .item(0))
                        .getAttribute("name"))
                .isEqualTo("a\ufffdb\ufffdc\ufffd");
    }

    @Test
    void endpointsReadAsInTheLabFile() throws IOException {
        assertThat(first(Json.object(write(new JsonReport())), "links"))
                .containsEntry("from", new Endpoint("hq", "eth1").toString());
    }

    private String write(Report report) throws IOException {
        StringWriter out = new StringWriter();
        report.write(Samples.LAB, result, out);
        return out.toString();
    }

    private static Map<String, Object> first(Map<String, Object> run, String key) {
        return Json.list(run.get(key)).getFirst();
    }

    /** Nested objects with dotted names, without nulls; values as text. */
    private static Map<String, String> flat(Map<String, Object> object) {
        Map<String, String> flat = new TreeMap<>();
        object.forEach((key, value) -> {
            if (value instanceof Map<?, ?>) {
                Json.map(value).forEach((inner, number) -> flat.put(key + "." + inner, String.valueOf(number)));
            } else if (value != null) {
                flat.put(key, value.toString());
            }
        });
        return flat;
    }

    private static Map<String, String> filled(List<String> header, List<String> row) {
        Map<String, String> filled = new TreeMap<>();
        for (int i = 1; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                filled.put(header.get(i), row.get(i));
            }
        }
        return filled;
    }

    private static List<String> column(List<List<String>> rows, String name) {
        int index = rows.getFirst().indexOf(name);
        return rows.stream().skip(1).map(row -> row.get(index)).toList();
    }

    /** Reads CSV as the RFC's grammar has it. */
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\r')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    assertThat(text.charAt(++i)).isEqualTo('\n');
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                field.append(c);
            }
        }
        assertThat(row).isEmpty();
        return rows;
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
