package dev.ganz.cli;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.Style;
import dev.ganz.lab.InvalidInput;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Everything of the process that a command may touch, so that a test can be the process.
 *
 * @param out raw, so that a write that fails says so; text on it is UTF-8
 * @param outIsTerminal whether a person looks at {@code out}
 * @param unicode whether the locale's characters are more than ASCII
 * @param width columns of the screen
 * @param directory against which paths of the user are resolved
 * @param clock nanoseconds of real time
 */
record Terminal(
        InputStream in,
        OutputStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean unicode,
        int width,
        Map<String, String> environment,
        Path directory,
        LongSupplier clock) {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 160;

    /** That of this process. */
    static Terminal ofProcess() {
        boolean outIsTerminal = isTerminal(1);
        boolean errIsTerminal = isTerminal(2);
        Map<String, String> environment = System.getenv();
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                outIsTerminal,
                errIsTerminal,
                System.getProperty("stdout.encoding", "").startsWith("UTF"),
                outIsTerminal || errIsTerminal ? columns(environment) : Style.UNLIMITED,
                environment,
                Path.of(""),
                System::nanoTime);
    }

    /** How {@code out} is to be written for. */
    Style outStyle() {
        return new Style(colour(outIsTerminal), unicode, outIsTerminal ? width : Style.UNLIMITED);
    }

    /** How a file is to be written. */
    Style fileStyle() {
        return Style.PLAIN;
    }

    /** How {@code err} is to be written for. */
    Style errStyle() {
        return new Style(colour(errIsTerminal), unicode, width);
    }

    /** Text onto {@code out}; closing it flushes, and leaves {@code out} open. */
    Writer writer() {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** {@code out} for help texts, whose loss nobody minds. */
    PrintWriter printWriter() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    /** A path that the user gave. */
    Path path(String text) {
        try {
            return directory.resolve(text);
        } catch (InvalidPathException impossible) {
            throw new InvalidInput("\"" + text + "\" is no path: " + impossible.getReason(), impossible);
        }
    }

    /** A sentence beside the results. */
    void say(String sentence) {
        err.println("ganz: " + Columns.harmless(sentence));
    }

    /** The conventions of no-color.org, and {@code TERM=dumb}. */
    private boolean colour(boolean isTerminal) {
        return isTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProcFileSystem) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }

    private static int columns(Map<String, String> environment) {
        String given = environment.getOrDefault("COLUMNS", "");
        String text = given.isEmpty() ? sizeFromStty() : "0 " + given;
        String[] words = text.strip().split(" ", -1);
        try {
            int columns = Integer.parseInt(words[words.length - 1]);
            return columns == 0 ? 80 : Math.clamp(columns, NARROWEST, WIDEST);
        } catch (NumberFormatException unknown) {
            return 80;
        }
    }

    /** The JDK does not tell the size of a terminal; stty does: {@code 24 80}. */
    private static String sizeFromStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream size = stty.getInputStream()) {
                return new String(size.readNBytes(64), StandardCharsets.US_ASCII);
            }
        } catch (IOException noStty) {
            return "";
        }
    }
}
