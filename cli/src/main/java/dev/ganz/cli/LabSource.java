package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.file.LabFile;
import dev.ganz.lab.graph.Gml;
import dev.ganz.lab.graph.TopologyZoo;
import dev.ganz.wire.pcap.CaptureReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user names where a lab is expected: a lab file, a containerlab topology, a map in GraphML or GML, or standard input. What
 * it is shows in its content; the name tells only a containerlab topology from a lab file.
 *
 * @param name as messages call it
 * @param environment variables that a containerlab topology may use
 */
record LabSource(String name, byte[] octets, Form form, Map<String, String> environment) {
    /** A lab of half a million links fits. */
    static final int OCTETS = 64 << 20;
    /** As many names as are worth reading in a message. */
    private static final int LISTED = 6;
    /** Octets in which a file shows what it is. */
    private static final int HEAD = 4096;

    private static final Pattern GML_BEGIN =
            Pattern.compile("(\\s|#.*\\R)*(Creator|Version|comment|graph)\\b\\s*[\\[\"\\d].*", Pattern.DOTALL);

    enum Form {
        LAB_FILE,
        GRAPHML,
        GML
    }

    /**
     * Reads all octets and looks what they are.
     *
     * @param argument a path, or {@code -}
     * @throws InvalidInput if there is no such text
     */
    static LabSource open(Terminal terminal, String argument) {
        String name = name(argument);
        try (InputStream stream = stream(terminal, argument)) {
            Path path = terminal.path(argument);
            if (!argument.equals("-") && Files.isRegularFile(path) && Files.size(path) > OCTETS) {
                throw tooLong(name);
            }
            return read(name, stream, terminal.environment());
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    /** What messages call an argument. */
    static String name(String argument) {
        return argument.equals("-") ? "standard input" : argument;
    }

    /**
     * The octets of a path, or of {@code -}.
     *
     * @throws InvalidInput if there is no such file
     */
    static BufferedInputStream stream(Terminal terminal, String argument) {
        if (argument.equals("-")) {
            return new BufferedInputStream(terminal.in());
        }
        Path path = terminal.path(argument);
        if (Files.isDirectory(path)) {
            throw new InvalidInput(argument + ": expected a lab file or a map, found a directory"
                    + (Files.exists(path.resolve("lab.conf")) ? " with a lab of Kathará; " + ForeignLab.ADVICE : ""));
        }
        try {
            return new BufferedInputStream(Files.newInputStream(path));
        } catch (IOException failure) {
            throw unreadable(argument, failure);
        }
    }

    static InvalidInput unreadable(String name, IOException failure) {
        return new InvalidInput("cannot read " + name + ": " + Failures.reason(failure), failure);
    }

    /** Reads a stream to its end, which stays open. */
    static LabSource read(String name, InputStream stream, Map<String, String> environment) throws IOException {
        byte[] octets = stream.readNBytes(OCTETS + 1);
        if (octets.length > OCTETS) {
            throw tooLong(name);
        }
        return of(name, octets, environment);
    }

    private static InvalidInput tooLong(String name) {
        return new InvalidInput(name + ": expected a lab of at most " + (OCTETS >> 20) + " MiB, found a longer file");
    }

    /** Octets that somebody has read. */
    static LabSource of(String name, byte[] octets, Map<String, String> environment) {
        return new LabSource(name, octets, form(name, octets), environment);
    }

    /** The one lab in the current directory. */
    static String only(Terminal terminal) {
        List<String> names;
        try (Stream<Path> files = Files.list(terminal.directory().toAbsolutePath())) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(ya?ml|graphml|gml)"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new InvalidInput("cannot list the current directory: " + Failures.reason(failure), failure);
        }
        if (names.size() != 1) {
            throw new InvalidInput("expected a lab before the two nodes, as the current directory holds "
                    + (names.isEmpty()
                            ? "none"
                            : names.size() + " files that could be one: "
                                    + String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                                    + (names.size() > LISTED ? ", …" : "")));
        }
        return names.getFirst();
    }

    /** The lab, and what its author should know. */
    LabFile read() {
        return switch (form) {
            case LAB_FILE -> LabFile.read(name, text(), environment);
            case GRAPHML -> LabFile.of(TopologyZoo.read(name, stream()));
            case GML -> LabFile.of(Gml.read(name, stream()));
        };
    }

    /** Everything that is wrong with it, one sentence each; empty if it is sound. */
    List<String> problems() {
        if (form == Form.LAB_FILE) {
            return LabFile.problems(name, text(), environment);
        }
        try {
            read();
            return List.of();
        } catch (InvalidInput problem) {
            return List.of(String.valueOf(problem.getMessage()));
        }
    }

    private InputStream stream() {
        return new ByteArrayInputStream(octets);
    }

    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(octets))
                    .toString();
        } catch (java.nio.charset.CharacterCodingException failure) {
            throw new InvalidInput(name + ": expected text in UTF-8, found other octets", failure);
        }
    }

    private static Form form(String name, byte[] octets) {
        String head = new String(octets, 0, Math.min(HEAD, octets.length), StandardCharsets.ISO_8859_1);
        boolean utf16 = head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe");
        String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        if (text.isBlank()) {
            throw new InvalidInput(
                    name + ": expected a lab file or a map, found " + (octets.length == 0 ? "nothing" : "blanks"));
        }
        if (CaptureReader.recognises(octets)) {
            throw new InvalidInput(
                    name + ": expected a lab file or a map, found a capture; ganz validate tells what is in it");
        }
        if (text.indexOf('\0') >= 0 && !utf16) {
            throw new InvalidInput(name + ": expected a lab file or a map, found " + binary(text));
        }
        ForeignLab.of(text).ifPresent(found -> {
            throw new InvalidInput(name + ": expected a lab file or a map, found " + found + "; " + ForeignLab.ADVICE);
        });
        if (utf16 || text.stripLeading().startsWith("<")) {
            return Form.GRAPHML;
        }
        return GML_BEGIN.matcher(text).matches() ? Form.GML : Form.LAB_FILE;
    }

    /** What often is at hand instead of a lab, by its first octets. */
    private static String binary(String head) {
        if (head.startsWith("\u001f\u008b") || head.startsWith("\u00fd7zXZ") || head.startsWith("BZh")) {
            return "a compressed file; unpack it first";
        }
        if (head.startsWith("PK\u0003\u0004")) {
            return "a ZIP archive; unpack it first";
        }
        return "a file that is no text";
    }
}
