package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialiserTest {
    private static final BigInteger NANOSECONDS = BigInteger.valueOf(1_000_000_000);

    private record Load(long rate, int overhead, int cell, int cellOverhead, List<Integer> lengths) {}

    @Test
    void endsEveryFrameOfABusyPeriodAtTheExactTimeRoundedUp() {
        Gen<Long> rates = (random, _) -> random.nextLong() >>> 1 + random.nextInt(62);
        Gen<Load> loads = (random, size) -> new Load(
                Math.max(1, rates.next(random, size)),
                random.nextInt(-100, 100),
                random.nextInt(0, 3) * 24,
                random.nextInt(-10, 10),
                Gen.lists(Gen.integers(0, 65_549), 50).next(random, size));

        Property.forAll(loads, load -> {
            Serialiser line = new Serialiser(
                    impair().rate(load.rate())
                            .overhead(load.overhead())
                            .cell(load.cell(), load.cellOverhead())
                            .done(),
                    7);
            BigInteger bits = BigInteger.ZERO;
            for (int length : load.lengths()) {
                bits = bits.add(BigInteger.valueOf(octets(load, length) * 8));
                BigInteger[] exact = bits.multiply(NANOSECONDS).divideAndRemainder(BigInteger.valueOf(load.rate()));
                BigInteger end = exact[0].add(BigInteger.valueOf(7 + exact[1].signum()));
                assertThat(line.send(length))
                        .isEqualTo(
                                end.min(BigInteger.valueOf(Serialiser.HORIZON)).longValueExact());
            }
        });
    }

    private static long octets(Load load, int length) {
        long octets = Math.max(0, length + load.overhead());
        if (load.cell() == 0) {
            return octets;
        }
        long cells = 0;
        for (long carried = 0; carried < octets; carried += load.cell()) {
            cells++;
        }
        return cells * (load.cell() + load.cellOverhead());
    }

    @Test
    void doesNotDriftOverABillionSmallFramesAt400Gigabit() {
        Serialiser line = new Serialiser(impair().rate(400_000_000_000L).done(), 0);
        long end = 0;

        for (int i = 0; i < 1_000_000_000; i++) {
            end = line.send(64); // 1.28 ns
        }

        assertThat(end).isEqualTo(1_280_000_000);
        assertThat(line.busy(end)).isEqualTo(1_280_000_000);
    }

    @Test
    void sendsThousandsOfTheLargestFramesAtOneBitPerSecond() {
        Serialiser line = new Serialiser(impair().rate(1).done(), 0);
        long end = 0;

        for (int i = 0; i < 8_000; i++) {
            end = line.send(65_536);
        }

        assertThat(end).isEqualTo(8_000 * 65_536L * 8 * 1_000_000_000); // 133 years
    }

    @Test
    void doesNotOverflowBeyondItsHorizon() {
        Serialiser line = new Serialiser(
                impair().rate(3)
                        .cell(1, Integer.MAX_VALUE)
                        .overhead(Integer.MAX_VALUE)
                        .done(),
                0);

        for (int i = 0; i < 100; i++) {
            long free = line.free();
            assertThat(line.send(65_535)).isBetween(free, Serialiser.HORIZON);
        }
        assertThat(line.free()).isEqualTo(Serialiser.HORIZON);
    }

    @Test
    void takesNoTimeForAFrameThatOverheadMakesNegative() {
        Serialiser line = new Serialiser(impair().rate(1000).overhead(-100).done(), 5);

        assertThat(line.send(60)).isEqualTo(5);
        assertThat(line.send(101)).isEqualTo(5 + 8_000_000);
    }

    @Test
    void fillsWholeCells() {
        // an ATM line under PPPoE: 53 octets on the line for each 48 of the frame with 32 octets around it
        Serialiser line = new Serialiser(
                impair().rate(8_000_000_000L).overhead(32).cell(48, 5).done(), 0);

        assertThat(line.send(64)).isEqualTo(2 * 53); // 96 octets are two cells
        assertThat(line.send(65)).isEqualTo(2 * 53 + 3 * 53);
    }

    @Test
    void isBusyOnlyWhileItSends() {
        Serialiser line = new Serialiser(impair().rate(8_000_000_000L).done(), 0);

        line.pause(100);
        line.send(10);
        line.send(10);
        assertThat(line.busy(100)).isZero();
        assertThat(line.busy(115)).isEqualTo(15);

        line.pause(150);
        line.send(10);
        assertThat(line.busy(155)).isEqualTo(25);
        assertThat(line.busy(1000)).isEqualTo(30);
    }
}
