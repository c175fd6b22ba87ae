package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import dev.ganz.cli.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs from the command line. */
class RunTest {
    private static final String LAB = """
            name: small-office
            seed: 7
            topology:
              nodes:
                hq: { kind: host }
                core: { kind: router }
                sw: { kind: switch }
                branch: { kind: host }
              links:
                - endpoints: ["hq:eth1", "sw:p1"]
                - endpoints: ["sw:p2", "core:eth1"]
                  impair: { delay: 3ms }
                - endpoints: ["core:eth2", "branch:eth1"]
                  impair: { delay: 20ms, jitter: 2ms, loss: 10%, rate: 10mbit }
            traffic:
              - ping: { from: hq, to: branch, every: 100ms, count: 50 }
            faults:
              - { at: 2s, for: 1s, link: "core:eth2", down: true }
            expect:
              - { reachable: [hq, branch], within: 1s }
              - { reachable: [hq, branch], at: 2500ms, is: false }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeLab() throws IOException {
        Files.writeString(directory.resolve("lab.yaml"), LAB);
    }

    @Test
    void passesWhenEveryExpectationHolds() {
        Ended ended = run("sim", "lab.yaml");

        assertThat(ended.status()).isEqualTo(ExitStatus.OK);
        assertThat(ended.out()).contains("small-office: 4 nodes, 3 links, seed 7", "Expectations: all 2 held");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void failsWhenAnExpectationFails() throws IOException {
        Files.writeString(directory.resolve("lab.yaml"), LAB.replace("is: false", "is: true"));

        Ended ended = run("sim", "lab.yaml");

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ended.out()).contains("Expectations: 1 of 2 held", "✗");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void readsStandardInput() {
        assertThat(new Program(directory).given(LAB).run("sim", "-", "-q").out())
                .startsWith("small-office: 4 nodes");
    }

    @Test
    void givesTheSameDigestForTheSameSeedAndAnotherForAnother() {
        String digest = digest("sim", "lab.yaml");

        assertThat(digest).matches("[0-9a-f]{16}").isEqualTo(digest("sim", "lab.yaml"));
        assertThat(digest).isEqualTo(digest("sim", "lab.yaml", "--seed", "7"));
        assertThat(digest).isNotEqualTo(digest("sim", "lab.yaml", "--seed", "8"));
    }

    @Test
    void givesTheSameDigestHoweverTheFileIsOrdered() throws IOException {
        String digest = digest("sim", "lab.yaml", "--ping", "all");
        List<String> lines = LAB.lines().toList();
        int nodes = lines.indexOf("  nodes:");
        List<String> shuffled = new java.util.ArrayList<>(lines);
        java.util.Collections.reverse(shuffled.subList(nodes + 1, nodes + 5));
        Files.write(directory.resolve("shuffled.yaml"), shuffled);

        assertThat(shuffled).isNotEqualTo(lines);
        assertThat(digest("sim", "shuffled.yaml", "--ping", "all")).isEqualTo(digest);
    }

    @Test
    void writesWhatItIsAskedForAndNothingElse() throws IOException {
        Ended ended = run(
                "sim",
                "lab.yaml",
                "-o",
                "report.json",
                "--capture",
                "core:eth2=core.pcapng",
                "--record",
                "a.run",
                "--events",
                "events.jsonl");

        assertThat(ended.status()).isEqualTo(ExitStatus.OK);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lab.yaml", "report.json", "core.pcapng", "a.run", "events.jsonl");
        }
        Map<String, Object> report = Json.object(Files.readString(directory.resolve("report.json")));
        assertThat(report).containsEntry("lab", "small-office").containsEntry("seed", "7");
        assertThat(Files.readAllLines(directory.resolve("events.jsonl")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Json.object(line)).containsOnlyKeys("seconds", "kind", "place", "text"));
    }

    @Test
    void replacesAnOlderReportWhole() throws IOException {
        Files.writeString(directory.resolve("report.txt"), "old\n".repeat(10_000));

        run("sim", "lab.yaml", "-o", "report.txt");

        assertThat(directory.resolve("report.txt"))
                .content()
                .startsWith("small-office")
                .doesNotContain("old");
    }

    @Test
    void keepsAnOlderReportWhenTheRunIsRefused() throws IOException {
        Files.writeString(directory.resolve("report.txt"), "old");

        Ended ended = run("sim", "lab.yaml", "-o", "report.txt", "--capture", "cor=x.pcapng");

        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.err()).contains("did you mean \"core\"?").hasLineCount(1);
        assertThat(directory.resolve("report.txt")).hasContent("old");
        assertThat(directory.resolve("x.pcapng")).doesNotExist();
    }

    @Test
    void refusesToWriteTwoThingsIntoOneFile() {
        Ended ended = run("sim", "lab.yaml", "-o", "x", "--record", "./x");

        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.err()).contains("--record ./x", "-o x").hasLineCount(1);
    }

    @Test
    void listsEventsOnOneTimeAxis() {
        Ended ended = run("sim", "lab.yaml", "--events", "-");

        List<String> events = ended.out()
                .lines()
                .takeWhile(line -> !line.startsWith("small-office"))
                .toList();
        assertThat(events).anyMatch(line -> line.matches(" +2\\.000000000  fault .*core:eth2.*"));
        assertThat(events.stream()
                        .map(line -> line.strip().replaceFirst(" .*", ""))
                        .mapToDouble(Double::parseDouble))
                .isSorted();
    }

    @Test
    void addsTrafficToThatOfTheLab() {
        Map<String, Object> report = Json.object(run("sim", "lab.yaml", "--ping", "branch,hq,3,10ms", "-f", "json")
                .out());

        assertThat(Json.list(report.get("pings")).stream().map(ping -> ping.get("sent")))
                .containsExactly("50", "3");
    }

    @Test
    void pingsOverTheFamilyThatIsAskedFor() {
        assertThat(digest("sim", "lab.yaml", "--ping", "all", "-4"))
                .isNotEqualTo(digest("sim", "lab.yaml", "--ping", "all", "-6"));
    }

    @Test
    void endsWhenItIsTold() {
        assertThat(run("sim", "lab.yaml", "--until", "1500ms").out()).contains("1.5 s simulated");
    }

    @Test
    void comparesTwoRuns() {
        run("sim", "lab.yaml", "--record", "a.run");
        run("sim", "lab.yaml", "--record", "b.run");
        run("sim", "lab.yaml", "--record", "c.run", "--seed", "8");

        assertThat(run("diff", "a.run", "b.run").status()).isEqualTo(ExitStatus.OK);
        assertThat(run("diff", "a.run", "b.run").out()).startsWith("the same: ");
        Ended different = run("diff", "a.run", "c.run");
        assertThat(different.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(different.out()).contains("different seeds: 7 and 8", "delivery ", "first:", "second:");
    }

    @Test
    void saysWhatToDoWithALabWithoutTraffic() throws IOException {
        Files.writeString(directory.resolve("lab.yaml"), UsageTest.LAB);

        assertThat(run("sim", "lab.yaml").err()).contains("--ping all");
        assertThat(run("sim", "lab.yaml", "-q").err()).isEmpty();
    }

    @Test
    void coloursForAPersonAlone() {
        assertThat(new Program(directory).onTerminal().run("sim", "lab.yaml").out())
                .contains("\u001b[1m");
        assertThat(run("sim", "lab.yaml").out()).doesNotContain("\u001b");
    }

    private String digest(String... arguments) {
        String[] withFormat = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        withFormat[arguments.length] = "-f";
        withFormat[arguments.length + 1] = "json";
        return String.valueOf(Json.object(run(withFormat).out()).get("digest"));
    }

    private Ended run(String... arguments) {
        return new Program(directory).run(arguments);
    }
}
