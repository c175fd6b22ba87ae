package dev.ganz.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who runs live labs as processes of their own: root, or a user without any privilege. Files lie in /var/tmp, as nodes have a
 * /tmp of their own; sockets and logs lie in /tmp, which nodes hide as they hide /run, where most users have them.
 */
final class LiveUser implements AutoCloseable {
    private static final long PATIENCE = 60;
    /** Programs that the labs of the tests run, and their packages. */
    private static final Map<String, String> PROGRAMS = Map.of(
            "ping",
            "iputils-ping",
            "ip",
            "iproute2",
            "nc",
            "netcat-openbsd",
            "perl",
            "perl-base",
            "python3",
            "python3");

    private final List<String> prefix;
    private final String modules;
    private final Path home;
    private final Path runtime;
    private final String mark = "ganz-test-" + UUID.randomUUID();

    record Ended(int status, String out, String err) {}

    private LiveUser(List<String> prefix, String modules, Path home, Path runtime) {
        this.prefix = prefix;
        this.modules = modules;
        this.home = home;
        this.runtime = runtime;
    }

    /** Whoever runs the tests. */
    static LiveUser self() throws IOException {
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "ganz-live");
        return new LiveUser(List.of(), modulePath(), home, runtime()).checked();
    }

    private static Path runtime() throws IOException {
        return Files.createTempDirectory(Path.of("/tmp"), "ganz-live");
    }

    /** Somebody without privileges: whoever runs the tests, or nobody if that is root. */
    static LiveUser rootless() throws IOException {
        if (!isRoot()) {
            return self();
        }
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "ganz-live");
        Path copies = Files.createDirectory(home.resolve("modules"));
        List<String> entries = new ArrayList<>();
        for (String entry : modulePath().split(File.pathSeparator, -1)) {
            Path place = Files.createDirectory(copies.resolve(String.valueOf(entries.size())));
            Path copy = place.resolve(Path.of(entry).getFileName());
            copy(Path.of(entry), copy);
            entries.add(copy.toString());
        }
        String all = String.join(File.pathSeparator, entries);
        Path runtime = runtime();
        run(Map.of(), home, List.of("chown", "-R", "65534:65534", home.toString(), runtime.toString()));
        List<String> prefix = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        return new LiveUser(prefix, all, home, runtime).checked();
    }

    /** Runs {@code ganz} to its end. */
    Ended ganz(String... arguments) throws IOException {
        return run(environment(), home, command(arguments));
    }

    /** Runs {@code ganz} on a terminal, by script(1) of util-linux, after a shell's command has prepared it. */
    Ended onTerminal(String prepare, String... arguments) throws IOException {
        String quoted =
                command(arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return run(environment(), home, List.of("script", "-qec", prepare + "; " + quoted, "/dev/null"));
    }

    /** Starts {@code ganz} and does not wait for it. */
    Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).directory(home.toFile());
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Writes a lab where this user can read it. */
    String lab(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    /** What this user has written. */
    String read(String name) throws IOException {
        return Files.readString(home.resolve(name));
    }

    /** Where a file of this user is. */
    Path place(String name) {
        return home.resolve(name);
    }

    /** A file that has not got its name yet, if there is one. */
    Optional<Path> part(String name) throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            return all.filter(path -> path.getFileName().toString().contains(name))
                    .findFirst();
        }
    }

    /** Reads a capture: the fields of each packet. */
    static Ended tshark(Path file, String... fields) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-T", "fields"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        return run(Map.of(), Path.of("/"), command);
    }

    /** The processes of all labs and commands that this user has started, with the words of their commands. */
    Map<Long, String> processes() throws IOException {
        Map<Long, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path each : all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    if (Files.readString(each.resolve("environ"), StandardCharsets.ISO_8859_1)
                            .contains(mark)) {
                        String words = Files.readString(each.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                        found.put(
                                Long.parseLong(each.getFileName().toString()),
                                words.replace('\0', ' ').strip());
                    }
                } catch (IOException gone) {
                    // it ended meanwhile, or belongs to somebody else
                }
            }
        }
        return found;
    }

    /** Waits until none of the processes remains; says which do. */
    Map<Long, String> remains() throws IOException, InterruptedException {
        for (int i = 0; i < 200 && !processes().isEmpty(); i++) {
            Thread.sleep(25);
        }
        return processes();
    }

    @Override
    public void close() throws IOException {
        for (long pid : processes().keySet()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        run(Map.of(), Path.of("/"), List.of("rm", "-rf", home.toString(), runtime.toString()));
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private LiveUser checked() throws IOException {
        List<String> trial = new ArrayList<>(prefix);
        trial.addAll(
                List.of("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--mount-proc", "true"));
        String problem;
        try {
            Ended ended = run(Map.of(), Path.of("/"), trial);
            problem = ended.status() == 0
                    ? missing()
                    : "no user namespaces here: " + ended.err().strip();
        } catch (IOException missing) {
            problem = "no user namespaces here: " + missing.getMessage();
        }
        if (!problem.isEmpty()) {
            close();
            lack(problem);
        }
        return this;
    }

    /** Skips the test, or fails it where tests are strict, if a program is not there. */
    void requires(String program, String debianPackage) {
        if (!Files.isExecutable(Path.of(program))) {
            lack(program + " is not installed (Debian: apt install " + debianPackage + ")");
        }
    }

    private static void lack(String problem) {
        if (Boolean.getBoolean("ganz.test.strict")) {
            fail(problem);
        }
        abort(problem);
    }

    /** Which program of those that labs run is not installed. */
    private static String missing() throws IOException {
        for (Map.Entry<String, String> each : PROGRAMS.entrySet()) {
            if (run(Map.of(), Path.of("/"), List.of("sh", "-c", "command -v " + each.getKey()))
                            .status()
                    != 0) {
                return each.getKey() + " is not installed (Debian: apt install " + each.getValue() + ")";
            }
        }
        return "";
    }

    private Map<String, String> environment() {
        return Map.of("XDG_RUNTIME_DIR", runtime.toString(), "GANZ_TEST", mark, "LC_ALL", "C.UTF-8");
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=dev.ganz.linux"));
        command.addAll(List.of("-p", modules, "-m", "dev.ganz.cli/dev.ganz.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String modulePath() {
        return System.getProperty("jdk.module.path");
    }

    private static Ended run(Map<String, String> environment, Path directory, List<String> command) throws IOException {
        Path out = Files.createTempFile("ganz-out", "");
        Path err = Files.createTempFile("ganz-err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end; until then: " + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(
                            target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
                } else {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
