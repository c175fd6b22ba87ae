package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.stack.DropReason;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotGateTest {
    private static final long SLOT = 20_000_000;
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void framesLeaveWhenTheNextSlotOpens() {
        Trial trial = new Trial(slots(0, 0));
        for (int i = 0; i < 50; i++) {
            trial.offer(1, i * 1_000_000L);
        }
        trial.runUntil(HOUR);

        assertThat(trial.numbers()).isSorted();
        assertThat(trial.times())
                .isEqualTo(IntStream.range(0, 50)
                        .mapToObj(i -> (i + 19) / 20 * SLOT)
                        .toList());
    }

    @Test
    void aSlotTakesSoManyFrames() {
        Trial trial = new Trial(slots(2, 0)).offer(5, 1).runUntil(HOUR);

        assertThat(trial.times()).containsExactly(SLOT, SLOT, 2 * SLOT, 2 * SLOT, 3 * SLOT);
    }

    @Test
    void aSlotTakesSoManyOctetsAndTheFrameThatUsesThemUp() {
        Trial trial = new Trial(slots(0, 200))
                .offer(3, 1)
                .offerOf(1000, 1)
                .offer(1, 1)
                .runUntil(HOUR);

        assertThat(trial.times()).containsExactly(SLOT, SLOT, 2 * SLOT, 2 * SLOT, 3 * SLOT);
    }

    @Test
    void aFrameOfTheVeryInstantOfASlotIsInTime() {
        Trial trial = new Trial(slots(2, 0))
                .offer(1, SLOT)
                .runUntil(SLOT)
                .offer(2, SLOT)
                .runUntil(HOUR);

        assertThat(trial.times()).containsExactly(SLOT, SLOT, 2 * SLOT);
    }

    @Test
    void slotsCountFromTheEndOfTheDelay() {
        Trial trial =
                new Trial(slots(0, 0).delay(SLOT / 2)).offer(1, SLOT / 2 + 1).runUntil(HOUR);

        assertThat(trial.times()).containsExactly(2 * SLOT);
    }

    @Test
    void whatWaitsForASlotIsBoundedByTheLimit() {
        Trial trial = new Trial(slots(1, 0).limit(3)).offer(5, 1);
        assertThat(trial.drops).isEmpty();

        trial.runUntil(1);

        assertThat(trial.drops)
                .containsExactly(new Trial.Drop(3, DropReason.QUEUE, 1), new Trial.Drop(4, DropReason.QUEUE, 1));
        trial.runUntil(HOUR);
        assertThat(trial.times()).containsExactly(SLOT, 2 * SLOT, 3 * SLOT);
        assertThat(trial.statistics(HOUR).queueDrops().frames()).isEqualTo(2);
        assertThat(trial.statistics(HOUR).sent().frames()).isEqualTo(5);
    }

    @Test
    void slotsKeepTheirRhythmThroughAnIdleTime() {
        Trial trial = new Trial(slots(0, 0)).offer(1, HOUR + 1).runUntil(2 * HOUR);

        assertThat(trial.times()).containsExactly(HOUR + SLOT);
    }

    @Test
    void anIdleTimeOfABillionSlotsIsPassedAtOnce() {
        Trial trial = new Trial(impair().slot(new Slot(1, 3, Optional.empty(), 1, 0)))
                .offer(1, HOUR)
                .runUntil(2 * HOUR);

        assertThat(trial.times().get(0)).isBetween(HOUR, HOUR + 3);
    }

    @Test
    void slotsBetweenTwoBoundsAreUniform() {
        Batches intervals = new Batches();
        Batches squares = new Batches();
        measure(new Slot(SLOT / 2, SLOT, Optional.empty(), 1, 0), intervals, squares);

        double mean = SLOT * 0.75;
        intervals.assertMean(mean);
        squares.assertMean(mean * mean + SLOT / 2.0 * SLOT / 2 / 12);
    }

    @Test
    void slotsMayBeDistributed() {
        Batches intervals = new Batches();
        Batches squares = new Batches();
        measure(new Slot(SLOT, SLOT / 5, Optional.of(Distribution.NORMAL), 1, 0), intervals, squares);

        intervals.assertMean(SLOT);
        squares.assertMean((double) SLOT * SLOT * (1 + 0.9997 / 25));
    }

    /** Keeps frames waiting, one for each slot. */
    private static void measure(Slot slot, Batches intervals, Batches squares) {
        Trial trial = new Trial(impair().slot(slot).limit(Integer.MAX_VALUE))
                .offer(300_001, 1)
                .runUntil(3 * HOUR);
        long before = trial.times().get(0);
        for (long time : trial.times().subList(1, 300_001)) {
            intervals.add((double) (time - before));
            squares.add((double) (time - before) * (time - before));
            before = time;
        }
    }

    @Test
    void withoutSlotsAgainNothingOvertakesWhatStillWaits() {
        Trial trial = new Trial(slots(1, 0)).offer(2, 1).runUntil(1);

        trial.channel.change(impair().done(), 2);
        trial.offer(1, 3).runUntil(HOUR);
        trial.offer(1, HOUR).runUntil(HOUR);

        assertThat(trial.numbers()).containsExactly(0, 1, 2, 3);
        assertThat(trial.times()).containsExactly(SLOT, 2 * SLOT, 2 * SLOT, HOUR);
    }

    @Test
    void lossOfCarrierLosesWhatWaitsForASlot() {
        Trial trial = new Trial(slots(1, 0)).offer(3, 1).runUntil(1);

        trial.channel.carrier(false, 2);

        assertThat(trial.drops).hasSize(3);
        assertThat(trial.channel.next()).isEqualTo(Channel.NEVER);
        assertThat(new TreeSet<>(trial.drops.stream().map(Trial.Drop::reason).toList()))
                .containsExactly(DropReason.DOWN);
    }

    @Test
    void aNewSlotOpensAtTheChange() {
        Trial trial = new Trial(impair());

        trial.channel.change(slots(1, 0).done(), 100);
        trial.offer(2, 100).runUntil(HOUR);

        assertThat(trial.times()).containsExactly(100L, 100 + SLOT);
    }

    private static Words slots(int packets, long octets) {
        return impair().slot(new Slot(SLOT, SLOT, Optional.empty(), packets, octets));
    }
}
