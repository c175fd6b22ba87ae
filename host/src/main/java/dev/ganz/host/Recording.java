package dev.ganz.host;

import java.util.List;

/**
 * What a machine did over some time.
 *
 * @param source where it comes from, for messages: a file's name, or {@code this machine}
 * @param form how it was told: {@code iostat}, {@code top}, …
 * @param samples in the order of time; never empty
 */
public record Recording(String source, String form, Machine machine, List<Sample> samples) {
    public Recording {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a recording without samples");
        }
    }
}
