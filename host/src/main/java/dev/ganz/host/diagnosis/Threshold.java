package dev.ganz.host.diagnosis;

/**
 * When a signal counts as on: from {@code enter} for three samples in a row, until it falls below {@code leave}. Two values keep a signal
 * near the threshold from going on and off.
 */
record Threshold(double enter, double leave) {
    /** Samples that a trouble must last; fewer only where there are no more. */
    static final int LEAST_SAMPLES = 3;

    Threshold {
        if (leave > enter) {
            throw new IllegalArgumentException("leaves above where it enters: " + enter + ", " + leave);
        }
    }
}
