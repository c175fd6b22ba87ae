package dev.ganz.lab.file;

import dev.ganz.lab.file.Yaml.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A scalar that holds several values one after another, as tc's command line does: {@code "20ms 2ms 25%"}. */
final class Tokens {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final String key;
    private final Scalar scalar;
    private final Words words;
    private final List<String> texts;

    Tokens(String key, Scalar scalar, Words words) {
        this.key = key;
        this.scalar = scalar;
        this.words = words;
        String text = scalar.text().strip();
        this.texts = SPACES.matcher(text).find() ? List.of(SPACES.split(text)) : List.of(text);
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

    /** True for {@code least} to {@code most} values; reports any other number of them. */
    boolean has(int least, int most, String expected) {
        if (texts.size() >= least && texts.size() <= most) {
            return true;
        }
        report("expected " + expected + ", found " + scalar.describe());
        return false;
    }

    /** One of the values; empty, and reported, where {@code parser} refuses it. */
    <T> Optional<T> read(int index, Function<String, T> parser) {
        return words.parsed(new Scalar(scalar.at(), texts.get(index), scalar.type()), parser);
    }

    void report(String message) {
        words.problems().add(scalar, message);
    }
}
