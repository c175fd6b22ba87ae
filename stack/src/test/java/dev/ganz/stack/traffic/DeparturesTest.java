package dev.ganz.stack.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Traffic;
import dev.ganz.stack.RandomStream;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final long SECOND = 1_000_000_000L;

    private static long last(Departures departures, int count) {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = departures.next();
        }
        return last;
    }

    @Test
    void carriesFractionsSoThatNoRateDrifts() {
        // 512 octets at 7 Mbit/s: 585,142 and 6/7 ns apart
        Departures departures = new Departures(new Traffic.Constant(), 7_000_000, 512, new RandomStream(1));

        assertThat(departures.next()).isZero();
        assertThat(departures.next()).isEqualTo(585_142);
        assertThat(departures.next()).isEqualTo(1_170_285);
        assertThat(last(departures, 7_000_000 - 2)).isEqualTo(4096 * SECOND);
    }

    @Test
    void leavesAtExponentialDistancesWithTheRateAsTheirMean() {
        int count = 1_000_000;
        Departures departures = new Departures(new Traffic.Poisson(), 8_000_000, 1000, new RandomStream(2));
        double sum = 0;
        double squares = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            long time = departures.next();
            sum += time - before;
            squares += (double) (time - before) * (time - before);
            before = time;
        }
        double mean = sum / count;
        double deviation = StrictMath.sqrt(squares / count - mean * mean);

        // of n exponential distances the mean has a standard error of 1/sqrt(n), the deviation one of sqrt(2/n) nearly
        assertThat(mean).isCloseTo(1_000_000, within(3 * 1_000_000 / StrictMath.sqrt(count)));
        assertThat(deviation).isCloseTo(1_000_000, within(4.5 * 1_000_000 / StrictMath.sqrt(count)));
    }

    @Test
    void sendsOnOffFlowsForTheirShareOfTheTime() {
        long on = 30_000_000;
        long off = 70_000_000;
        int count = 3_000_000;
        Departures departures = new Departures(new Traffic.OnOff(on, off), 8_000_000, 100, new RandomStream(3));

        long end = last(departures, count);

        // 10,000 datagrams a second while on: 300 s of sending, in 10,000 periods of mean 30 ms
        double share = 300e9 / end;
        double periods = 10_000;
        assertThat(share).isCloseTo(0.3, within(3 * 0.3 * StrictMath.sqrt(2 / periods)));
    }

    @Test
    void neverGoesBack() {
        Departures departures = new Departures(new Traffic.OnOff(0, 0), 1_000_000_000_000L, 1, new RandomStream(4));
        long before = 0;
        for (int i = 0; i < 100_000; i++) {
            long time = departures.next();
            assertThat(time).isGreaterThanOrEqualTo(before);
            before = time;
        }
    }
}
