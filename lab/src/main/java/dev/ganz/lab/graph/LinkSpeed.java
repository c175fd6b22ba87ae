package dev.ganz.lab.graph;

import dev.ganz.lab.graph.MapGraph.Edge;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The speed of a link from what a map says of it: {@code LinkSpeedRaw} (bit/s), else {@code LinkSpeed} with
 * {@code LinkSpeedUnits}, else what can be read in {@code LinkLabel} or {@code label}.
 *
 * <p>A label gives its first number with a unit: {@code "45 Mbps DS-3"}, {@code "10G Ethernet"}. Of a range, {@code "10-34 Mb/s"},
 * the highest counts, of alternatives, {@code "34/45 Mbit/s"}, the first; {@code "4x155Mbps"} is a bundle.
 */
final class LinkSpeed {
    /** Bits per second; a map that says more is wrong. */
    private static final double MOST = 1e15;

    /** Labels are free text: what matters stands at their beginning, and matching stays cheap. */
    private static final int READ_OF_LABEL = 256;

    private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,9})?)\\s?";
    /** A prefix alone is a unit only in capitals ("10G", but not "10 m"); upper-case B means bits too, as people write it. */
    private static final String UNIT =
            "((?i:[KMGT]\\s?b(?:ps|its?(?:/s|ps)?|/s|s)?)|[KMGT]|(?i:bps|bit/s|b/s))(?![A-Za-z0-9])";

    private static final Pattern SPEED = Pattern.compile("(?<![\\d.])(?:(\\d{1,3})\\s?[xX×]\\s?)?" + NUMBER + "(?:"
            + UNIT + "(?:\\s?([-/–])\\s?" + NUMBER + UNIT + ")?|([-/–])\\s?" + NUMBER + UNIT + ")");

    /** Lines that the telephone network names (ITU-T G.702, G.707; Telcordia GR-253). */
    private static final Pattern CARRIER = Pattern.compile("\\b(OC|STM|DS|T|E)-?(\\d{1,3})c?\\b");

    private static final double KILO = 1e3;

    private LinkSpeed() {}

    /**
     * Bits per second; empty if the map does not say.
     *
     * @throws dev.ganz.lab.InvalidInput if {@code LinkSpeedRaw} is no speed
     */
    static OptionalLong of(Edge link, MapGraph map) {
        String raw = link.attributes().get("linkspeedraw");
        if (raw != null) {
            double speed = number(raw);
            if (!(speed >= 1 && speed <= MOST)) {
                throw map.error(
                        link.place(),
                        "expected a LinkSpeedRaw from 1 to 1e15 bits per second, found " + MapGraph.quoted(raw)
                                + "; correct it or leave it out");
            }
            return OptionalLong.of(StrictMath.round(speed));
        }
        String value = link.attributes().get("linkspeed");
        if (value != null) {
            OptionalLong speed =
                    bounded(number(value) * factor(link.attributes().getOrDefault("linkspeedunits", "")));
            if (speed.isPresent()) {
                return speed;
            }
        }
        OptionalLong named = OptionalLong.empty();
        String label = link.attributes().get("linklabel");
        if (label != null) {
            named = inLabel(label);
            named = named.isPresent() ? named : ofCarrier(label);
        }
        String general = link.attributes().get("label");
        return named.isPresent() || general == null ? named : inLabel(general);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static OptionalLong bounded(double speed) {
        return speed >= 1 && speed <= MOST ? OptionalLong.of(StrictMath.round(speed)) : OptionalLong.empty();
    }

    /** What a unit multiplies by: K, M, G or T at its beginning, else 1. */
    private static double factor(@Nullable String unit) {
        if (unit == null || unit.isEmpty()) {
            return 1;
        }
        return switch (unit.toUpperCase(Locale.ROOT).charAt(0)) {
            case 'K' -> KILO;
            case 'M' -> KILO * KILO;
            case 'G' -> KILO * KILO * KILO;
            case 'T' -> KILO * KILO * KILO * KILO;
            default -> 1;
        };
    }

    static OptionalLong inLabel(String label) {
        Matcher match = SPEED.matcher(beginning(label));
        if (!match.find()) {
            return OptionalLong.empty();
        }
        double times = match.group(1) == null ? 1 : number(match.group(1));
        boolean first = match.group(3) != null; // "1 Gbps" or "155M/1G", not "34/45 Mbit/s"
        String join = first ? match.group(4) : match.group(7);
        String second = first ? match.group(5) : match.group(8);
        String unit = first ? match.group(3) : match.group(9);
        double speed = number(match.group(2)) * factor(unit);
        if (join != null && second != null && !join.equals("/")) {
            speed = Math.max(speed, number(second) * factor(first ? match.group(6) : match.group(9)));
        }
        return bounded(times * speed);
    }

    private static OptionalLong ofCarrier(String label) {
        Matcher match = CARRIER.matcher(beginning(label));
        while (match.find()) {
            OptionalLong speed = carrier(match.group(1), Integer.parseInt(match.group(2)));
            if (speed.isPresent()) {
                return speed;
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong carrier(String family, int level) {
        Map<Integer, Long> levels = switch (family) {
            case "DS", "T" -> Map.of(0, 64_000L, 1, 1_544_000L, 2, 6_312_000L, 3, 44_736_000L);
            case "E" -> Map.of(1, 2_048_000L, 2, 8_448_000L, 3, 34_368_000L, 4, 139_264_000L);
            case "OC" -> Map.of(level, level * 51_840_000L);
            default -> Map.of(level, level * 155_520_000L);
        };
        Long speed = levels.get(level);
        return speed == null || speed == 0 ? OptionalLong.empty() : OptionalLong.of(speed);
    }

    private static String beginning(String label) {
        return label.length() > READ_OF_LABEL ? label.substring(0, READ_OF_LABEL) : label;
    }
}
