package dev.ganz.lab.file;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Impairment.QueueLimit;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.ImpairmentChange.Word;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Loss;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Percentages;
import dev.ganz.lab.unit.Rates;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the words of tc-netem(8) for one direction of a link, and tells which of them were written. */
final class ImpairmentReader {
    /** A change of no word. */
    static final ImpairmentChange NOTHING = new ImpairmentChange(Set.of(), Impairment.NONE);

    private static final Map<String, Word> WORDS = words();

    private final Words words;
    private final Set<Word> written = EnumSet.noneOf(Word.class);
    /** Where a shorthand such as {@code delay: "20ms 2ms"} has set a word that has a name of its own. */
    private final Map<Word, String> shorthands = new HashMap<>();

    private long rate;
    private int overhead;
    private int cell;
    private int cellOverhead;
    private long delay;
    private long jitter;
    private double correlation;
    private Distribution distribution = Impairment.NONE.distribution();
    private boolean ordered;
    private Loss loss = Loss.NONE;
    private boolean ecn;
    private Chance duplicate = Chance.NEVER;
    private Chance corrupt = Chance.NEVER;
    private Chance reorder = Chance.NEVER;
    private int gap = Impairment.NONE.gap();
    private QueueLimit limit = QueueLimit.DEFAULT;
    private Optional<Slot> slot = Optional.empty();
    private OptionalLong seed = OptionalLong.empty();

    private ImpairmentReader(Words words) {
        this.words = words;
    }

    private static Map<String, Word> words() {
        Map<String, Word> words = new HashMap<>();
        for (Word word : Word.values()) {
            words.put(spelling(word), word);
        }
        return words;
    }

    /** As the lab file writes it: {@code cell-overhead}. */
    static String spelling(Word word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isWord(String key) {
        return WORDS.containsKey(key);
    }

    /** The words of an impairment; others in the mapping are left alone. */
    static ImpairmentChange read(Words words) {
        return words.mapping().entries().isEmpty() ? NOTHING : new ImpairmentReader(words).change();
    }

    private ImpairmentChange change() {
        for (Entry entry : words.mapping().entries()) {
            Word word = WORDS.get(entry.key());
            if (word != null && !entry.value().isNull()) {
                read(word, entry);
            }
        }
        return new ImpairmentChange(
                written,
                new Impairment(
                        rate,
                        overhead,
                        cell,
                        cellOverhead,
                        delay,
                        jitter,
                        correlation,
                        distribution,
                        ordered,
                        loss,
                        ecn,
                        duplicate,
                        corrupt,
                        reorder,
                        gap,
                        limit,
                        slot,
                        seed));
    }

    private void read(Word word, Entry entry) {
        String key = entry.key();
        if (!written.add(word)) {
            words.problems()
                    .add(
                            entry.at(),
                            "expected \"" + key + "\" once, found it in \"" + shorthands.get(word) + "\" as well");
            return;
        }
        switch (word) {
            case RATE -> tokens(key).ifPresent(this::readRate);
            case OVERHEAD -> overhead = words.integer(key, 0);
            case CELL -> cell = words.integer(key, 0);
            case CELL_OVERHEAD -> cellOverhead = words.integer(key, 0);
            case DELAY -> tokens(key).ifPresent(this::readDelay);
            case JITTER -> tokens(key).ifPresent(this::readJitter);
            case CORRELATION -> correlation = words.percentage(key, 0);
            case DISTRIBUTION -> distribution = distribution(words.text(key, ""));
            case ORDERED -> ordered = words.isTrue(key);
            case LOSS -> loss = LossReader.read(words, key);
            case ECN -> ecn = words.isTrue(key);
            case DUPLICATE -> duplicate = chance(key);
            case CORRUPT -> corrupt = chance(key);
            case REORDER -> reorder = chance(key);
            case GAP -> readGap(key);
            case LIMIT -> readLimit(key, entry.value());
            case SLOT -> slot = SlotReader.read(words, key);
            case SEED -> seed = words.integer(key);
        }
    }

    /** The scalar cut at spaces, with its place; empty where the value is a mapping. */
    private Optional<Tokens> tokens(String key) {
        return words.value(key) instanceof Scalar scalar
                ? Optional.of(new Tokens(key, scalar, words))
                : Optional.empty();
    }

    /** {@code RATE [OVERHEAD [CELL [CELL-OVERHEAD]]]}, as tc writes it. */
    private void readRate(Tokens tokens) {
        if (!tokens.has(1, 4, "a rate, and behind it at most overhead, cell and cell overhead")) {
            return;
        }
        tokens.read(0, Rates::parse).ifPresent(value -> rate = value);
        overhead = also(Word.OVERHEAD, tokens, 1, ImpairmentReader::integer).orElse(overhead);
        cell = also(Word.CELL, tokens, 2, ImpairmentReader::integer).orElse(cell);
        cellOverhead =
                also(Word.CELL_OVERHEAD, tokens, 3, ImpairmentReader::integer).orElse(cellOverhead);
    }

    private static int integer(String text) {
        if (!text.matches("[+-]?[0-9]{1,5}") || Math.abs(Integer.parseInt(text)) > 65_535) {
            throw new InvalidInput("expected a number of bytes from -65535 to 65535, found \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    /** {@code TIME [JITTER [CORRELATION]]}. */
    private void readDelay(Tokens tokens) {
        if (!tokens.has(1, 3, "a delay, and behind it at most jitter and correlation")) {
            return;
        }
        tokens.read(0, Durations::parse).ifPresent(value -> delay = value);
        jitter = also(Word.JITTER, tokens, 1, Durations::parse).orElse(jitter);
        correlation = also(Word.CORRELATION, tokens, 2, Percentages::parse).orElse(correlation);
    }

    private void readJitter(Tokens tokens) {
        if (!tokens.has(1, 2, "a jitter, and behind it at most a correlation")) {
            return;
        }
        tokens.read(0, Durations::parse).ifPresent(value -> jitter = value);
        correlation = also(Word.CORRELATION, tokens, 1, Percentages::parse).orElse(correlation);
    }

    /** A further value of a shorthand, which sets a word that must not be written by itself too. */
    private <T> Optional<T> also(Word word, Tokens tokens, int index, java.util.function.Function<String, T> parser) {
        if (index >= tokens.count()) {
            return Optional.empty();
        }
        if (!written.add(word)) {
            tokens.report("expected \"" + spelling(word) + "\" once, found it in \"" + tokens.key() + "\" as well");
            return Optional.empty();
        }
        shorthands.put(word, tokens.key());
        return tokens.read(index, parser);
    }

    private Chance chance(String key) {
        if (words.value(key) instanceof Mapping) {
            Words inner = words.in(key);
            return new Chance(inner.percentage("chance", 0), inner.percentage("correlation", 0));
        }
        Tokens tokens = tokens(key).orElseThrow();
        if (!tokens.has(1, 2, "a percentage, and behind it at most a correlation")) {
            return Chance.NEVER;
        }
        return new Chance(
                tokens.read(0, Percentages::parse).orElse(0.0),
                tokens.count() > 1 ? tokens.read(1, Percentages::parse).orElse(0.0) : 0);
    }

    /** {@code gap} by itself sends each {@code gap}-th frame at once: tc reads it as a reorder of 100%. */
    private void readGap(String key) {
        gap = words.integer(key, 1);
        if (!words.has(spelling(Word.REORDER))) {
            written.add(Word.REORDER);
            reorder = new Chance(1, 0);
        }
    }

    private void readLimit(String key, Yaml value) {
        if (value instanceof Mapping) {
            Words inner = words.in(key);
            limit = new QueueLimit(
                    inner.integer("packets", Integer.MAX_VALUE),
                    inner.size("bytes").orElse(Long.MAX_VALUE));
            return;
        }
        Tokens tokens = tokens(key).orElseThrow();
        String text = tokens.text(0);
        if (text.chars().allMatch(Character::isDigit)) {
            limit = new QueueLimit(
                    (int) Math.min(Integer.MAX_VALUE, words.size(key).orElse(QueueLimit.DEFAULT.packets())),
                    Long.MAX_VALUE);
        } else {
            limit = new QueueLimit(Integer.MAX_VALUE, words.size(key).orElse(Long.MAX_VALUE));
        }
        if (limit.packets() < 1 || limit.octets() < 1) {
            tokens.report("expected room for at least 1 packet or byte, found " + Scalar.quoted(text));
        }
    }

    static Distribution distribution(String text) {
        List<String> known = new ArrayList<>();
        for (Distribution distribution : Distribution.values()) {
            String name = distribution.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return distribution;
            }
            known.add(name);
        }
        throw new InvalidInput("expected a distribution (" + String.join(", ", known) + "), found \"" + text + "\""
                + dev.ganz.lab.NearestWord.hint(text, known));
    }
}
