package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment.Distribution;

/**
 * The shapes of jitter, as netem has them: 4096 values in ascending order, each as likely, in units of 1/8192 of the deviation, clipped
 * to 16 bits, which is 4 deviations. Entry {@code i} is the quantile of the middle of its 4096th of the distribution, (i + 1/2)/4096.
 *
 * <p>What comes out, in units of the deviation that was asked for (a delay below zero counts as zero, which adds to the mean where the
 * deviation is large against the delay):
 *
 * <table>
 * <caption>Mean and variance</caption>
 * <tr><th></th><th>mean</th><th>variance</th></tr>
 * <tr><td>uniform, mean ± jitter (no table)</td><td>0</td><td>1/3</td></tr>
 * <tr><td>normal</td><td>0</td><td>0.9997</td></tr>
 * <tr><td>pareto of shape 3, shifted by its mean 3/2, times 4/3</td><td>-0.0329</td><td>0.6738</td></tr>
 * <tr><td>paretonormal, 1/4 normal and 3/4 pareto of the same quantile</td><td>-0.0247</td><td>0.6971</td></tr>
 * </table>
 *
 * <p>The pareto would have mean 0 and variance 4/3 but for the clipping of its upper 1.1 %.
 */
final class JitterTable {
    static final int SIZE = 4096;
    static final int SCALE = 8192;

    private static final double PARETO_SHAPE = 3;
    private static final short[] NONE = {};

    private JitterTable() {}

    /** The table of a shape; empty for the uniform one, which needs none. */
    static short[] of(Distribution distribution) {
        return switch (distribution) {
            case UNIFORM -> NONE;
            case NORMAL -> Normal.TABLE;
            case PARETO -> Pareto.TABLE;
            case PARETONORMAL -> ParetoNormal.TABLE;
        };
    }

    /**
     * A delay.
     *
     * @param table as {@link #of} gives it
     * @param mean of the delay, nanoseconds
     * @param deviation half-width where there is no table, at most {@link Serialiser#HORIZON}/8
     * @param draw 0 to 1: the rank of the delay among all
     * @return nanoseconds, may be negative
     */
    static long delay(short[] table, long mean, long deviation, double draw) {
        if (table.length == 0) {
            return mean - deviation + (long) (draw * (2 * deviation));
        }
        int value = table[Math.min(SIZE - 1, (int) (draw * SIZE))];
        // in two parts, so that no product overflows; rounded to the nearest nanosecond
        long fine = deviation % SCALE * value;
        return mean + deviation / SCALE * value + (fine + SCALE / 2 >> 13);
    }

    private static double middle(int entry) {
        return (entry + 0.5) / SIZE;
    }

    private static short clipped(double units) {
        return (short) Math.clamp((long) StrictMath.rint(units), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** The tables are in classes of their own, so that a run computes only what it uses. */
    private static final class Normal {
        static final short[] TABLE = new short[SIZE];

        static {
            double z = 0;
            for (int i = SIZE / 2; i < SIZE; i++) {
                z = quantile(middle(i), z);
                TABLE[i] = clipped(z * SCALE);
                TABLE[SIZE - 1 - i] = clipped(-z * SCALE);
            }
        }

        /** Newton's method on the distribution function, from a value somewhat below. */
        private static double quantile(double probability, double below) {
            double z = below;
            for (int i = 0; i < 100; i++) {
                double density = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI);
                double step = (probability - distribution(z, density)) / density;
                z += step;
                if (StrictMath.abs(step) < 1e-12) {
                    break;
                }
            }
            return z;
        }

        /** 1/2 + density (z + z^3/3 + z^5/(3·5) + …), a series of positive terms for positive z. */
        private static double distribution(double z, double density) {
            double term = z;
            double sum = 0;
            for (int odd = 3; term > 1e-17; odd += 2) {
                sum += term;
                term *= z * z / odd;
            }
            return 0.5 + density * sum;
        }
    }

    private static final class Pareto {
        static final short[] TABLE = new short[SIZE];

        static {
            for (int i = 0; i < SIZE; i++) {
                double value = StrictMath.pow(1 - middle(i), -1 / PARETO_SHAPE);
                TABLE[i] = clipped((value - 1.5) * (4.0 / 3) * SCALE);
            }
        }
    }

    private static final class ParetoNormal {
        static final short[] TABLE = new short[SIZE];

        static {
            for (int i = 0; i < SIZE; i++) {
                TABLE[i] = clipped((Normal.TABLE[i] + 3.0 * Pareto.TABLE[i]) / 4);
            }
        }
    }
}
