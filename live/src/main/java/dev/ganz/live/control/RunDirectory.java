package dev.ganz.live.control;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import dev.ganz.linux.Errno;
import dev.ganz.linux.SyscallException;
import dev.ganz.linux.UnixSocket;
import dev.ganz.linux.User;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the labs of one user are found: a directory for each lab that runs, with its socket, which only the user can enter. A
 * directory whose lab is gone is removed by the next that looks.
 *
 * @param root {@code $XDG_RUNTIME_DIR/ganz}, or {@code /tmp/ganz-UID} where there is no such directory
 */
public record RunDirectory(Path root) {
    private static final String SOCKET = "control";
    private static final List<Errno> GONE = List.of(Errno.ENOENT, Errno.ECONNREFUSED);

    /** That of the user who runs this process. */
    public static RunDirectory of(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path root = runtime.isEmpty() ? Path.of("/tmp", "ganz-" + User.effective()) : Path.of(runtime, "ganz");
        try {
            if (Files.notExists(root)) {
                Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (Files.isSymbolicLink(root) || owner(root) != User.effective()) {
                throw new InvalidInput(
                        root + " belongs to somebody else; set XDG_RUNTIME_DIR to a directory of your own");
            }
            return new RunDirectory(root);
        } catch (IOException failure) {
            throw new InvalidInput(
                    "cannot make " + root + " for sockets of labs: " + failure.getMessage()
                            + "; set XDG_RUNTIME_DIR to a directory of your own",
                    failure);
        }
    }

    private static long owner(Path file) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
    }

    /** The directory of a lab, whatever its name is: always one in the root. */
    public Path of(String lab) {
        return root.resolve(lab.replaceAll("^\\.|[^\\w.-]", "_"));
    }

    /**
     * Takes the name of a lab: its directory is there afterwards, and the socket listens.
     *
     * @throws InvalidInput if a lab of this name runs
     */
    public UnixSocket claim(String lab) throws IOException {
        String socket = of(lab).resolve(SOCKET).toString();
        return locked(() -> {
            if (open(of(lab)).isPresent()) {
                throw new InvalidInput("lab " + lab + " runs already; ganz down " + lab + " ends it");
            }
            Files.createDirectory(
                    of(lab), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return UnixSocket.listen(socket);
        });
    }

    /** Removes the directory of a lab that goes down. */
    public void release(String lab) throws IOException {
        locked(() -> {
            remove(of(lab));
            return lab;
        });
    }

    /** The names of the directories of all labs that run, in the order of the alphabet. */
    public List<String> running() throws IOException {
        return locked(() -> {
            List<String> names = new ArrayList<>();
            try (Stream<Path> entries = Files.list(root)) {
                for (Path each : entries.filter(Files::isDirectory).sorted().toList()) {
                    Optional<Connection> lab = open(each);
                    lab.ifPresent(Connection::close);
                    lab.ifPresent(_ -> names.add(each.getFileName().toString()));
                }
            }
            return names;
        });
    }

    /**
     * Connects to a lab.
     *
     * @param lab its name; empty: the only one that runs
     * @throws InvalidInput if there is none, or several to choose from
     */
    public Connection connect(String lab) throws IOException {
        List<String> running = running();
        if (running.isEmpty()) {
            throw new InvalidInput("no lab runs; ganz up LAB starts one");
        }
        if (lab.isEmpty() && running.size() > 1) {
            throw new InvalidInput(
                    "expected --lab NAME, as " + running.size() + " labs run: " + String.join(", ", running));
        }
        String name = lab.isEmpty() ? running.getFirst() : of(lab).getFileName().toString();
        if (!running.contains(name)) {
            throw new InvalidInput(
                    "no lab \"" + lab + "\" runs, but " + String.join(", ", running) + NearestWord.hint(lab, running));
        }
        return Connection.to(of(name).resolve(SOCKET).toString());
    }

    /** The lab of a directory; one whose lab is gone is removed. */
    private static Optional<Connection> open(Path directory) throws IOException {
        try {
            return Optional.of(Connection.to(directory.resolve(SOCKET).toString()));
        } catch (SyscallException refused) {
            if (!GONE.contains(refused.errno())) {
                throw refused;
            }
            remove(directory);
            return Optional.empty();
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Nobody else makes or removes a directory meanwhile. */
    private <T> T locked(Work<T> work) throws IOException {
        try (FileChannel file =
                        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            return work.run();
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}
