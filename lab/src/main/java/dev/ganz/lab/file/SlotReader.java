package dev.ganz.lab.file;

import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Sizes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code slot}: {@code MIN [MAX]} or {@code distribution SHAPE DELAY JITTER}, then {@code packets N} and {@code bytes B}. */
final class SlotReader {
    private static final String FORM =
            "a slot such as \"20ms 30ms packets 10 bytes 64kB\" or \"distribution normal 20ms 5ms\"";

    private SlotReader() {}

    static Optional<Slot> read(Words words, String key) {
        return switch (words.value(key)) {
            case Scalar scalar -> Optional.ofNullable(ofTokens(new Tokens(key, scalar, words)));
            case Mapping _ -> Optional.of(ofMapping(words.in(key)));
            case null, default -> Optional.empty();
        };
    }

    private static @Nullable Slot ofTokens(Tokens tokens) {
        Optional<Distribution> distribution = Optional.empty();
        int at = 0;
        if (tokens.text(0).equals("distribution")) {
            if (tokens.count() < 4) {
                tokens.report("expected " + FORM + ", found " + Scalar.quoted(String.join(" ", tokens.texts())));
                return null;
            }
            distribution = tokens.read(1, ImpairmentReader::distribution);
            at = 2;
        }
        long minimum = tokens.read(at++, Durations::parse).orElse(0L);
        long maximum = distribution.isPresent()
                        || at < tokens.count()
                                && Character.isDigit(tokens.text(at).charAt(0))
                ? tokens.read(at++, Durations::parse).orElse(0L)
                : minimum;
        int packets = 0;
        long octets = 0;
        for (; at + 1 < tokens.count(); at += 2) {
            switch (tokens.text(at)) {
                case "packets" ->
                    packets = tokens.read(at + 1, SlotReader::count).orElse(0);
                case "bytes" -> octets = tokens.read(at + 1, Sizes::parse).orElse(0L);
                default -> tokens.report("expected packets or bytes, found " + Scalar.quoted(tokens.text(at)));
            }
        }
        if (at < tokens.count()) {
            tokens.report("expected " + FORM + ", found " + Scalar.quoted(tokens.text(at)) + " at its end");
        }
        return new Slot(minimum, maximum, distribution, packets, octets);
    }

    private static int count(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new InvalidInput("expected a number of packets, found \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static Slot ofMapping(Words words) {
        Optional<Distribution> distribution = words.parsed("distribution", ImpairmentReader::distribution);
        String least = distribution.isPresent() ? "delay" : "min";
        String most = distribution.isPresent() ? "jitter" : "max";
        for (String other : distribution.isPresent() ? new String[] {"min", "max"} : new String[] {"delay", "jitter"}) {
            if (words.has(other)) {
                words.problems()
                        .add(
                                words.at(),
                                "expected min and max, or a distribution with delay and jitter, found \"" + other
                                        + "\" in the wrong one");
            }
        }
        if (!words.has(least)) {
            words.problems().add(words.at(), "expected the word \"" + least + "\" in a slot, found none");
        }
        long minimum = words.duration(least, 0);
        return new Slot(
                minimum,
                words.duration(most, distribution.isPresent() ? 0 : minimum),
                distribution,
                words.integer("packets", 0),
                words.size("bytes").orElse(0));
    }
}
