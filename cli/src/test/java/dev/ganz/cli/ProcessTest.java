package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, pipes, streams that end. */
class ProcessTest {
    /** Minutes of real time. */
    private static final String LONG_TRAFFIC = "hq,branch,100000000,1us";

    @TempDir
    Path directory;

    @Test
    void endsWithTheStatusOfAnInterruptAndLeavesNoHalfWrittenFile() throws Exception {
        lab();
        Process process =
                start("sim", "lab.yaml", "--ping", LONG_TRAFFIC, "-o", "report.txt", "--capture", "hq=hq.pcapng");
        waitForFiles(3);

        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(files()).containsExactly("lab.yaml");
    }

    @Test
    void isSilentWhenTheReaderOfItsOutputGoesAway() throws Exception {
        lab();
        Process process = start("sim", "lab.yaml", "--ping", "hq,branch", "-f", "json");
        process.getInputStream().close();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.waitFor()).isEqualTo(ExitStatus.BROKEN_PIPE);
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full, which Linux has");
        lab();
        Process process = new ProcessBuilder(command("sim", "lab.yaml", "--ping", "hq,branch"))
                .directory(directory.toFile())
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("ganz: cannot write the output: ")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void showsNoProgressInAPipe() throws Exception {
        lab();
        Process process = start("sim", "lab.yaml", "--udp", "hq,branch,1gbit,10s", "-q");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("two: 3 nodes, 2 links")
                .doesNotContain("\u001b", "\r");
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(ExitStatus.OK);
    }

    private void lab() throws IOException {
        Files.writeString(directory.resolve("lab.yaml"), UsageTest.LAB);
    }

    private void waitForFiles(int count) throws Exception {
        for (int i = 0; i < 400 && files().size() < count; i++) {
            Thread.sleep(50);
        }
        assertThat(files()).hasSizeGreaterThanOrEqualTo(count);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Process start(String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .directory(directory.toFile())
                .start();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                System.getProperty("jdk.module.path"),
                "-m",
                "dev.ganz.cli/dev.ganz.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
