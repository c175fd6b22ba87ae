package dev.ganz.host.tune;

import dev.ganz.host.HostException;
import dev.ganz.host.proc.Tree;
import dev.ganz.linux.Mounts;
import dev.ganz.linux.SyscallException;
import dev.ganz.wire.pcap.PendingFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where settings are read and written: this machine, or one whose files lie below a directory. */
public class Knobs {
    private static final Pattern CHOSEN = Pattern.compile("\\[([^]]*)]");
    private static final Pattern SIZE = Pattern.compile("(?:^|,)size=([^,]*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal: +(\\d{1,15}) kB");
    /** What a tmpfs has that was mounted without a size, tmpfs(5). */
    private static final String DEFAULT_SIZE = "50%";

    private final Path root;
    private final Tree tree;

    public Knobs(Path root) {
        this.root = root;
        this.tree = new Tree(root);
    }

    public Tree tree() {
        return tree;
    }

    /** What is there now; empty where there is nothing. */
    Optional<String> read(Step.Kind kind, String path) {
        return switch (kind) {
            case VALUE -> tree.text(path).map(text -> chosen(text.strip()));
            case SIZE -> size(path);
            case FILE -> content(path);
        };
    }

    /**
     * Writes one.
     *
     * @param value empty: the file is to go
     */
    void write(Step.Kind kind, String path, Optional<String> value) {
        try {
            switch (kind) {
                case VALUE -> put(path, value.orElseThrow());
                case SIZE -> Mounts.resizeTmpfs(path, mountOptions(path), value.orElseThrow());
                case FILE -> replace(path, value);
            }
        } catch (SyscallException refused) {
            throw new HostException("cannot " + refused.getMessage(), refused);
        } catch (IOException failure) {
            throw new HostException("cannot write " + path + ": " + reason(failure), failure);
        }
    }

    /** Writes a line to a file of the kernel. */
    void put(String path, String value) throws IOException {
        Files.writeString(tree.path(path), value + "\n", StandardOpenOption.WRITE);
    }

    /** {@code none [mq-deadline] kyber}: the one in brackets. */
    private static String chosen(String text) {
        Matcher chosen = CHOSEN.matcher(text);
        return chosen.find() ? chosen.group(1) : text;
    }

    private Optional<String> content(String path) {
        try {
            return Optional.of(Files.readString(place(path), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new HostException("cannot read " + path + ": " + reason(failure), failure);
        }
    }

    private void replace(String path, Optional<String> content) throws IOException {
        Path file = place(path);
        if (content.isEmpty()) {
            Files.deleteIfExists(file);
            Folders.sync(folder(file));
            return;
        }
        Folders.create(folder(file));
        try (PendingFile pending = PendingFile.create(file)) {
            pending.write(content.get().getBytes(StandardCharsets.ISO_8859_1));
            pending.commit();
        }
        Folders.sync(folder(file));
    }

    /** Removes what a write of the file left behind that was killed. */
    void sweep(String path) {
        Path file = place(path);
        Pattern left =
                Pattern.compile("\\." + Pattern.quote(String.valueOf(file.getFileName())) + "\\.\\d+\\.\\d+\\.part");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder(file),
                entry -> left.matcher(String.valueOf(entry.getFileName())).matches())) {
            for (Path entry : entries) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException failure) {
            throw new HostException("cannot clean up beside " + path + ": " + reason(failure), failure);
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** A link in a tree that is not this machine's may lead out of it, to this machine's files. */
    private Path place(String path) {
        Path file = inside(path);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw new HostException(path + ": expected a file, found something else; it is left alone");
        }
        return file;
    }

    /** A place below the root that no link leads out of. */
    Path inside(String path) {
        if (!tree.isLive()) {
            Path at = root;
            for (Path part : Path.of(path.substring(1))) {
                at = at.resolve(part);
                if (Files.isSymbolicLink(at)) {
                    throw new HostException(
                            at + ": expected a directory or a file, found a symbolic link; it may lead out of " + root);
                }
            }
        }
        return tree.path(path);
    }

    private Optional<String> size(String path) {
        String mount = mount(path);
        if (mount.isEmpty()) {
            return Optional.empty();
        }
        Matcher size = SIZE.matcher(mount.substring(mount.lastIndexOf(' ') + 1));
        return Optional.of(size.find() ? size.group(1) : defaultSize());
    }

    /** Half of the memory in whole pages; a tmpfs of this very size is shown without it. */
    private String defaultSize() {
        Matcher memory = MEMORY.matcher(tree.text("/proc/meminfo").orElse(""));
        return memory.find() ? Long.parseLong(memory.group(1)) / 8 * 4 + "k" : DEFAULT_SIZE;
    }

    private List<String> mountOptions(String path) {
        String[] words = mount(path).split(" ", -1);
        return words.length > 5 ? List.of(words[5].split(",", -1)) : List.of();
    }

    /** The last of those mounted there, which is the one that is seen, proc_pid_mountinfo(5). */
    private String mount(String path) {
        return tree.text("/proc/thread-self/mountinfo")
                .orElse("")
                .lines()
                .filter(line -> line.contains(" - tmpfs ") && line.split(" ", 6)[4].equals(path))
                .reduce("", (first, second) -> second);
    }

    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException none -> "no such file or directory";
            case java.nio.file.AccessDeniedException denied -> "permission denied; changing settings needs root";
            case java.nio.file.FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
