package dev.ganz.plan.demand;

/**
 * What was measured of one server.
 *
 * @param seconds when each sample was taken, since 1970, ascending
 * @param means by sample and {@link Dimension}: what was used on average since the sample before
 * @param peaks the same, at most; the very same array where samples are too short to tell
 * @param broken lines that could not be read
 */
public record Workload(String name, long[] seconds, float[] means, float[] peaks, int broken) {

    public int samples() {
        return seconds.length;
    }

    double mean(int sample, int dimension) {
        return means[sample * Dimension.COUNT + dimension];
    }

    double peak(int sample, int dimension) {
        return peaks[sample * Dimension.COUNT + dimension];
    }
}
