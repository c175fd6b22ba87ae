package dev.ganz.stack.channel;

import dev.ganz.stack.RandomStream;

/**
 * Uniform draws for one effect of one channel, from a stream of their own: what one effect draws moves no other.
 *
 * <p>With a correlation, netem's: {@code x(n) = (1-c) u + c x(n-1)}, with {@code x(0)} uniform. Such draws are no longer uniform: their
 * mean stays 1/2, their variance shrinks from 1/12 to {@code (1-c)/(1+c)/12}. So an event of probability below 1/2 comes more rarely
 * than that, one above 1/2 more often, and a correlated jitter is narrower than an uncorrelated one. The Gilbert-Elliott model
 * makes bursts without this.
 */
final class Draws {
    private RandomStream stream;
    private double correlation;
    private double last;
    private boolean begun;

    Draws(RandomStream stream, double correlation) {
        this.stream = stream;
        this.correlation = correlation;
    }

    /** Draws from another stream; the value before stays what it was. */
    void restart(RandomStream other) {
        stream = other;
    }

    /** The value before stays what it was. */
    void correlation(double ofSuccessiveDraws) {
        correlation = ofSuccessiveDraws;
    }

    /** At least 0, and below 1 but for rounding when correlated. */
    double next() {
        if (correlation == 0) {
            return uniform();
        }
        if (!begun) {
            begun = true;
            last = uniform();
        }
        last = (1 - correlation) * uniform() + correlation * last;
        return last;
    }

    /** Whether an event of this probability happens. The certain and the impossible draw nothing. */
    boolean happens(double probability) {
        return probability > 0 && (probability >= 1 || next() < probability);
    }

    /** An integer from 0 to {@code bound - 1}. */
    long below(long bound) {
        return Math.unsignedMultiplyHigh(stream.nextLong(), bound);
    }

    private double uniform() {
        return (stream.nextLong() >>> 11) * 0x1p-53;
    }
}
