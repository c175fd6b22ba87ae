package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.unit.Percentages;
import dev.ganz.lab.unit.Rates;
import dev.ganz.lab.unit.Sizes;
import dev.ganz.plan.demand.Dimension;
import dev.ganz.plan.demand.HostType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a host has, and how much of that may be used: options. */
final class PlanHost {
    private static final double USUAL_CPU = 0.8;
    private static final double USUAL_MEMORY = 0.9;
    private static final double USUAL_INPUT_OUTPUT = 0.7;
    private static final double MOST_MHZ = 1e9;

    @Option(
            names = "--host",
            paramLabel = "NAME=SIZE,...",
            split = ",",
            hideParamSyntax = true,
            description = "What a host has of cpu, memory, disk-read, disk-write, network-in and network-out, such as"
                    + " cpu=80GHz,memory=512GB,disk-read=1GB/s; what is not named is not limited.")
    List<String> sizes = List.of();

    @Option(
            names = "--limit",
            paramLabel = "NAME=SHARE,...",
            split = ",",
            hideParamSyntax = true,
            description = "How much of it may be used: cpu=80%%, memory=90%% and 70%% of the rest by default.")
    List<String> limits = List.of();

    /** @throws InvalidInput if a word or a size is unknown, or neither CPU nor memory is given */
    HostType type() {
        double[] capacity = new double[Dimension.ALL.size()];
        Arrays.fill(capacity, Double.POSITIVE_INFINITY);
        Set<Dimension> named = EnumSet.noneOf(Dimension.class);
        for (String word : sizes) {
            Dimension dimension = dimension("--host", word, named);
            capacity[dimension.place()] = size(dimension, word);
        }
        if (!named.contains(Dimension.CPU) || !named.contains(Dimension.MEMORY)) {
            throw new InvalidInput("--host: expected at least cpu and memory, such as --host cpu=80GHz,memory=512GB");
        }
        double[] limit = new double[capacity.length];
        Arrays.fill(limit, USUAL_INPUT_OUTPUT);
        limit[Dimension.CPU.place()] = USUAL_CPU;
        limit[Dimension.MEMORY.place()] = USUAL_MEMORY;
        Set<Dimension> limited = EnumSet.noneOf(Dimension.class);
        for (String word : limits) {
            Dimension dimension = dimension("--limit", word, limited);
            limit[dimension.place()] = share(word);
        }
        return new HostType(capacity, limit);
    }

    private static Dimension dimension(String option, String word, Set<Dimension> named) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        List<String> known = Dimension.ALL.stream().map(Dimension::toString).toList();
        Dimension dimension = Dimension.ALL.stream()
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(option + ": expected one of " + String.join(", ", known)
                        + ", found \"" + name + "\"" + NearestWord.hint(name, known)));
        if (equals < 0) {
            throw new InvalidInput(option + ": expected " + name + "=…, found \"" + word + "\"");
        }
        if (!named.add(dimension)) {
            throw new InvalidInput(option + ": expected " + name + " once, found it a second time");
        }
        return dimension;
    }

    private static double size(Dimension dimension, String word) {
        String text = word.substring(word.indexOf('=') + 1);
        try {
            double size = switch (dimension) {
                case CPU -> megahertz(text);
                case MEMORY -> Sizes.parse(text);
                case DISK_READ, DISK_WRITE, NETWORK_IN, NETWORK_OUT -> Rates.parse(text) / 8.0;
            };
            if (!(size > 0)) {
                throw new InvalidInput("expected more than nothing, found \"" + text + "\"");
            }
            return size;
        } catch (InvalidInput wrong) {
            throw new InvalidInput("--host " + word + ": " + wrong.getMessage(), wrong);
        }
    }

    private static double megahertz(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean isGiga = lower.endsWith("ghz");
        String digits = isGiga || lower.endsWith("mhz")
                ? lower.substring(0, lower.length() - 3).strip()
                : "";
        if (!digits.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            throw new InvalidInput("expected a frequency of all cores together, such as 80GHz, found \"" + text + "\"");
        }
        double megahertz = Double.parseDouble(digits) * (isGiga ? 1000 : 1);
        if (megahertz > MOST_MHZ) {
            throw new InvalidInput("expected at most 1000000GHz, found \"" + text + "\"");
        }
        return megahertz;
    }

    private static double share(String word) {
        try {
            double share = Percentages.parse(word.substring(word.indexOf('=') + 1));
            if (share == 0) {
                throw new InvalidInput("expected more than nothing, found 0");
            }
            return share;
        } catch (InvalidInput wrong) {
            throw new InvalidInput("--limit " + word + ": " + wrong.getMessage(), wrong);
        }
    }
}
