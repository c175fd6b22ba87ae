package dev.ganz.stack.scenario;

import dev.ganz.stack.result.Quantiles;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Values, of which quantiles are wanted: kept one by one, and therefore exact, up to {@link #EXACT} of them; beyond that in a
 * histogram of three significant digits.
 */
final class Samples {
    private static final int EXACT = 4096;
    private static final int DIGITS = 3;

    private long[] values = {};
    private int count;
    private @Nullable Histogram histogram;

    void add(long value) {
        if (histogram != null) {
            histogram.recordValue(Math.max(0, value));
        } else if (count < EXACT) {
            if (count == values.length) {
                values = Arrays.copyOf(values, Math.max(1, 2 * count));
            }
            values[count++] = value;
        } else {
            histogram = new Histogram(DIGITS);
            for (long kept : values) {
                histogram.recordValue(Math.max(0, kept));
            }
            values = new long[0];
            histogram.recordValue(Math.max(0, value));
        }
    }

    long count() {
        return histogram != null ? histogram.getTotalCount() : count;
    }

    Quantiles quantiles() {
        if (histogram != null) {
            return new Quantiles.Many(
                    histogram.getMinValue(),
                    Math.round(histogram.getMean()),
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(90),
                    histogram.getValueAtPercentile(99),
                    histogram.getMaxValue());
        }
        if (count == 0) {
            return Quantiles.NONE;
        }
        if (count == 1) {
            return Quantiles.of(values[0]);
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        long sum = 0;
        for (long value : sorted) {
            sum += value;
        }
        return new Quantiles.Many(
                sorted[0],
                sum / count,
                nearestRank(sorted, 50),
                nearestRank(sorted, 90),
                nearestRank(sorted, 99),
                sorted[count - 1]);
    }

    /** The smallest value that at least {@code percent} of all do not exceed. */
    private static long nearestRank(long[] sorted, int percent) {
        return sorted[(int) ((sorted.length * (long) percent + 99) / 100) - 1];
    }
}
