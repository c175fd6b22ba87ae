package dev.ganz.lab.file;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Expectation.Bound;
import dev.ganz.lab.Expectation.Metric;
import dev.ganz.lab.Expectation.OfFlow;
import dev.ganz.lab.Expectation.OfPing;
import dev.ganz.lab.Expectation.ReachableAt;
import dev.ganz.lab.Expectation.ReachableWithin;
import dev.ganz.lab.Expectation.Recovers;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.unit.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code expect}. */
final class ExpectationReader {
    private static final Set<Metric> OF_PINGS = EnumSet.of(
            Metric.LOSS,
            Metric.SENT,
            Metric.RECEIVED,
            Metric.RTT_MIN,
            Metric.RTT_MEAN,
            Metric.RTT_P50,
            Metric.RTT_P90,
            Metric.RTT_P99,
            Metric.RTT_MAX);

    private final Problems problems;

    ExpectationReader(Problems problems) {
        this.problems = problems;
    }

    /** The expectation; empty if it is reported as wrong. */
    Optional<Expectation> read(Yaml item) {
        Words words = new Words((Mapping) item, problems);
        if (words.has("reachable")) {
            allow(words, "reachable", Set.of("within", "at", "is"), Set.of());
            return reachable(words);
        }
        if (words.has("recovers")) {
            allow(words, "recovers", Set.of("after", "within"), Set.of());
            return recovers(words);
        }
        if (words.has("flow")) {
            allow(words, "flow", Set.of(), EnumSet.allOf(Metric.class));
            return ofFlow(words);
        }
        allow(words, "ping", Set.of("between"), OF_PINGS);
        return ofPing(words);
    }

    /** Reports the words that belong to another kind of expectation. */
    private void allow(Words words, String kind, Set<String> known, Set<Metric> metrics) {
        for (Entry entry : words.mapping().entries()) {
            String key = entry.key();
            boolean fits = key.equals(kind)
                    || key.equals("name")
                    || known.contains(key)
                    || metrics.stream()
                            .anyMatch(metric -> BoundText.spelling(metric).equals(key));
            if (!fits) {
                problems.add(entry.at(), "expected a word that goes with " + kind + ", found \"" + key + "\"");
            }
        }
    }

    private Optional<Expectation> reachable(Words words) {
        List<String> pair = words.texts("reachable");
        boolean is = !words.has("is") || words.isTrue("is");
        if (!words.has("within") && !words.has("at")) {
            problems.add(words.at(), "expected within or at beside reachable, found neither");
            return Optional.empty();
        }
        String text = pair.get(1) + (is ? " reachable from " : " not reachable from ") + pair.get(0);
        long within = words.duration("within", ReachableAt.WITHIN);
        String inTime = words.has("within") ? " within " + Durations.text(within) : "";
        if (!words.has("at")) {
            String name = words.text("name", text + inTime);
            return Optional.of(new ReachableWithin(name, pair.get(0), pair.get(1), within, is));
        }
        long at = words.duration("at", 0);
        return Optional.of(new ReachableAt(
                words.text("name", text + " at " + Durations.text(at) + inTime),
                pair.get(0),
                pair.get(1),
                at,
                within,
                is));
    }

    private Optional<Expectation> recovers(Words words) {
        List<String> pair = words.texts("recovers");
        if (!words.has("after") || !words.has("within")) {
            problems.add(
                    words.at(),
                    "expected after and within beside recovers, found "
                            + (words.has("after") || words.has("within") ? "one of them" : "neither"));
            return Optional.empty();
        }
        long after = words.duration("after", 0);
        long within = words.duration("within", 0);
        String text = pair.get(1) + " reachable from " + pair.get(0) + " again within " + Durations.text(within)
                + " after " + Durations.text(after);
        return Optional.of(new Recovers(words.text("name", text), pair.get(0), pair.get(1), after, within));
    }

    private Optional<Expectation> ofFlow(Words words) {
        String flow = words.text("flow", "");
        List<Bound> bounds = bounds(words);
        return Optional.of(new OfFlow(words.text("name", "flow " + flow + ": " + text(bounds)), flow, bounds));
    }

    private Optional<Expectation> ofPing(Words words) {
        List<String> pair = words.texts("ping");
        List<Yaml> between = words.values("between");
        long begin = between.isEmpty()
                ? 0
                : words.parsed(between.get(0), Durations::parse).orElse(0L);
        OptionalLong end = between.size() < 2
                ? OptionalLong.empty()
                : words.parsed(between.get(1), Durations::parse)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
        List<Bound> bounds = bounds(words);
        String when = between.isEmpty()
                ? ""
                : " between " + Durations.text(begin) + " and "
                        + (end.isPresent() ? Durations.text(end.getAsLong()) : "the end");
        String text = "ping " + pair.get(0) + " to " + pair.get(1) + when + ": " + text(bounds);
        return Optional.of(new OfPing(words.text("name", text), pair.get(0), pair.get(1), begin, end, bounds));
    }

    private static String text(List<Bound> bounds) {
        return bounds.stream().map(Bound::text).collect(Collectors.joining(", "));
    }

    private List<Bound> bounds(Words words) {
        List<Bound> bounds = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            for (Yaml value : words.values(BoundText.spelling(metric))) {
                words.parsed(value, text -> BoundText.parse(metric, text)).ifPresent(bounds::add);
            }
        }
        boolean written = Arrays.stream(Metric.values()).anyMatch(metric -> words.has(BoundText.spelling(metric)));
        if (!written) {
            problems.add(words.at(), "expected at least one bound, such as loss: \"<= 2%\", found none");
        }
        return bounds;
    }
}
