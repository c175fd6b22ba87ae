package dev.ganz.stack.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The mean of observations that may depend on their neighbours, with its standard error from the means of batches much longer than
 * the dependence.
 */
final class Batches {
    private static final int BATCH = 5_000;

    private double sum;
    private int inBatch;
    private int batches;
    private double sums;
    private double squares;

    void add(double value) {
        sum += value;
        if (++inBatch == BATCH) {
            addBatch(sum / BATCH);
            sum = 0;
            inBatch = 0;
        }
    }

    void addBatch(double mean) {
        batches++;
        sums += mean;
        squares += mean * mean;
    }

    double mean() {
        return sums / batches;
    }

    double standardError() {
        return Math.sqrt((squares / batches - mean() * mean()) / (batches - 1));
    }

    /** Within three standard errors, of which there are enough batches to know. */
    void assertMean(double expected) {
        assertThat(batches).isGreaterThanOrEqualTo(50);
        assertThat(mean()).isCloseTo(expected, within(3 * standardError()));
    }
}
