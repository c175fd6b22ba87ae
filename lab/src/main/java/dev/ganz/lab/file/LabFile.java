package dev.ganz.lab.file;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.check.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A lab that has been read, with the places of its parts: YAML as {@code docs/lab-file.md} describes it, or containerlab's topology file. A name that ends in
 * {@code .clab.yml} or {@code .clab.yaml} makes it the latter: no automatic addresses, {@code kind: host} is the machine itself, and
 * variables of the environment are replaced before anything is read.
 */
public final class LabFile {
    private final Lab lab;
    private final List<String> notes;
    private final Function<Problem, String> sentences;

    LabFile(Lab lab, List<String> notes, Function<Problem, String> sentences) {
        this.lab = lab;
        this.notes = List.copyOf(notes);
        this.sentences = sentences;
    }

    /** A lab that stands in no lab file, such as one made of a map. */
    public static LabFile of(Lab lab) {
        return new LabFile(lab, List.of(), problem -> problem.in(lab));
    }

    public Lab lab() {
        return lab;
    }

    /** What the author should know although the lab is sound, one sentence each, in alphabetical order. */
    public List<String> notes() {
        return notes;
    }

    /** A problem of this very lab as {@code file:line:column: message}; of one without a text, behind the name of the part. */
    public String sentence(Problem problem) {
        return sentences.apply(problem);
    }

    /**
     * Reads a file, without any variables.
     *
     * @throws InvalidInput if it cannot be read or is no lab; the message says where and why
     */
    public static LabFile read(Path file) {
        return read(file, Map.of());
    }

    /**
     * Reads a file.
     *
     * @param environment variables that a containerlab file may name
     * @throws InvalidInput if it cannot be read or is no lab
     */
    public static LabFile read(Path file, Map<String, String> environment) {
        return read(file.toString(), text(file), environment);
    }

    /**
     * Reads a stream to its end, such as standard input; it stays open.
     *
     * @param name what messages call it
     * @throws InvalidInput if it cannot be read or is no lab
     */
    public static LabFile read(String name, InputStream stream) {
        try {
            return read(name, Source.read(name, stream));
        } catch (IOException e) {
            throw new InvalidInput(name + ": expected to read a lab, found an error: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text, without any variables.
     *
     * @param name what messages call it
     * @throws InvalidInput if it is no lab
     */
    public static LabFile read(String name, String text) {
        return read(name, text, Map.of());
    }

    /**
     * Reads a text.
     *
     * @throws InvalidInput if it is no lab
     */
    public static LabFile read(String name, String text, Map<String, String> environment) {
        return new LabFileReader(name, text, environment).read();
    }

    /** All that is wrong with a file, each as {@code file:line:column: message} in the order of the text; empty if it is sound. */
    public static List<String> problems(Path file, Map<String, String> environment) {
        try {
            return problems(file.toString(), text(file), environment);
        } catch (InvalidInput e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #problems(Path, Map)}, of a text. */
    public static List<String> problems(String name, String text, Map<String, String> environment) {
        return new LabFileReader(name, text, environment).problems();
    }

    /** The published JSON Schema of the lab file, for editors and other programs. */
    public static String schema() {
        return Schema.text();
    }

    private static String text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return Source.read(file.toString(), stream);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new InvalidInput(file + ": expected a lab file, found none of this name", e);
        } catch (IOException e) {
            throw new InvalidInput(file + ": expected to read a lab, found an error: " + e.getMessage(), e);
        }
    }
}
