package dev.ganz.cli;

import dev.ganz.cli.report.Columns;
import dev.ganz.cli.report.Quantity;
import dev.ganz.lab.InvalidInput;
import dev.ganz.live.Launch;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts a lab in real time. */
@Command(
        name = "up",
        header = "Start a lab with real programs on this machine.",
        description = {
            "",
            "Makes the lab's nodes and links in namespaces of its own, apart from this machine's network; root is not needed.",
            "It is there until ganz down.",
            "",
            "  ganz up labs/branch-office.yaml",
            "  ganz exec hq -- ping -c 3 branch",
            "  ganz down",
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

    @Mixin
    Verbosity verbosity = new Verbosity();

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long begun = terminal.clock().getAsLong();
        LabSource source = LabSource.open(terminal, lab);
        RunDirectory directory = RunDirectory.of(terminal.environment());
        List<String> command = new ArrayList<>(ownCommand());
        command.addAll(
                List.of(LabCommand.NAME, directory.root().toAbsolutePath().toString(), source.name()));
        Message ready = new Launch(terminal.environment()).start(command, source.octets());
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
        if (!verbosity.quiet) {
            ready.texts("notes").forEach(note -> terminal.say("note: " + note));
        }
        return ExitStatus.OK;
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
