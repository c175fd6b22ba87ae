package dev.ganz.lab.file;

import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Loss;
import dev.ganz.lab.Loss.FourState;
import dev.ganz.lab.Loss.GilbertElliott;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.unit.Percentages;
import java.math.BigDecimal;
import java.util.List;

/** Reads {@code loss} in all its forms, with tc's defaults for what is left out. */
final class LossReader {
    private static final List<String> MODELS = List.of("random", "gemodel", "state");

    private final Words words;

    private LossReader(Words words) {
        this.words = words;
    }

    static Loss read(Words words, String key) {
        return switch (words.value(key)) {
            case Scalar scalar -> new LossReader(words).ofTokens(new Tokens(key, scalar, words));
            case Mapping _ -> new LossReader(words.in(key)).ofMapping();
            case null, default -> Loss.NONE;
        };
    }

    private Loss ofTokens(Tokens tokens) {
        return switch (tokens.text(0)) {
            case "gemodel" -> {
                if (!tokens.has(2, 5, "gemodel with p, and behind it at most r, 1-h and 1-k")) {
                    yield Loss.NONE;
                }
                double p = value(tokens, 1, 0);
                yield new GilbertElliott(p, value(tokens, 2, 1 - p), value(tokens, 3, 1), value(tokens, 4, 0));
            }
            case "state" -> {
                if (!tokens.has(2, 6, "state with p13, and behind it at most p31, p32, p23 and p14")) {
                    yield Loss.NONE;
                }
                double p13 = value(tokens, 1, 0);
                yield new FourState(
                        p13, value(tokens, 2, 1 - p13), value(tokens, 3, 0), value(tokens, 4, 1), value(tokens, 5, 0));
            }
            case "random" -> {
                if (!tokens.has(2, 3, "random with a percentage, and behind it at most a correlation")) {
                    yield Loss.NONE;
                }
                yield new Loss.Random(new Chance(value(tokens, 1, 0), value(tokens, 2, 0)));
            }
            default -> {
                if (!tokens.text(0).isEmpty()
                        && Character.isLetter(tokens.text(0).charAt(0))) {
                    tokens.report("expected a percentage, or one of random, gemodel and state, found "
                            + Scalar.quoted(tokens.text(0)) + NearestWord.hint(tokens.text(0), MODELS));
                    yield Loss.NONE;
                }
                if (!tokens.has(1, 2, "a percentage, and behind it at most a correlation")) {
                    yield Loss.NONE;
                }
                yield new Loss.Random(new Chance(value(tokens, 0, 0), value(tokens, 1, 0)));
            }
        };
    }

    private static double value(Tokens tokens, int index, double otherwise) {
        return index < tokens.count() ? tokens.read(index, Percentages::parse).orElse(otherwise) : otherwise;
    }

    private Loss ofMapping() {
        long models = MODELS.stream().filter(words::has).count();
        if (models != 1) {
            words.problems()
                    .add(
                            words.at(),
                            "expected one of random, gemodel and state, found "
                                    + (models == 0 ? "none of them" : "more than one of them"));
        } else if (words.has("correlation") && !words.has("random")) {
            words.problems().add(words.at(), "expected a correlation with random alone, found it with another model");
        }
        if (words.has("gemodel")) {
            return gilbertElliott(words.in("gemodel"));
        }
        if (words.has("state")) {
            Words state = words.in("state");
            double p13 = state.percentage("p13", 0);
            return new FourState(
                    p13,
                    state.percentage("p31", 1 - p13),
                    state.percentage("p32", 0),
                    state.percentage("p23", 1),
                    state.percentage("p14", 0));
        }
        return new Loss.Random(new Chance(words.percentage("random", 0), words.percentage("correlation", 0)));
    }

    private static Loss gilbertElliott(Words words) {
        boolean measured = words.has("mean") || words.has("burst");
        if (measured == words.has("p") || measured && (words.has("r") || words.has("1-h") || words.has("1-k"))) {
            words.problems()
                    .add(
                            words.at(),
                            "expected either p with r, 1-h and 1-k, or mean with burst, found "
                                    + (measured ? "both" : "neither"));
            return Loss.NONE;
        }
        if (!measured) {
            double p = words.percentage("p", 0);
            return new GilbertElliott(
                    p, words.percentage("r", 1 - p), words.percentage("1-h", 1), words.percentage("1-k", 0));
        }
        return measured(words);
    }

    /** From what can be measured: the share of lost frames and the mean length of a burst, every frame of which is lost. */
    private static Loss measured(Words words) {
        BigDecimal burst = words.number("burst");
        double mean = words.percentage("mean", 0);
        if (burst == null || !words.has("mean")) {
            words.problems().add(words.at(), "expected both mean and burst, found one of them");
            return Loss.NONE;
        }
        double r = 1 / burst.doubleValue();
        double p = mean == 1 ? 1 : r * mean / (1 - mean);
        if (p > 1 || mean == 1) {
            words.problems()
                    .add(
                            words.at(),
                            "expected a mean loss of at most burst / (burst + 1), found " + words.text("mean", "")
                                    + " with bursts of " + burst);
            return Loss.NONE;
        }
        return new GilbertElliott(p, r, 1, 0);
    }
}
