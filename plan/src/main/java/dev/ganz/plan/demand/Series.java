package dev.ganz.plan.demand;

import java.util.Arrays;

/** Collects the samples of one server. */
final class Series {
    private final String name;
    private long[] seconds = new long[1024];
    private float[] means = new float[1024 * Dimension.COUNT];
    private float[] peaks = new float[1024 * Dimension.COUNT];
    private int samples;
    private int broken;

    Series(String name) {
        this.name = name;
    }

    /** Adds a sample; one that is not later than the last, or has a value that is no size, is counted as broken. */
    void add(long second, double[] mean, double[] peak) {
        if (samples > 0 && second <= seconds[samples - 1] || !isSound(mean) || !isSound(peak)) {
            broken++;
            return;
        }
        if (samples == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * samples);
            means = Arrays.copyOf(means, 2 * means.length);
            peaks = Arrays.copyOf(peaks, 2 * peaks.length);
        }
        for (int k = 0; k < Dimension.COUNT; k++) {
            means[samples * Dimension.COUNT + k] = (float) mean[k];
            peaks[samples * Dimension.COUNT + k] = (float) Math.max(mean[k], peak[k]);
        }
        seconds[samples++] = second;
    }

    void broken() {
        broken++;
    }

    Workload workload() {
        return new Workload(
                name,
                Arrays.copyOf(seconds, samples),
                Arrays.copyOf(means, samples * Dimension.COUNT),
                Arrays.copyOf(peaks, samples * Dimension.COUNT),
                broken);
    }

    private static boolean isSound(double[] values) {
        for (double value : values) {
            if (!(value >= 0 && value < 1e15)) {
                return false;
            }
        }
        return true;
    }
}
