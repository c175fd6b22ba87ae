package dev.ganz.stack.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Loss;
import dev.ganz.stack.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossModelTest {
    private static final int FRAMES = 2_000_000;

    @ParameterizedTest
    @CsvSource({"0.001", "0.05", "0.5", "0.99"})
    void independentLossesHaveTheirRateAndGeometricRuns(double probability) {
        Pattern pattern = Pattern.of(new Loss.Random(new Chance(probability, 0)));

        pattern.assertRate(probability);
        pattern.assertGeometricRuns(1 - probability);
    }

    @Test
    void theCertainAndTheImpossibleAreSo() {
        assertThat(Pattern.of(new Loss.Random(new Chance(1, 0))).lost).isEqualTo(FRAMES);
        assertThat(Pattern.of(new Loss.Random(new Chance(0, 0))).lost).isZero();
        assertThat(Pattern.of(new Loss.Random(new Chance(1, 0.9))).lost).isEqualTo(FRAMES);
    }

    /**
     * The rate is what the distribution function F of the correlated draws gives, the solution of F(x) = ∫ F((x - (1-c) u)/c) du, found
     * here by iteration. It is below the probability that was asked for.
     */
    @ParameterizedTest
    @CsvSource({"0.1, 0.25", "0.3, 0.5", "0.7, 0.25"})
    void correlatedLossesHaveTheRateOfTheirMixture(double probability, double correlation) {
        double expected = correlatedRate(probability, correlation);
        Pattern pattern = Pattern.of(new Loss.Random(new Chance(probability, correlation)));

        pattern.assertRate(expected);
        assertThat(expected < probability).isEqualTo(probability < 0.5);
    }

    private static double correlatedRate(double probability, double correlation) {
        int grid = 4000;
        double[] distribution = new double[grid + 1];
        Arrays.setAll(distribution, i -> (double) i / grid);
        for (int round = 0; round < 40; round++) {
            double[] integral = new double[grid + 1]; // of the distribution from 0
            for (int i = 1; i <= grid; i++) {
                integral[i] = integral[i - 1] + (distribution[i - 1] + distribution[i]) / 2 / grid;
            }
            double[] next = new double[grid + 1];
            for (int i = 0; i <= grid; i++) {
                double x = (double) i / grid;
                // with v = (x - (1-c) u)/c the mean over u is the mean over v
                double high = x / correlation;
                double low = (x - (1 - correlation)) / correlation;
                next[i] = (upTo(integral, high) - upTo(integral, low)) / (high - low);
            }
            distribution = next;
        }
        return distribution[(int) Math.round(probability * grid)];
    }

    /** The integral of a distribution function, which is 0 below 0 and 1 above 1. */
    private static double upTo(double[] integral, double x) {
        int grid = integral.length - 1;
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return integral[grid] + x - 1;
        }
        int at = (int) (x * grid);
        return integral[at] + (integral[at + 1] - integral[at]) * (x * grid - at);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.25, 1, 0", "0.05, 0.5, 0.8, 0.001", "0.3, 0.1, 0.5, 0.2"})
    void gilbertElliottLosesInBothStatesAsOftenAsItIsInThem(double p, double r, double inBad, double inGood) {
        Pattern pattern = Pattern.of(new Loss.GilbertElliott(p, r, inBad, inGood));

        pattern.assertRate(inBad * p / (p + r) + inGood * r / (p + r));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.25", "0.002, 0.1", "0.1, 0.9"})
    void burstsOfTheGilbertModelAreGeometric(double p, double r) {
        Pattern pattern = Pattern.of(new Loss.GilbertElliott(p, r, 1, 0));

        pattern.assertGeometricRuns(r);
        assertThat(pattern.meanRun()).isCloseTo(1 / r, within(3 * Math.sqrt((1 - r) / r / r / pattern.runs())));
    }

    @Test
    void gilbertElliottLosesByTheStateBeforeTheStep() {
        LossModel model = model(new Loss.GilbertElliott(1, 1, 1, 0));

        assertThat(strikes(model, 4)).containsExactly(false, true, false, true);
    }

    /** The stationary probabilities of the chain, from which rate of loss and number and lengths of bursts follow. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.2, 0.1, 0.5, 0.02", "0.05, 0.5, 0, 1, 0", "0.1, 0.3, 0.6, 0.2, 0.1", "0.2, 1, 0, 1, 0.3"})
    void theFourStatesAreAsFrequentAsTheChainSays(double p13, double p31, double p32, double p23, double p14) {
        double bad = p13 / p31; // all relative to the good state
        double goodInBurst = bad * p32 / p23;
        double good = 1 / (1 + bad + goodInBurst + p14);
        Pattern pattern = Pattern.of(new Loss.FourState(p13, p31, p32, p23, p14));

        pattern.assertRate(good * (bad + p14));
        double bursts = good * (p13 + goodInBurst * p23);
        pattern.assertRunRate(bursts + good * p14);
        double leave = p31 + p32;
        pattern.assertSingleRuns((bursts * leave + good * p14) / (bursts + good * p14));
    }

    @Test
    void theFourStateModelStepsBeforeItDecides() {
        assertThat(strikes(model(new Loss.FourState(1, 1, 0, 1, 0)), 4)).containsExactly(true, false, true, false);
        assertThat(strikes(model(new Loss.FourState(0, 1, 0, 1, 1)), 4)).containsExactly(true, false, true, false);
        assertThat(strikes(model(new Loss.FourState(1, 0, 1, 1, 0)), 4)).containsExactly(true, false, true, false);
        assertThat(strikes(model(new Loss.FourState(1, 0, 0, 1, 0)), 4)).containsExactly(true, true, true, true);
    }

    @Test
    void newParametersKeepTheStateAndAnotherModelBeginsInItsGoodOne() {
        LossModel model = model(new Loss.GilbertElliott(1, 0, 1, 0));
        strikes(model, 1);

        model.change(new Loss.GilbertElliott(0, 0, 1, 0));
        assertThat(model.strikes()).isTrue();

        model.change(new Loss.FourState(0, 1, 0, 1, 0));
        assertThat(model.strikes()).isFalse();

        model.change(new Loss.GilbertElliott(0, 0, 1, 0));
        assertThat(model.strikes()).isFalse();
    }

    private static LossModel model(Loss loss) {
        return new LossModel(loss, new Draws(new RandomStream(11), 0));
    }

    private static boolean[] strikes(LossModel model, int count) {
        boolean[] strikes = new boolean[count];
        for (int i = 0; i < count; i++) {
            strikes[i] = model.strikes();
        }
        return strikes;
    }

    /** What a model did over many frames: how many were lost, in runs of which lengths. */
    private static final class Pattern {
        private final Batches losses = new Batches();
        private final Batches runEnds = new Batches();
        private final int[] runsOfLength = new int[100];
        private int lost;

        static Pattern of(Loss loss) {
            LossModel model = model(loss);
            Pattern pattern = new Pattern();
            int run = 0;
            for (int i = 0; i < FRAMES; i++) {
                boolean lost = model.strikes();
                pattern.losses.add(lost ? 1 : 0);
                pattern.runEnds.add(!lost && run > 0 ? 1 : 0);
                if (lost) {
                    pattern.lost++;
                    run++;
                } else if (run > 0) {
                    pattern.runsOfLength[Math.min(run, pattern.runsOfLength.length - 1)]++;
                    run = 0;
                }
            }
            return pattern;
        }

        int runs() {
            return Arrays.stream(runsOfLength).sum();
        }

        double meanRun() {
            return (double) lost / runs();
        }

        void assertRate(double expected) {
            losses.assertMean(expected);
        }

        void assertRunRate(double expected) {
            runEnds.assertMean(expected);
        }

        void assertSingleRuns(double share) {
            assertShare(runsOfLength[1], share);
        }

        void assertGeometricRuns(double end) {
            double share = end;
            for (int length = 1; length <= 8; length++) {
                assertShare(runsOfLength[length], share);
                share *= 1 - end;
            }
        }

        private void assertShare(int count, double share) {
            double deviation = Math.sqrt(runs() * share * (1 - share));
            assertThat((double) count).isCloseTo(runs() * share, within(3 * deviation + 1e-9));
        }
    }
}
