package dev.ganz.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs the program within the test, with streams that the test can read. */
final class Program {
    private final Path directory;
    private String input = "";
    private boolean terminal;

    /** What came of it. */
    record Ended(int status, String out, String err) {}

    /** A process that works in {@code directory}. */
    Program(Path directory) {
        this.directory = directory;
    }

    /** With something on standard input. */
    Program given(String text) {
        this.input = text;
        return this;
    }

    /** With a person in front of it. */
    Program onTerminal() {
        this.terminal = true;
        return this;
    }

    Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new Terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal,
                        terminal,
                        true,
                        100,
                        Map.of(),
                        directory,
                        System::nanoTime),
                arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
