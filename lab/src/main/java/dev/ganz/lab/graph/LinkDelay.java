package dev.ganz.lab.graph;

import dev.ganz.lab.Coordinates;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long light in a fibre takes from one place to another, the shorter way round the Earth. */
final class LinkDelay {
    /** Of a link between places that are not known, nanoseconds. */
    static final long UNKNOWN = 1_000_000;

    /** Even within a town there are fibres, patch panels and line cards to pass, nanoseconds. */
    static final long LEAST = 50_000;

    private static final double EARTH_RADIUS_KM = 6371;
    private static final double LIGHT_KM_PER_S = 299_792.458;
    /** Refractive index of a fibre is about 1.5. */
    private static final double FIBRE_KM_PER_S = LIGHT_KM_PER_S * 2 / 3;

    private static final double NANOSECONDS = 1e9;
    private static final Pattern TIME = Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,12})?)\\s*([a-zA-Zµμ]+)\\s*");
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("ns", 1.0),
            Map.entry("nanosecond", 1.0),
            Map.entry("nanoseconds", 1.0),
            Map.entry("us", 1e3),
            Map.entry("µs", 1e3), // U+00B5, micro sign
            Map.entry("μs", 1e3), // U+03BC, Greek mu
            Map.entry("microsecond", 1e3),
            Map.entry("microseconds", 1e3),
            Map.entry("ms", 1e6),
            Map.entry("millisecond", 1e6),
            Map.entry("milliseconds", 1e6),
            Map.entry("s", NANOSECONDS),
            Map.entry("sec", NANOSECONDS),
            Map.entry("secs", NANOSECONDS),
            Map.entry("second", NANOSECONDS),
            Map.entry("seconds", NANOSECONDS));

    private LinkDelay() {}

    /** One way, nanoseconds. */
    static long between(Optional<Coordinates> a, Optional<Coordinates> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return UNKNOWN;
        }
        double seconds = kilometres(a.get(), b.get()) / FIBRE_KM_PER_S;
        return Math.max(LEAST, StrictMath.round(seconds * NANOSECONDS));
    }

    /** Length of the great circle between two places, by the haversine formula, which is exact enough for near ones too. */
    static double kilometres(Coordinates a, Coordinates b) {
        double latitudeA = StrictMath.toRadians(a.latitude());
        double latitudeB = StrictMath.toRadians(b.latitude());
        double haversine = squaredSine((latitudeB - latitudeA) / 2)
                + StrictMath.cos(latitudeA)
                        * StrictMath.cos(latitudeB)
                        * squaredSine(StrictMath.toRadians(b.longitude() - a.longitude()) / 2);
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(haversine)));
    }

    private static double squaredSine(double angle) {
        double sine = StrictMath.sin(angle);
        return sine * sine;
    }

    /** A time with its unit, {@code "10 ms"}, in nanoseconds; empty if the text is something else, or is beyond an hour. */
    static OptionalLong parse(String text) {
        Matcher match = TIME.matcher(text.length() > 64 ? "" : text);
        Double unit = match.matches() ? UNITS.get(match.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            return OptionalLong.empty();
        }
        double nanoseconds = Double.parseDouble(match.group(1)) * unit;
        return nanoseconds > 3600 * NANOSECONDS ? OptionalLong.empty() : OptionalLong.of(StrictMath.round(nanoseconds));
    }
}
