package dev.ganz.lab.file;

import dev.ganz.lab.Traffic;
import dev.ganz.lab.Traffic.Constant;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.Traffic.OnOff;
import dev.ganz.lab.Traffic.Pattern;
import dev.ganz.lab.Traffic.Ping;
import dev.ganz.lab.Traffic.Poisson;
import dev.ganz.lab.Traffic.Tcp;
import dev.ganz.lab.Traffic.Udp;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads {@code traffic}. */
final class TrafficReader {
    private static final long SECOND = 1_000_000_000L;

    private final Problems problems;

    TrafficReader(Problems problems) {
        this.problems = problems;
    }

    /** All flows in the order of the file, each with a name. */
    List<Traffic> read(List<Yaml> items) {
        return named(items.stream().map(item -> read((Mapping) item)).toList());
    }

    private Traffic read(Mapping item) {
        Entry entry = item.entries().getFirst();
        Words words = new Words(entry.value() instanceof Mapping inner ? inner : item, problems);
        return switch (entry.key()) {
            case "ping" -> ping(words);
            case "udp" -> udp(words);
            default -> tcp(words);
        };
    }

    private static Ping ping(Words words) {
        return new Ping(
                words.text("name", ""),
                words.text("from", ""),
                words.text("to", ""),
                family(words),
                words.duration("start", 0),
                words.duration("every", Ping.EVERY),
                words.integer("count", 1),
                size(words, Ping.SIZE));
    }

    private static Udp udp(Words words) {
        return new Udp(
                words.text("name", ""),
                words.text("from", ""),
                words.text("to", ""),
                family(words),
                words.duration("start", 0),
                words.rate("rate").orElse(1),
                size(words, Udp.SIZE),
                words.duration("for"),
                pattern(words),
                words.has("port") ? OptionalInt.of(words.integer("port", 0)) : OptionalInt.empty());
    }

    private static Tcp tcp(Words words) {
        return new Tcp(
                words.text("name", ""),
                words.text("from", ""),
                words.text("to", ""),
                family(words),
                words.duration("start", 0),
                words.size("bytes"),
                words.duration("for"),
                words.text("congestion", "cubic"));
    }

    private static Family family(Words words) {
        return Family.valueOf(words.text("family", "any").toUpperCase(Locale.ROOT));
    }

    private static int size(Words words, int otherwise) {
        OptionalLong size = words.size("size");
        return (int) Math.min(Integer.MAX_VALUE, size.orElse(otherwise));
    }

    private static Pattern pattern(Words words) {
        String name = words.text("pattern", "constant");
        if (!name.equals("on-off") && (words.has("on") || words.has("off"))) {
            words.problems()
                    .add(words.at(), "expected on and off with the pattern on-off alone, found them with " + name);
        }
        return switch (name) {
            case "poisson" -> new Poisson();
            case "on-off" -> new OnOff(words.duration("on", SECOND), words.duration("off", SECOND));
            default -> new Constant();
        };
    }

    /**
     * Gives a name to every flow without one: kind and ends, {@code udp hq-branch}, and a number from the second on. Flows with the
     * same kind and ends are numbered in the order of what they say, not of the file, so that moving lines renames nothing.
     */
    static List<Traffic> named(List<Traffic> traffic) {
        Set<String> taken = new HashSet<>();
        traffic.forEach(flow -> taken.add(flow.name()));
        List<Traffic> named = new ArrayList<>(traffic);
        Map<String, Integer> numbers = new HashMap<>();
        int[] order = IntStream.range(0, traffic.size())
                .filter(i -> traffic.get(i).name().isEmpty())
                .boxed()
                .sorted(Comparator.comparing(i -> traffic.get(i).toString()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : order) {
            Traffic flow = traffic.get(i);
            String plain = kind(flow) + " " + flow.from() + "-" + flow.to();
            String name = plain;
            while (!taken.add(name)) {
                name = plain + "-" + numbers.merge(plain, 1, Integer::sum);
            }
            numbers.putIfAbsent(plain, 1);
            named.set(i, withName(flow, name));
        }
        return named;
    }

    private static String kind(Traffic flow) {
        return switch (flow) {
            case Ping _ -> "ping";
            case Udp _ -> "udp";
            case Tcp _ -> "tcp";
        };
    }

    private static Traffic withName(Traffic flow, String name) {
        return switch (flow) {
            case Ping f -> new Ping(name, f.from(), f.to(), f.family(), f.start(), f.every(), f.count(), f.size());
            case Udp f ->
                new Udp(
                        name,
                        f.from(),
                        f.to(),
                        f.family(),
                        f.start(),
                        f.rate(),
                        f.size(),
                        f.duration(),
                        f.pattern(),
                        f.port());
            case Tcp f ->
                new Tcp(name, f.from(), f.to(), f.family(), f.start(), f.octets(), f.duration(), f.congestion());
        };
    }
}
