package dev.ganz.cli;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.EventWriter;
import dev.ganz.cli.report.Quantity;
import dev.ganz.cli.report.Style;
import dev.ganz.lab.InvalidInput;
import dev.ganz.live.Launch;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a lab in real time. */
@Command(
        name = "up",
        header = "Start a lab with real programs on this machine.",
        description = {
            "",
            "Makes the lab's nodes and links in namespaces of its own, apart from this machine's network; root is not"
                    + " needed.",
            "It is there until ganz down.",
            "",
            "  ganz up labs/branch-office.yaml",
            "  ganz exec hq -- ping -c 3 branch",
            "  ganz down",
            "",
            "With --test its traffic and faults run, its expectations are judged, and it is taken down again.",
            "",
            "  ganz up --test -o result.xml labs/branch-office.yaml",
            "",
        },
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    /** In their own PID namespaces all labs' processes have one number, by which the JVM names a file in /tmp. */
    private static final List<String> QUIET = List.of("-XX:-UsePerfData", "-Xlog:disable");

    private final Terminal terminal;

    @Parameters(
            paramLabel = "LAB",
            description = "A lab file, a containerlab topology, a map in GraphML or GML, or - for standard input.")
    String lab = "";

    @Option(names = "--test", description = "Run traffic, faults and expectations of the lab, then take it down.")
    boolean test;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            converter = Format.Converter.class,
            description =
                    "Of the test's report: text, json, csv or junit; text unless the name after -o says otherwise.")
    @Nullable
    Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the test's report to a file instead of standard output.")
    String output = "-";

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "Write faults, carrier and verdicts of the test on one time axis; JSON Lines if the name ends in"
                            + " .jsonl, - for standard output.")
    @Nullable
    String events;

    @Mixin
    Verbosity verbosity = new Verbosity();

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        refuseMisplacedOptions();
        return test ? test() : up();
    }

    private void refuseMisplacedOptions() {
        if (!test && (format != null || events != null || !output.equals("-"))) {
            throw new InvalidInput("--format, --output and --events are about a test: expected --test with them");
        }
        if (test && "-".equals(events) && output.equals("-") && Format.of(format, output) != Format.TEXT) {
            throw new InvalidInput("--events - and a report as " + format
                    + " cannot both go to standard output; name a file for one of them");
        }
        OutputFiles files = new OutputFiles(terminal);
        files.reads(lab);
        files.writes("-o", output);
        files.writes("--events", events);
    }

    private int up() throws IOException {
        long begun = terminal.clock().getAsLong();
        RunDirectory directory = RunDirectory.of(terminal.environment());
        Message ready = start(directory);
        double seconds = (terminal.clock().getAsLong() - begun) / 1e9;
        try (Writer out = terminal.writer()) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s is up: %s, %s (%.2f s)%n",
                    Columns.harmless(ready.text("lab")),
                    Quantity.plural(ready.number("nodes"), "node"),
                    Quantity.plural(ready.number("links"), "link"),
                    seconds));
        }
        return ExitStatus.OK;
    }

    private int test() throws IOException {
        RunDirectory directory = RunDirectory.of(terminal.environment());
        try (Outlet report = Outlet.open(terminal, output);
                Outlet log = events == null ? null : Outlet.open(terminal, events)) {
            Style style = report.isFile() ? terminal.fileStyle() : terminal.outStyle();
            Message ready = start(directory);
            try (Connection connection = directory.connect(ready.text("lab"))) {
                boolean passed = new LabTest(Format.of(format, output), verbosity.verbose, style)
                        .run(
                                connection,
                                report.writer(),
                                log == null ? null : new EventWriter(log.writer(), log.isNamed(".jsonl")));
                report.commit();
                if (log != null) {
                    log.commit();
                }
                return passed ? ExitStatus.OK : ExitStatus.FAILED;
            }
        }
    }

    /** Starts the lab's process; its message that the lab is ready. */
    private Message start(RunDirectory directory) throws IOException {
        LabSource source = LabSource.open(terminal, lab);
        List<String> command = new ArrayList<>(ownCommand());
        command.addAll(
                List.of(LabCommand.NAME, directory.root().toAbsolutePath().toString(), source.name()));
        if (test) {
            command.add("--test");
        }
        Message ready = new Launch(terminal.environment()).start(command, source.octets());
        if (!verbosity.quiet) {
            ready.texts("notes").forEach(note -> terminal.say("note: " + note));
        }
        return ready;
    }

    /** The command that runs this program, up to its own arguments: the lab's process is another of its kind. */
    private static List<String> ownCommand() throws IOException {
        String[] words = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8)
                .split("\0", -1);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET);
        for (int i = 1; i < words.length; i++) {
            command.add(words[i]);
            if (words[i].endsWith("/" + Main.class.getName())) {
                return command;
            }
        }
        throw new InvalidInput("ganz up needs a process of its own: run it by the launcher ganz");
    }
}
