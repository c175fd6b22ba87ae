package dev.ganz.lab.file;

import dev.ganz.lab.file.Yaml.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A scalar that holds several values one after another, as tc's command line does: {@code "20ms 2ms 25%"}. */
final class Tokens {
    private final String key;
    private final Scalar scalar;
    private final Words words;
    private final List<String> texts;

    Tokens(String key, Scalar scalar, Words words) {
        this.key = key;
        this.scalar = scalar;
        this.words = words;
        this.texts = List.of(scalar.text().strip().split("\\s+", -1));
    }

    String key() {
        return key;
    }

    int count() {
        return texts.size();
    }

    String text(int index) {
        return texts.get(index);
    }

    List<String> texts() {
        return texts;
    }

    /** Reports a number of values that is not {@code least} to {@code most}. */
    void require(int least, int most, String expected) {
        if (texts.size() < least || texts.size() > most) {
            report("expected " + expected + ", found " + scalar.describe());
        }
    }

    /** One of the values; empty, and reported, where {@code parser} refuses it. */
    <T> Optional<T> read(int index, Function<String, T> parser) {
        return words.parsed(new Scalar(scalar.at(), texts.get(index), scalar.type()), parser);
    }

    void report(String message) {
        words.problems().add(scalar, message);
    }
}
