package dev.ganz.stack.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.stack.result.Quantiles;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static Quantiles upTo(int count) {
        Samples samples = new Samples();
        for (int value = count; value >= 1; value--) {
            samples.add(value);
        }
        return samples.quantiles();
    }

    @Test
    void knowsNothingOfNothing() {
        assertThat(new Samples().quantiles()).isEqualTo(Quantiles.NONE);
    }

    @Test
    void takesTheNearestRankOfFewValues() {
        assertThat(upTo(1)).isEqualTo(Quantiles.of(1));
        assertThat(upTo(100)).isEqualTo(new Quantiles.Many(1, 50, 50, 90, 99, 100));
        assertThat(upTo(10)).isEqualTo(new Quantiles.Many(1, 5, 5, 9, 10, 10));
    }

    @Test
    void isExactToThreeDigitsForMany() {
        Quantiles many = upTo(1_000_000);

        assertThat(many.min()).isEqualTo(1);
        assertThat((double) many.mean()).isCloseTo(500_000, within(500.0));
        assertThat((double) many.p50()).isCloseTo(500_000, within(500.0));
        assertThat((double) many.p99()).isCloseTo(990_000, within(990.0));
        assertThat((double) many.max()).isCloseTo(1_000_000, within(1000.0));
    }
}
