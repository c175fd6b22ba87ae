package dev.ganz.lab.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.addressing.Pool.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
    @Test
    void handsOutBlocksThatStartAtAMultipleOfTheirSize() {
        Pool pool = new Pool(List.of(new Range(1, 100)), List.of());

        assertThat(pool.take(2)).isEqualTo(2);
        assertThat(pool.take(1)).isEqualTo(4);
        assertThat(pool.take(8)).isEqualTo(8);
        assertThat(pool.take(64)).isEqualTo(Pool.EXHAUSTED);
    }

    @Test
    void stepsOverReservedNumbersInAnyOrderAndOverlapping() {
        Pool pool = new Pool(
                List.of(new Range(0, 20)),
                List.of(new Range(6, 9), new Range(1, 3), new Range(2, 7), new Range(19, 99)));

        assertThat(pool.take(1)).isEqualTo(0);
        assertThat(pool.take(2)).isEqualTo(4 + 6);
        assertThat(pool.take(1)).isEqualTo(12);
        assertThat(pool.take(4)).isEqualTo(Pool.EXHAUSTED);
    }

    @Test
    void goesOnInTheNextRange() {
        Pool pool = new Pool(List.of(new Range(0, 1), new Range(100, 101)), List.of(new Range(0, 0)));

        assertThat(pool.take(1)).isEqualTo(1);
        assertThat(pool.take(1)).isEqualTo(100);
        assertThat(pool.take(1)).isEqualTo(101);
        assertThat(pool.take(1)).isEqualTo(Pool.EXHAUSTED);
    }
}
