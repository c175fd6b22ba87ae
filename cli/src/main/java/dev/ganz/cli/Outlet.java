package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.wire.pcap.PendingFile;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where text of a command goes: standard output ({@code -}), or a file that appears whole or not at all. */
final class Outlet implements Closeable {
    private final String name;
    private final @Nullable PendingFile file;
    private final Writer writer;

    private Outlet(String name, @Nullable PendingFile file, Writer writer) {
        this.name = name;
        this.file = file;
        this.writer = writer;
    }

    /**
     * Opens {@code name}, a path or {@code -}.
     *
     * @throws dev.ganz.lab.InvalidInput if it cannot be written
     */
    static Outlet open(Terminal terminal, String name) {
        if (name.equals("-")) {
            return new Outlet(name, null, terminal.writer());
        }
        Path path = terminal.path(name);
        if (Files.isDirectory(path)) {
            throw new InvalidInput("cannot write " + name + ": it is a directory; name a file in it");
        }
        try {
            PendingFile file = PendingFile.create(path);
            return new Outlet(
                    name, file, new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), 1 << 16));
        } catch (IOException failure) {
            throw new InvalidInput("cannot write " + name + ": " + Failures.reason(failure), failure);
        }
    }

    Writer writer() {
        return writer;
    }

    boolean isFile() {
        return file != null;
    }

    boolean isNamed(String ending) {
        return name.endsWith(ending);
    }

    /** All is written: a file takes its place. */
    void commit() throws IOException {
        writer.flush();
        if (file != null) {
            file.commit();
        }
    }

    /** Discards a file that was not committed. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
