package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
    static final String LAB = """
            name: two
            topology:
              nodes:
                hq: { kind: host }
                branch: { kind: host }
                sw: { kind: switch }
              links:
                - endpoints: ["hq:eth1", "sw:p1"]
                - endpoints: ["sw:p2", "branch:eth1"]
            """;

    @TempDir
    Path directory;

    @Test
    void showsWhatThereIsWithoutACommand() {
        Ended ended = run();

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("Usage: ganz", "sim", "validate", "path", "diff");
    }

    @Test
    void namesItsVersionAndTheJdk() {
        assertThat(run("--version").out()).matches("ganz \\S.* \\(JDK 25.*\\)\\R");
    }

    @Test
    void namesTheNearestOption() {
        refuses(
                "unknown option --formt; did you mean \"--format\"? ganz sim --help shows how",
                "sim",
                "x",
                "--formt=json");
    }

    @Test
    void namesTheNearestCommand() {
        refuses("unknown command \"smi\"; did you mean \"sim\"? ganz --help shows how", "smi", "x");
    }

    @Test
    void namesTheNearestFormat() {
        refuses(
                "expected text, json, csv or junit, found \"jsn\"; did you mean \"json\"?",
                "sim",
                "x",
                "--format",
                "jsn");
    }

    @Test
    void saysWhichCommandRunsAFile() throws IOException {
        String file = Files.writeString(directory.resolve("two.yaml"), LAB).toString();

        refuses("to run that file: ganz sim " + file, file);
    }

    @Test
    void refusesAMissingFile() {
        refuses("cannot read gone.yaml: no such file or directory", "sim", "gone.yaml");
    }

    @Test
    void refusesADirectory() {
        refuses(": expected a lab file or a map, found a directory", "sim", directory.toString());
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(directory.resolve("empty.yaml"), "");

        refuses("empty.yaml: expected a lab file or a map, found nothing", "sim", "empty.yaml");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Files.write(directory.resolve("lab.yaml"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

        refuses("lab.yaml: expected a lab file or a map, found a compressed file; unpack it first", "sim", "lab.yaml");
    }

    @Test
    void refusesALineOfAGibibyteWithoutReadingIt() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("long.yaml").toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> refuses("long.yaml: expected a lab of at most 64 MiB, found a longer file", "sim", "long.yaml"));
    }

    @Test
    void namesThePlaceInALabFile() {
        Ended ended = new Program(directory)
                .given(LAB.replace("kind: switch", "kind: swich"))
                .run("sim", "-");

        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.err())
                .startsWith("ganz: standard input:6:17: ")
                .contains("switch")
                .hasLineCount(1);
    }

    @Test
    void namesTheNearestNode() throws IOException {
        lab();

        refuses(
                "--ping hq,brunch: lab two has no node \"brunch\"; did you mean \"branch\"?",
                "sim",
                "lab.yaml",
                "--ping",
                "hq,brunch");
        refuses("lab two has no node \"hqq\"; did you mean \"hq\"?", "path", "lab.yaml", "hqq", "branch");
        refuses("--ping hq,sw: sw has no address", "sim", "lab.yaml", "--ping", "hq,sw");
    }

    @Test
    void refusesTrafficThatMakesNoSense() throws IOException {
        lab();

        refuses(
                "traffic ping hq-hq, to: expected two different nodes, found \"hq\" twice",
                "sim",
                "lab.yaml",
                "--ping",
                "hq,hq");
        refuses(
                "traffic ping hq-branch, count: expected at least 1 request, found 0",
                "sim",
                "lab.yaml",
                "--ping",
                "hq,branch,0");
        refuses("expected A,B,RATE,DURATION", "sim", "lab.yaml", "--udp", "hq,branch");
        refuses("found \"5\"", "sim", "lab.yaml", "--udp", "hq,branch,5,10s");
        refuses(
                "--udp hq,branch,0bit,10s: expected a rate from 1bit to 100tbit, found \"0bit\"",
                "sim",
                "lab.yaml",
                "--udp",
                "hq,branch,0bit,10s");
        refuses(
                "udp hq-branch, for: expected a time above 0 and up to 365 days, found 0",
                "sim",
                "lab.yaml",
                "--udp",
                "hq,branch,5mbit,0s");
        refuses(
                "udp hq-branch, size: expected a size from 1B to 65507B, found 1000000B",
                "sim",
                "lab.yaml",
                "--udp",
                "hq,branch,5mbit,1s,1MB");
        refuses("expected a count of requests, found \"two\"", "sim", "lab.yaml", "--ping", "hq,branch,two");
        refuses("expected -4 or -6, found both", "sim", "lab.yaml", "--ping", "all", "-4", "-6");
        refuses("--until: expected a duration", "sim", "lab.yaml", "--until", "soon");
        refuses("expected a whole number, found \"x\"", "sim", "lab.yaml", "--seed", "x");
    }

    @Test
    void refusesAnOutputThatCannotBeWritten() throws IOException {
        lab();

        refuses("cannot write gone/report.txt: no such file or directory", "sim", "lab.yaml", "-o", "gone/report.txt");
        refuses("it is a directory; name a file in it", "sim", "lab.yaml", "-o", ".");
        refuses("--capture hq=: expected an interface or a node", "sim", "lab.yaml", "--capture", "hq=");
    }

    @Test
    void writesNothingWhenItFails() throws IOException {
        lab();

        run("sim", "lab.yaml", "-o", "report.txt", "--ping", "hq,brunch");

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("lab.yaml");
        }
    }

    @Test
    void takesTheOnlyLabOfTheDirectoryForAPath() throws IOException {
        refuses("expected a lab before the two nodes, as the current directory holds none", "path", "hq", "branch");

        lab();
        assertThat(run("path", "hq", "branch").out()).startsWith("hq → branch  10.");

        Files.writeString(directory.resolve("other.yaml"), LAB);
        refuses("holds 2 files that could be one: lab.yaml, other.yaml", "path", "hq", "branch");
        refuses("expected two nodes of the lab lab.yaml, found hq alone", "path", "lab.yaml", "hq");
    }

    @Test
    void listsEveryProblemOfALab() {
        String wrong = LAB.replace("kind: switch", "kind: swich").replace("kind: host", "kind: hots");

        Ended ended = new Program(directory).given(wrong).run("validate", "-");

        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList()).hasSize(3).allMatch(line -> line.startsWith("ganz: standard input:"));
    }

    @Test
    void saysWhatASoundLabHolds() {
        assertThat(new Program(directory).given(LAB).run("validate", "-").out()).isEqualTo("ok: 3 nodes, 2 links\n");
    }

    @Test
    void printsTheSchema() {
        assertThat(run("validate", "--schema").out()).contains("\"$schema\"", "topology");
    }

    @Test
    void completesInEveryShell() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(run("completion", shell).out()).contains("validate", "format");
        }
    }

    @Test
    void writesOverNeitherTheLabNorAnotherOutputUnderAnyName() throws IOException {
        lab();
        Files.createSymbolicLink(directory.resolve("soft"), Path.of("lab.yaml"));
        Files.createLink(directory.resolve("hard"), directory.resolve("lab.yaml"));
        Files.createSymbolicLink(directory.resolve("here"), Path.of("."));

        for (String name : List.of("lab.yaml", "./here/lab.yaml", "soft", "hard")) {
            for (String option : List.of("-o", "--events", "--record", "--capture")) {
                String value = option.equals("--capture") ? "hq=" + name : name;
                refuses(
                        option + " " + name + ": expected a file of its own, found that of the lab lab.yaml",
                        "sim",
                        "lab.yaml",
                        option,
                        value);
            }
        }
        refuses(
                "--record here/x: expected a file of its own, found that of -o x",
                "sim",
                "lab.yaml",
                "-o",
                "x",
                "--record",
                "here/x");
        assertThat(Files.readString(directory.resolve("lab.yaml"))).isEqualTo(LAB);
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void checksTheTrafficOfTheCommandLineLikeThatOfAFile() throws IOException {
        lab();

        refuses(
                "expected a ping that ends within 365 days, found 1000000000 requests every 60 min",
                "sim",
                "lab.yaml",
                "--ping",
                "hq,branch,1000000000,1h");
    }

    @Test
    void saysWhoseALabIsThatItDoesNotRead() throws IOException {
        Map<String, String> labs = Map.of(
                "a scenario of CORE", "<?xml version='1.0' encoding='UTF-8'?>\n<scenario name=\"x\">\n</scenario>\n",
                "a project of GNS3", "{\n  \"auto_close\": true,\n  \"name\": \"ospf\"\n}\n",
                "a lab of Kathará or Netkit", "LAB_VERSION=1.0\n\npc1[0]=\"A\"\npc1[image]=\"kathara/base\"\n",
                "a network of SNDlib", "?SNDlib native format; type: network; version: 1.0\n",
                "a file of Docker Compose", "services:\n  web:\n    image: nginx\n",
                "a program for Mininet", "#!/usr/bin/python3\nfrom mininet.net import Mininet\n");
        for (Map.Entry<String, String> each : labs.entrySet()) {
            Files.writeString(directory.resolve("theirs"), each.getValue());
            refuses("theirs: expected a lab file or a map, found " + each.getKey() + "; its nodes", "sim", "theirs");
        }
    }

    @Test
    void saysWhereTheLabAsksForWhatVirtualTimeLacks() throws IOException {
        Files.writeString(
                directory.resolve("lab.yaml"), LAB + "traffic:\n  - tcp: { from: hq, to: branch, bytes: 1MB }\n");

        refuses(
                "lab.yaml:11:10: expected a ping or udp, found tcp, which this version does not send",
                "sim",
                "lab.yaml");
        Ended sound = run("validate", "lab.yaml");
        assertThat(sound.status()).isZero();
        assertThat(sound.err())
                .contains("note: ganz sim refuses it: lab.yaml:11:10: ")
                .hasLineCount(1);

        Files.writeString(
                directory.resolve("lab.yaml"), LAB.replace("branch: { kind: host }", "branch: { kind: program }"));
        refuses("lab.yaml:5:21: expected a host, router or switch in virtual time, found a program", "sim", "lab.yaml");
    }

    @Test
    void readsACaptureToItsEnd() throws IOException {
        lab();
        run("sim", "lab.yaml", "--ping", "hq,branch,3,1s", "--capture", "hq=hq.pcapng");

        assertThat(run("validate", "hq.pcapng").out())
                .matches("ok: \\d+ packets in 2 s on 1 interface \\(Ethernet\\)\n");
        refuses("found a capture; ganz validate tells what is in it", "sim", "hq.pcapng");

        byte[] whole = Files.readAllBytes(directory.resolve("hq.pcapng"));
        Files.write(directory.resolve("cut.pcapng"), Arrays.copyOf(whole, whole.length - 9));
        refuses(" and the end of the file; ", "validate", "cut.pcapng");
        Files.writeString(directory.resolve("no.pcap.gz"), "nothing packed");
        refuses("no.pcap.gz: magic number at octet 0: expected that of pcap or pcapng", "validate", "no.pcap.gz");
    }

    private void lab() throws IOException {
        Files.writeString(directory.resolve("lab.yaml"), LAB);
    }

    private Ended run(String... arguments) {
        return new Program(directory).run(arguments);
    }

    /** Checks the contract of a refusal: status 2, nothing on standard output, one sentence beside it. */
    private void refuses(String sentence, String... arguments) {
        Ended ended = run(arguments);

        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("ganz: ").contains(sentence).hasLineCount(1);
    }
}
