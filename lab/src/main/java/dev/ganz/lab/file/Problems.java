package dev.ganz.lab.file;

import dev.ganz.lab.InvalidInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a text, each with its place; shown in the order of the text. */
final class Problems {
    /** A file with more mistakes than this is not a lab file at all. */
    private static final int MOST = 100;

    private final Source source;
    private final List<Found> found = new ArrayList<>();
    private int count;

    private record Found(int at, String message) {}

    Problems(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    void add(int at, String message) {
        count++;
        if (found.size() < MOST) {
            found.add(new Found(at, message));
        }
    }

    void add(Yaml value, String message) {
        add(value.at(), message);
    }

    int count() {
        return count;
    }

    boolean none() {
        return found.isEmpty();
    }

    /** All of them, each as {@code file:line:column: message}. */
    List<String> messages() {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::at))
                .map(problem -> source.error(problem.at(), problem.message()).getMessage())
                .toList();
    }

    /** @throws InvalidInput that says the first of them */
    void throwFirst() {
        Found first = found.stream().min(Comparator.comparingInt(Found::at)).orElse(null);
        if (first != null) {
            throw source.error(first.at(), first.message());
        }
    }
}
