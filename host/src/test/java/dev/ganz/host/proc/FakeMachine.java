package dev.ganz.host.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a machine that a test makes up, below a directory. */
public final class FakeMachine {
    private final Path root;
    private long nanos = 1;

    public FakeMachine(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    public FakeMachine with(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    public FakeMachine link(String path, String target) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of(target));
        return this;
    }

    /** A disk with a queue. */
    public FakeMachine disk(String name, String rotational, String schedulers) throws IOException {
        return with("/sys/block/" + name + "/queue/rotational", rotational + "\n")
                .with("/sys/block/" + name + "/queue/scheduler", schedulers + "\n")
                .with("/sys/block/" + name + "/queue/read_ahead_kb", "128\n")
                .with("/sys/block/" + name + "/queue/nr_requests", "64\n")
                .with("/sys/block/" + name + "/size", "1953525168\n")
                .with("/sys/block/" + name + "/dev", "8:0\n");
    }

    /** Lets time pass on the clock of {@link #sampler}. */
    public FakeMachine passes(double seconds) {
        nanos += Math.round(seconds * 1e9);
        return this;
    }

    public Sampler sampler() {
        return new Sampler(root, () -> nanos, () -> nanos / 1_000_000, 0);
    }
}
