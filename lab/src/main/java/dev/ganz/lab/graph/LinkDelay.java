package dev.ganz.lab.graph;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.unit.Durations;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a frame is under way on a link of a map, one way. */
final class LinkDelay {
    /** Of a link between places that are not known, nanoseconds. */
    static final long UNKNOWN = 1_000_000;

    /** Even within a town there are fibres, patch panels and line cards to pass, nanoseconds. */
    static final long LEAST = 50_000;

    private static final long MOST = 3_600_000_000_000L;
    private static final Pattern TIME = Pattern.compile("\\s*([0-9.]{1,24})\\s*(\\p{L}+)\\s*");
    /** Shadow writes units out. */
    private static final Map<String, String> SHORT_UNITS = Map.of(
            "nanosecond", "ns", "microsecond", "us", "millisecond", "ms", "second", "s", "minute", "min", "hour", "h");

    private LinkDelay() {}

    /** Time of light in a fibre along the great circle, nanoseconds. */
    static long between(Optional<Coordinates> a, Optional<Coordinates> b) {
        return a.isPresent() && b.isPresent() ? Math.max(LEAST, a.get().fibreDelayTo(b.get(), 1)) : UNKNOWN;
    }

    /**
     * The {@code latency} that a link tells with its unit, {@code "10 ms"}, in nanoseconds; empty if it tells none, or a number
     * alone, which could be anything.
     *
     * @throws InvalidInput if there is no such unit, or the time is beyond an hour
     */
    static OptionalLong told(Edge link, MapGraph map) {
        String text = link.attributes().get("latency");
        Matcher match = TIME.matcher(text == null ? "" : text);
        if (!match.matches()) {
            return OptionalLong.empty();
        }
        String unit = match.group(2).toLowerCase(Locale.ROOT);
        String singular = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        try {
            long latency = Durations.parse(match.group(1) + SHORT_UNITS.getOrDefault(singular, unit));
            if (latency <= MOST) {
                return OptionalLong.of(latency);
            }
        } catch (InvalidInput e) {
            throw map.error(link.place(), "latency: " + e.getMessage());
        }
        throw map.error(link.place(), "expected a latency of at most an hour, found " + MapGraph.quoted(match.group()));
    }
}
