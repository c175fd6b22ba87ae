package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Rates;
import dev.ganz.lab.unit.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Traffic that is asked for on the command line: {@code --ping all}, {@code --ping A,B}, {@code --udp A,B,5mbit,10s}. Whether its values
 * make sense is for {@link dev.ganz.lab.check.LabCheck} to say, as of those of a lab file.
 */
final class QuickTraffic {
    /** A source pings its destinations this far apart, so that no source has more than a packet every 10 ms under way. */
    private static final long BETWEEN_PINGS = 10_000_000;

    private final Lab lab;
    private final NodeNames ends;
    private final Family family;
    private final Set<String> names;
    private final List<Traffic> traffic = new ArrayList<>();

    private record Ends(String from, String to, List<String> rest) {}

    QuickTraffic(Lab lab, Family family) {
        this.lab = lab;
        this.ends = NodeNames.ofEnds(lab);
        this.family = family;
        this.names = new HashSet<>(lab.traffic().size());
        lab.traffic().forEach(flow -> names.add(flow.name()));
    }

    /** The lab with its own traffic and that of {@code --ping} and {@code --udp}. */
    static Lab add(Lab lab, List<String> pings, List<String> udp, Family family) {
        if (pings.isEmpty() && udp.isEmpty()) {
            return lab;
        }
        QuickTraffic quick = new QuickTraffic(lab, family);
        pings.forEach(quick::ping);
        udp.forEach(quick::udp);
        List<Traffic> all = new ArrayList<>(lab.traffic().size() + quick.traffic.size());
        all.addAll(lab.traffic());
        all.addAll(quick.traffic);
        return new Lab(
                lab.name(),
                lab.seed(),
                lab.duration(),
                lab.automaticAddresses(),
                lab.nodes(),
                lab.links(),
                all,
                lab.faults(),
                lab.expectations());
    }

    private void ping(String text) {
        if (text.equals("all")) {
            pingAll();
            return;
        }
        Ends flow = ends("--ping", text, "all, A,B or A,B,COUNT,EVERY", 0, 2);
        int count = flow.rest().isEmpty() ? 1 : count(text, flow.rest().getFirst());
        long every = flow.rest().size() < 2
                ? Traffic.Ping.EVERY
                : value("--ping", text, () -> Durations.parse(flow.rest().get(1)));
        traffic.add(new Traffic.Ping(
                name("ping", flow.from(), flow.to()),
                flow.from(),
                flow.to(),
                family,
                0,
                every,
                count,
                Traffic.Ping.SIZE));
    }

    /**
     * Every ordered pair once: each source pings the others one after another, beginning with its successor, and the sources are
     * staggered over the distance of two pings, so that neither a source nor a destination meets all its pings at once.
     */
    private void pingAll() {
        List<String> all = ends.sorted();
        if (all.size() < 2) {
            throw new InvalidInput("--ping all: expected at least 2 nodes with addresses in lab " + lab.name()
                    + ", found " + all.size());
        }
        int nodes = all.size();
        for (int from = 0; from < nodes; from++) {
            long stagger = BETWEEN_PINGS * from / nodes;
            for (int i = 1; i < nodes; i++) {
                String source = all.get(from);
                String destination = all.get((from + i) % nodes);
                long start = (i - 1) * BETWEEN_PINGS + stagger;
                traffic.add(new Traffic.Ping(
                        name("ping", source, destination),
                        source,
                        destination,
                        family,
                        start,
                        Traffic.Ping.EVERY,
                        1,
                        Traffic.Ping.SIZE));
            }
        }
    }

    private void udp(String text) {
        String form = "A,B,RATE,DURATION such as hq,branch,5mbit,10s";
        Ends flow = ends("--udp", text, form, 2, 3);
        long rate = value("--udp", text, () -> Rates.parse(flow.rest().getFirst()));
        long duration = value("--udp", text, () -> Durations.parse(flow.rest().get(1)));
        long size = flow.rest().size() < 3
                ? Traffic.Udp.SIZE
                : value("--udp", text, () -> Sizes.parse(flow.rest().get(2)));
        traffic.add(new Traffic.Udp(
                name("udp", flow.from(), flow.to()),
                flow.from(),
                flow.to(),
                family,
                0,
                rate,
                (int) Math.min(Integer.MAX_VALUE, size),
                OptionalLong.of(duration),
                new Traffic.Constant(),
                OptionalInt.empty()));
    }

    /** Splits a text into two nodes, whose names may hold commas, and what follows. */
    private Ends ends(String option, String text, String form, int least, int most) {
        List<String> words = Arrays.asList(text.split(",", -1));
        for (int rest = least; rest <= most; rest++) {
            int of = words.size() - rest;
            for (int split = 1; split < of; split++) {
                String from = String.join(",", words.subList(0, split));
                String to = String.join(",", words.subList(split, of));
                if (ends.contains(from) && ends.contains(to)) {
                    return new Ends(from, to, words.subList(of, words.size()));
                }
            }
        }
        if (words.size() < 2 + least || words.size() > 2 + most) {
            throw new InvalidInput(option + " " + text + ": expected " + form);
        }
        String unknown = ends.contains(words.getFirst()) ? words.get(1) : words.getFirst();
        throw new InvalidInput(option + " " + text + ": " + ends.refusal(unknown));
    }

    private static int count(String text, String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException refused) {
            throw new InvalidInput(
                    "--ping " + text + ": expected a count of requests, found \"" + word + "\"", refused);
        }
    }

    private static long value(String option, String text, java.util.function.LongSupplier parse) {
        try {
            return parse.getAsLong();
        } catch (InvalidInput refused) {
            throw new InvalidInput(option + " " + text + ": " + refused.getMessage(), refused);
        }
    }

    /** {@code ping a-b}, as the lab file names its flows; with a number where that is taken. */
    private String name(String kind, String from, String to) {
        String plain = kind + " " + from + "-" + to;
        String name = plain;
        for (int i = 2; !names.add(name); i++) {
            name = plain + "-" + i;
        }
        return name;
    }
}
