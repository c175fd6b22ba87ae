package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.RandomStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JitterTest {
    private static final int FRAMES = 1_000_000;
    private static final long DELAY = 100_000_000;
    private static final long JITTER = 10_000_000;

    /** Where netem's 16 bits clip the pareto distribution, in units of its least value. */
    private static final double CLIP = 1.5 + 0.75 * Short.MAX_VALUE / JitterTable.SCALE;

    @Test
    void theNormalTableHasMeanZeroAndVarianceOne() {
        Moments table = Moments.of(Distribution.NORMAL);

        assertThat(table.mean()).isCloseTo(0, within(1e-9));
        assertThat(table.variance()).isCloseTo(1, within(0.0005)); // the ends are cut off at 3.67
    }

    @Test
    void theParetoTableHasTheMomentsOfAClippedParetoOfShapeThree() {
        // P(Y > y) = y^-3: E min(Y, c) = 3/2 - 1/(2c²), E min(Y, c)² = 3 - 2/c
        double mean = 1.5 - 1 / (2 * CLIP * CLIP);
        double variance = 3 - 2 / CLIP - mean * mean;
        Moments table = Moments.of(Distribution.PARETO);

        assertThat(table.mean()).isCloseTo((mean - 1.5) * 4 / 3, within(0.0002));
        assertThat(table.variance()).isCloseTo(variance * 16 / 9, within(0.0005));
    }

    @Test
    void theParetonormalTableHasTheMomentsOfTheMixture() {
        // of z, normal, and the pareto value of the same rank: integrals over z by the trapezoidal rule
        double step = 1e-4;
        double below = 0;
        double mean = 0;
        double square = 0;
        for (double z = -8; z < 8; z += step) {
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            below += density * step;
            double pareto = Math.min(CLIP, Math.pow(Math.max(1e-12, 1 - below + density * step / 2), -1.0 / 3));
            double value = z / 4 + (pareto - 1.5);
            mean += value * density * step;
            square += value * value * density * step;
        }
        Moments table = Moments.of(Distribution.PARETONORMAL);

        assertThat(table.mean()).isCloseTo(mean, within(0.0005));
        assertThat(table.variance()).isCloseTo(square - mean * mean, within(0.001));
    }

    /** The figures that the documentation gives. */
    @ParameterizedTest
    @CsvSource({"NORMAL, 0, 0.9997", "PARETO, -0.0329, 0.6738", "PARETONORMAL, -0.0247, 0.6971"})
    void hasTheDocumentedMoments(Distribution distribution, double mean, double variance) {
        Moments table = Moments.of(distribution);

        assertThat(table.mean()).isCloseTo(mean, within(0.00005));
        assertThat(table.variance()).isCloseTo(variance, within(0.00005));
    }

    @ParameterizedTest
    @EnumSource
    void theDelaysOfFramesHaveTheMeanAndVarianceOfTheirDistribution(Distribution distribution) {
        Moments expected = Moments.of(distribution);
        double[] delays = delays(
                impair().delay(DELAY).jitter(JITTER).distribution(distribution).done());
        Moments found = Moments.of(delays);

        double meanError = JITTER * Math.sqrt(expected.variance() / FRAMES);
        assertThat(found.mean()).isCloseTo(DELAY + JITTER * expected.mean(), within(3 * meanError));
        double varianceError = Math.sqrt((expected.fourth() - expected.variance() * expected.variance()) / FRAMES);
        assertThat(found.variance() / JITTER / JITTER).isCloseTo(expected.variance(), within(3 * varianceError));
    }

    @Test
    void uniformJitterKeepsWithinItsHalfWidth() {
        double[] delays = delays(impair().delay(DELAY).jitter(JITTER).done());

        for (double delay : delays) {
            assertThat(delay).isBetween((double) DELAY - JITTER, (double) DELAY + JITTER);
        }
    }

    @Test
    void aDelayBelowZeroIsNone() {
        double[] delays = delays(impair().delay(100).jitter(300).done());

        assertThat(Arrays.stream(delays).min().orElseThrow()).isZero();
        // a third of the time below zero, else uniform up to 400
        assertThat(Moments.of(delays).mean()).isCloseTo(400.0 * 400 / 2 / 600, within(1.0));
    }

    /** x(n) = (1-c) u + c x(n-1): mean 1/2, variance (1-c)/(1+c)/12, and c from one draw to the next. */
    @ParameterizedTest
    @CsvSource({"0", "0.25", "0.5", "0.9"})
    void correlatedDrawsAreNarrowerThanUniformOnes(double correlation) {
        double expected = (1 - correlation) / (1 + correlation) / 12;
        Draws draws = new Draws(new RandomStream(3), correlation);
        Batches means = new Batches();
        Batches variances = new Batches();
        Batches products = new Batches();
        double before = draws.next() - 0.5;
        for (int i = 0; i < FRAMES; i++) {
            double draw = draws.next() - 0.5;
            means.add(draw);
            variances.add(draw * draw);
            products.add(draw * before);
            before = draw;
        }

        means.assertMean(0);
        variances.assertMean(expected);
        products.assertMean(correlation * expected);
    }

    @Test
    void correlatedJitterIsAsNarrowAsItsDraws() {
        double[] delays =
                delays(impair().delay(DELAY).jitter(JITTER).correlation(0.5).done());

        Batches variance = new Batches();
        for (double delay : delays) {
            variance.add(Math.pow((delay - DELAY) / JITTER, 2));
        }
        variance.assertMean(1.0 / 3 / 3);
    }

    private static double[] delays(Impairment words) {
        FramePool pool = new FramePool();
        Channel channel = new Channel("a->b", words, 42, pool, DropListener.NONE);
        double[] delays = new double[FRAMES];
        long now = 0;
        for (int i = 0; i < FRAMES; i++) {
            channel.offer(pool.take(60).length(60), now);
            long due = channel.next();
            delays[i] = due - now;
            pool.give(Objects.requireNonNull(channel.poll(due)));
            now = due;
        }
        return delays;
    }

    private record Moments(double mean, double variance, double fourth) {
        static Moments of(Distribution distribution) {
            short[] table = JitterTable.of(distribution);
            if (table.length == 0) {
                return new Moments(0, 1.0 / 3, 1.0 / 5);
            }
            return of(IntStream.range(0, table.length)
                    .mapToDouble(i -> (double) table[i] / JitterTable.SCALE)
                    .toArray());
        }

        static Moments of(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double second = 0;
            double fourth = 0;
            for (double value : values) {
                second += Math.pow(value - mean, 2);
                fourth += Math.pow(value - mean, 4);
            }
            return new Moments(mean, second / values.length, fourth / values.length);
        }
    }
}
