package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.Descriptor;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RemoteProgram;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a file into a node of a lab that runs, or out of it. */
@Command(
        name = "cp",
        header = "Copy a file into a node of a lab, or out of it.",
        description = {
            "",
            "Nodes see this machine's files, save for /tmp and /run, which are their own: there this is of use.",
            "",
            "  ganz cp big.bin hq:/tmp/big.bin",
            "  ganz cp hq:/run/state.json .",
            "",
        },
        sortOptions = false)
final class CpCommand implements Callable<Integer> {
    /** $1 is the goal, $2 the name for a goal that is a directory. The file appears whole or not at all. */
    private static final String INTO = "d=$1; [ ! -d \"$d\" ] || d=$d/$2; "
            + "cat >\"$d.part$$\" && mv -f \"$d.part$$\" \"$d\" || { rm -f \"$d.part$$\"; exit 1; }";

    private final Terminal terminal;

    @Option(names = "--lab", paramLabel = "NAME", description = "Which lab, where several run.")
    String lab = "";

    @Parameters(index = "0", paramLabel = "FROM", description = "A file, or NODE:FILE.")
    String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "A file or directory, or NODE:FILE.")
    String to = "";

    CpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A file in a node. */
    private record Place(String node, String file) {
        /** Empty if the text names a file of this machine: it has a slash before any colon, or no colon. */
        static Optional<Place> of(String text) {
            int colon = text.indexOf(':');
            return colon < 1 || text.substring(0, colon).contains("/")
                    ? Optional.empty()
                    : Optional.of(new Place(text.substring(0, colon), text.substring(colon + 1)));
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<Place> source = Place.of(from);
        Optional<Place> goal = Place.of(to);
        if (source.isPresent() == goal.isPresent()) {
            throw new InvalidInput("expected one of the two in a node, such as hq:/tmp/file, found "
                    + (goal.isPresent() ? "both" : "none"));
        }
        return goal.isPresent() ? into(goal.get()) : out(source.orElseThrow());
    }

    private int into(Place goal) throws IOException {
        Path file = terminal.path(from);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new InvalidInput("expected a file that can be read, found " + from);
        }
        String name = String.valueOf(file.getFileName());
        try (Descriptor content = Descriptor.open(file.toAbsolutePath().toString())) {
            return run(
                    goal.node(), List.of("sh", "-c", INTO, "sh", goal.file(), name), content, Descriptor.standard(1));
        }
    }

    private int out(Place source) throws IOException {
        Path named = terminal.path(to);
        Path last = Path.of(source.file()).getFileName();
        Path file = Files.isDirectory(named) && last != null ? named.resolve(last) : named;
        Path part = file.resolveSibling(
                file.getFileName() + ".part" + ProcessHandle.current().pid());
        try {
            int status;
            try (Descriptor content = Descriptor.append(part.toAbsolutePath().toString());
                    Descriptor nothing = Descriptor.open("/dev/null")) {
                status = run(source.node(), List.of("cat", "--", source.file()), nothing, content);
            }
            if (status == ExitStatus.OK) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return status;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What is wrong is said by the program itself. */
    private int run(String node, List<String> command, Descriptor in, Descriptor out) throws IOException {
        Message request = Message.of("do", "exec")
                .with("node", node)
                .with("command", command)
                .with("directory", "/")
                .with("environment", List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"));
        try (Connection connection = RunDirectory.of(terminal.environment()).connect(lab)) {
            int status = new RemoteProgram(connection).run(request, List.of(in, out, Descriptor.standard(2)));
            return status == 0 ? ExitStatus.OK : ExitStatus.BAD_INPUT;
        }
    }
}
