package dev.ganz.host.diagnosis;

import dev.ganz.host.Machine;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A recording, and what every rule asks of it. */
record Situation(Recording recording) {
    Machine machine() {
        return recording.machine();
    }

    List<Sample> samples() {
        return recording.samples();
    }

    Optional<Episode> longest(ToDoubleFunction<Sample> signal, Threshold threshold) {
        return Episode.longest(samples(), signal, threshold);
    }

    /** {@code all the time (60 samples)}, {@code from 2026-11-28T07:46:00Z, 12 of 60 samples}. */
    String since(Episode episode) {
        int count = samples().size();
        if (episode.samples().size() == count) {
            return count == 1 ? "in the only sample" : "all the time (" + count + " samples)";
        }
        Sample first = episode.samples().getFirst();
        String begin = first.time() == 0
                ? "from sample " + (episode.first() + 1)
                : "from "
                        + Instant.ofEpochMilli(first.time() - Math.round(first.seconds() * 1e3))
                                .truncatedTo(ChronoUnit.SECONDS);
        return begin + ", " + episode.samples().size() + " of " + count + " samples";
    }

    /** Fewer samples than a trouble must last cannot make anybody sure. */
    Confidence atMost(Confidence confidence) {
        return samples().size() < Threshold.LEAST_SAMPLES ? Confidence.LOW : confidence;
    }
}
