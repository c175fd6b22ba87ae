package dev.ganz.host.diagnosis;

import dev.ganz.host.Consumer;
import dev.ganz.host.Owner;
import dev.ganz.host.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who asked for what in an episode.
 *
 * @param owners with means over its samples: those that were seen waiting first, then those that moved most
 */
record Culprits(List<Consumer> owners) {
    private static final int NAMED = 4;

    static Culprits in(Episode episode) {
        Map<Owner, Consumer> sums = new TreeMap<>();
        List<Sample> swept = episode.samples().stream()
                .filter(sample -> !sample.consumers().isEmpty())
                .toList();
        for (Sample sample : swept) {
            for (Consumer consumer : sample.consumers()) {
                sums.merge(consumer.owner(), consumer, Culprits::sum);
            }
        }
        return new Culprits(sums.values().stream()
                .map(sum -> new Consumer(
                        sum.owner(),
                        sum.readOctets() / swept.size(),
                        sum.writtenOctets() / swept.size(),
                        (int) Math.ceil(sum.blocked() / (double) swept.size()),
                        sum.waitsIn()))
                .sorted(Comparator.comparing(Culprits::isSeenWaiting)
                        .thenComparingDouble(Consumer::octets)
                        .reversed())
                .toList());
    }

    /** A thread of the kernel works for somebody else. */
    private static boolean isKernel(Consumer consumer) {
        return consumer.owner().kind() == Owner.Kind.KERNEL;
    }

    /** Figures of a process hold for all disks together: one that waits is known to use the slow one. */
    private static boolean isSeenWaiting(Consumer consumer) {
        return consumer.blocked() > 0 && !isKernel(consumer);
    }

    private static Consumer sum(Consumer a, Consumer b) {
        return new Consumer(
                a.owner(),
                a.readOctets() + b.readOctets(),
                a.writtenOctets() + b.writtenOctets(),
                a.blocked() + b.blocked(),
                a.waitsIn().isEmpty() ? b.waitsIn() : a.waitsIn());
    }

    /** Those that moved most, with how much: {@code VM web1 (1.2 MB/s, 40 %)}. */
    List<String> causes() {
        double all = total();
        return owners.stream()
                .filter(consumer -> !isKernel(consumer) && consumer.octets() > 0 && consumer.octets() >= all / 20)
                .limit(NAMED)
                .map(consumer -> consumer.owner() + " (" + Figures.octets(consumer.octets()) + "/s, "
                        + Figures.percent(consumer.octets() / all) + ")")
                .toList();
    }

    /** Those whose tasks wait: {@code VM web1 (3 tasks)}. */
    List<String> sufferers() {
        return owners.stream()
                .filter(consumer -> consumer.blocked() > 0 && consumer.owner().kind() != Owner.Kind.KERNEL)
                .sorted(Comparator.comparingInt(Consumer::blocked).reversed())
                .limit(NAMED)
                .map(consumer -> consumer.owner()
                        + (consumer.blocked() == 1 ? " (1 task)" : " (" + consumer.blocked() + " tasks)"))
                .toList();
    }

    /** The share of the first of {@link #owners} in all that was moved; 0 where nothing is known. */
    double firstShare() {
        return total() == 0 || isKernel(owners.getFirst())
                ? 0
                : owners.getFirst().octets() / total();
    }

    private double total() {
        return owners.stream()
                .filter(consumer -> !isKernel(consumer))
                .mapToDouble(Consumer::octets)
                .sum();
    }
}
