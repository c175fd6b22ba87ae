package dev.ganz.host.diagnosis;

import dev.ganz.host.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Samples in a row in which a signal was on.
 *
 * @param first its index in the recording
 * @param samples those of the episode
 */
record Episode(int first, List<Sample> samples) {

    /** The longest one, of equal ones the last. */
    static Optional<Episode> longest(List<Sample> samples, ToDoubleFunction<Sample> signal, Threshold threshold) {
        return all(samples, signal, threshold).stream()
                .max(Comparator.comparingInt((Episode episode) -> episode.samples.size())
                        .thenComparingInt(Episode::first));
    }

    private static List<Episode> all(List<Sample> samples, ToDoubleFunction<Sample> signal, Threshold threshold) {
        int least = Math.min(Threshold.LEAST_SAMPLES, samples.size());
        List<Episode> episodes = new ArrayList<>();
        int begin = -1;
        boolean on = false;
        for (int i = 0; i <= samples.size(); i++) {
            double value = i < samples.size() ? signal.applyAsDouble(samples.get(i)) : Double.NEGATIVE_INFINITY;
            boolean stays = value >= (on ? threshold.leave() : threshold.enter());
            if (stays && begin < 0) {
                begin = i;
            }
            if (stays) {
                on = on || i - begin + 1 >= least;
            } else {
                if (on) {
                    episodes.add(new Episode(begin, samples.subList(begin, i)));
                }
                begin = -1;
                on = false;
            }
        }
        return episodes;
    }

    double mean(ToDoubleFunction<Sample> signal) {
        return samples.stream().mapToDouble(signal).average().orElse(0);
    }

    double peak(ToDoubleFunction<Sample> signal) {
        return samples.stream().mapToDouble(signal).max().orElse(0);
    }
}
