package dev.ganz.host.tune;

import dev.ganz.host.HostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journal of one change, a file of lines of JSON: what is to be written and what was there, on the storage before the first
 * write; then a line for each write with what the kernel made of it, and one when all is undone. A line that was cut off
 * counts as not written.
 */
final class Journal {
    /** The directory of journals, on a storage that survives a boot. */
    static final String DIRECTORY = "/var/lib/ganz/host";

    private static final String ENDING = ".jsonl";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visibility ->
                    visibility.withIsGetterVisibility(com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final List<Step> steps;
    private final SortedMap<Integer, String> accepted;
    private boolean undone;

    private Journal(Path file, List<Step> steps, SortedMap<Integer, String> accepted, boolean undone) {
        this.file = file;
        this.steps = steps;
        this.accepted = accepted;
        this.undone = undone;
    }

    /** Begins the journal of a change; it is on the storage when this returns. */
    static Journal begin(Path directory, String profile, long time, List<Step> steps) throws IOException {
        Folders.create(directory);
        int number = 1;
        for (Path earlier : files(directory)) {
            number = Math.max(number, number(earlier) + 1);
        }
        Path file = directory.resolve(number + ENDING);
        Path part = directory.resolve(number + ".part");
        // Whole under its name or not there: a journal of which half is missing could not be undone.
        Files.deleteIfExists(part);
        append(
                part,
                Map.of("form", "ganz-host-change", "version", 1, "profile", profile, "time", time, "steps", steps),
                StandardOpenOption.CREATE_NEW);
        Files.move(part, file);
        Folders.sync(directory);
        return new Journal(file, List.copyOf(steps), new TreeMap<>(), false);
    }

    /** The last change that is not undone. */
    static Optional<Journal> latest(Path directory) throws IOException {
        for (Path file : files(directory).reversed()) {
            Journal journal = read(file);
            if (!journal.undone) {
                return Optional.of(journal);
            }
        }
        return Optional.empty();
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (var entries = Files.newDirectoryStream(directory, "*" + ENDING)) {
                for (Path entry : entries) {
                    if (number(entry) > 0) {
                        files.add(entry);
                    }
                }
            }
        }
        files.sort(java.util.Comparator.comparingInt(Journal::number));
        return files;
    }

    private static int number(Path file) {
        String name = String.valueOf(file.getFileName()).replace(ENDING, "");
        return name.matches("[1-9]\\d{0,8}") ? Integer.parseInt(name) : 0;
    }

    private static Journal read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        SortedMap<Integer, String> accepted = new TreeMap<>();
        boolean undone = false;
        try {
            JsonNode header = MAPPER.readTree(lines.isEmpty() ? "" : lines.getFirst());
            if (header.path("version").asInt(0) != 1) {
                throw new HostException(file + ":1: expected a journal of version 1; undo with the Ganz that wrote it");
            }
            List<Step> steps = List.of(MAPPER.treeToValue(header.path("steps"), Step[].class));
            for (String line : lines.subList(1, lines.size())) {
                if (line.endsWith("}")) {
                    JsonNode entry = MAPPER.readTree(line);
                    undone |= entry.path("undone").asBoolean(false);
                    if (entry.has("done")) {
                        accepted.put(
                                entry.path("done").asInt(), entry.path("value").asString(""));
                    }
                }
            }
            return new Journal(file, steps, accepted, undone);
        } catch (JacksonException broken) {
            throw new HostException(
                    file + ": expected a journal of ganz host tune: " + broken.getOriginalMessage(), broken);
        }
    }

    private static void append(Path file, Map<String, Object> entry, StandardOpenOption... options) throws IOException {
        StandardOpenOption[] all = java.util.Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(file, all)) {
            channel.position(channel.size());
            ByteBuffer line =
                    ByteBuffer.wrap((MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** The name of its file. */
    String name() {
        return file.toString();
    }

    /** What the kernel made of a write, which may have rounded it; empty if that is not known to have been done. */
    Optional<String> accepted(int index) {
        return Optional.ofNullable(accepted.get(index));
    }

    /** The first step that is not known to have been done: it may have been under way. */
    int next() {
        return accepted.size();
    }

    void done(int index, String value) throws IOException {
        append(file, Map.of("done", index, "value", value));
        accepted.put(index, value);
    }

    void undone() throws IOException {
        append(file, Map.of("undone", true));
        undone = true;
    }
}
