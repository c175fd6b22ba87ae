package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Loss;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.channel.ChannelStatistics.Count;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    /** 1000 bits, a frame of {@link Trial#offer}, take a millisecond. */
    private static final long RATE = 1_000_000;

    @Test
    void anIdealCableDeliversAtOnce() {
        Trial trial = new Trial(impair()).offer(2, 5).runUntil(5);

        assertThat(trial.numbers()).containsExactly(0, 1);
        assertThat(trial.channel.next()).isEqualTo(Channel.NEVER);
        assertThat(trial.channel.poll(100)).isNull();
    }

    @Test
    void aFrameIsSentThenUnderWay() {
        Trial trial = new Trial(impair().rate(RATE).delay(20 * MILLISECOND)).offer(3, 0);

        assertThat(trial.channel.next()).isEqualTo(21 * MILLISECOND);
        assertThat(trial.channel.poll(21 * MILLISECOND - 1)).isNull();
        trial.runUntil(SECOND);
        assertThat(trial.times()).containsExactly(21 * MILLISECOND, 22 * MILLISECOND, 23 * MILLISECOND);
    }

    @Test
    void theLimitCountsNeitherTheFrameBeingSentNorThoseUnderWay() {
        Trial trial = new Trial(impair().rate(RATE).delay(SECOND).limit(2));

        trial.offer(5, 0);
        assertThat(trial.drops).extracting(Trial.Drop::number).containsExactly(3, 4);
        trial.offer(2, MILLISECOND); // one begins to be sent now
        assertThat(trial.drops).extracting(Trial.Drop::number).containsExactly(3, 4, 6);

        ChannelStatistics statistics = trial.statistics(MILLISECOND);
        assertThat(statistics.queue().frames()).isEqualTo(2);
        assertThat(statistics.queue().peakFrames()).isEqualTo(2);
        assertThat(statistics.sent()).isEqualTo(new Count(2, 250));
        assertThat(statistics.queueDrops()).isEqualTo(new Count(3, 375));
    }

    @Test
    void theLimitMayBeInOctets() {
        Trial trial = new Trial(impair().rate(RATE).limit(1000, 300));

        trial.offer(1, 0).offerOf(200, 0).offerOf(101, 0).offerOf(100, 0).offerOf(14, 0);

        assertThat(trial.drops).extracting(Trial.Drop::number).containsExactly(2, 4);
        assertThat(trial.statistics(0).queue().peakOctets()).isEqualTo(300);
    }

    @Test
    void aLimitOfZeroTakesAFrameOnlyWhenTheLineIsFree() {
        Trial trial = new Trial(impair().rate(RATE).limit(0));

        trial.offer(2, 0).offer(1, MILLISECOND - 1).offer(1, MILLISECOND).runUntil(SECOND);

        assertThat(trial.numbers()).containsExactly(0, 3);
    }

    @Test
    void aLowerLimitDoesNotThrowOutWhoWaits() {
        Trial trial = new Trial(impair().rate(RATE)).offer(5, 0);

        trial.channel.change(impair().rate(RATE).limit(1).done(), 0);
        trial.offer(1, 0).runUntil(SECOND);

        assertThat(trial.numbers()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aNewRateRetimesTheFramesThatWait() {
        Trial trial = new Trial(impair().rate(RATE).delay(MILLISECOND)).offer(4, 0);

        trial.channel.change(impair().rate(RATE / 10).delay(MILLISECOND).done(), MILLISECOND / 2);

        trial.runUntil(SECOND);
        assertThat(trial.times())
                .containsExactly(2 * MILLISECOND, 12 * MILLISECOND, 22 * MILLISECOND, 32 * MILLISECOND);
    }

    @Test
    void noRateLetsTheFramesThatWaitGoBehindTheOneBeingSent() {
        Trial trial = new Trial(impair().rate(RATE)).offer(3, 0);

        trial.channel.change(impair().done(), 1);

        trial.runUntil(SECOND);
        assertThat(trial.times()).containsExactly(MILLISECOND, MILLISECOND, MILLISECOND);
        assertThat(trial.numbers()).containsExactly(0, 1, 2);
    }

    @Test
    void aNewRateDelaysWhatIsOfferedFromThenOn() {
        Trial trial = new Trial(impair().delay(10)).offer(1, 0);

        trial.channel.change(impair().rate(RATE).delay(10).done(), 5);
        trial.offer(1, 5).runUntil(SECOND);

        assertThat(trial.times()).containsExactly(10L, 5 + MILLISECOND + 10);
    }

    @Test
    void aNewDelayIsThatOfTheFramesThatWaitButNotOfThoseUnderWay() {
        Trial trial = new Trial(impair().rate(RATE).delay(100 * MILLISECOND)).offer(2, 0);

        trial.channel.change(impair().rate(RATE).delay(MILLISECOND).done(), 0);

        trial.runUntil(SECOND);
        assertThat(trial.numbers()).containsExactly(1, 0); // it overtakes, on the shorter way
        assertThat(trial.times()).containsExactly(3 * MILLISECOND, 101 * MILLISECOND);
    }

    @Test
    void nothingOvertakesWhereOrderIsKept() {
        Trial trial = new Trial(impair().rate(RATE).delay(100 * MILLISECOND).ordered(true)).offer(2, 0);

        trial.channel.change(
                impair().rate(RATE).delay(MILLISECOND).ordered(true).done(), 0);

        trial.runUntil(SECOND);
        assertThat(trial.numbers()).containsExactly(0, 1);
        assertThat(trial.times()).containsExactly(101 * MILLISECOND, 101 * MILLISECOND);
    }

    @Test
    void jitterLetsFramesOvertakeUnlessOrdered() {
        Words words = impair().delay(10 * MILLISECOND).jitter(5 * MILLISECOND).distribution(Distribution.NORMAL);
        Trial free = new Trial(words);
        Trial ordered = new Trial(words.ordered(true));
        for (int i = 0; i < 1000; i++) {
            free.offer(1, i * MICROSECOND);
            ordered.offer(1, i * MICROSECOND);
        }

        assertThat(free.runUntil(SECOND).numbers()).isNotEqualTo(numbers(1000)).hasSize(1000);
        assertThat(free.times()).isSorted();
        assertThat(ordered.runUntil(SECOND).numbers()).isEqualTo(numbers(1000));
    }

    @Test
    void lossOfCarrierLosesWhatWaitsAndWhatIsUnderWay() {
        Trial trial = new Trial(impair().rate(RATE).delay(2 * MILLISECOND)).offer(6, 0);
        trial.runUntil(3 * MILLISECOND); // one arrived, two are under way, one is being sent

        trial.channel.carrier(false, 3 * MILLISECOND + 1);
        trial.offer(1, 3 * MILLISECOND + 2);

        assertThat(trial.numbers()).containsExactly(0);
        assertThat(trial.channel.next()).isEqualTo(Channel.NEVER);
        assertThat(trial.drops).hasSize(6).allMatch(drop -> drop.reason() == DropReason.DOWN);
        ChannelStatistics statistics = trial.statistics(10 * MILLISECOND);
        assertThat(statistics.downDrops()).isEqualTo(new Count(6, 750));
        assertThat(statistics.sent().frames()).isEqualTo(4);
        assertThat(statistics.busyTime()).isEqualTo(3 * MILLISECOND + 1);
        assertThat(statistics.queue().frames()).isZero();
    }

    @Test
    void carrierBringsAnEmptyLinkBack() {
        Trial trial = new Trial(impair().rate(RATE).delay(SECOND).ordered(true)).offer(6, 0);
        trial.channel.carrier(false, 1);
        trial.channel.carrier(false, 2);
        trial.channel.carrier(true, 3);

        trial.channel.change(impair().rate(RATE).ordered(true).done(), 4);
        trial.offer(1, 5).runUntil(SECOND);

        assertThat(trial.times()).containsExactly(MILLISECOND + 5);
    }

    @Test
    void oneWordDoesNotMoveTheDrawsOfAnother() {
        Words words = impair().delay(10 * MILLISECOND).jitter(MILLISECOND).loss(0.1);
        Trial some = spaced(words, 2000);
        Trial many = spaced(words.loss(0.5), 2000);
        Trial corrupted = spaced(words.loss(0.1).corrupt(0.3), 2000);

        assertThat(many.numbers()).hasSizeLessThan(1200);
        assertThat(many.numbers()).allMatch(number -> some.timeOf(number) == many.timeOf(number));
        assertThat(corrupted.times()).isEqualTo(some.times());
    }

    @Test
    void anotherSeedOrNameDrawsOtherwiseAndTheSameTheSame() {
        Words words = impair().loss(0.5);
        List<Integer> once = spaced(words, 200).numbers();

        assertThat(spaced(words, 200).numbers()).isEqualTo(once);
        assertThat(spaced(new Trial(words, 2), 200).numbers()).isNotEqualTo(once);
        assertThat(spaced(new Trial(words.done(), 1, "b->a"), 200).numbers()).isNotEqualTo(once);
    }

    @Test
    void aSeedOfItsOwnIsIndependentOfRunAndName() {
        Words words = impair().loss(0.5).seed(7);

        assertThat(spaced(new Trial(words.done(), 3, "c->d"), 200).numbers())
                .isEqualTo(spaced(words, 200).numbers());
    }

    @Test
    void aChangeOfAnotherWordKeepsThePlaceInTheRandomStreams() {
        Trial steady = spaced(impair().loss(0.5), 400);
        Trial changed = new Trial(impair().loss(0.5));
        for (int i = 0; i < 400; i++) {
            changed.channel.change(impair().loss(0.5).delay(i % 3).limit(i).done(), i * MILLISECOND);
            changed.offer(1, i * MILLISECOND).runUntil(i * MILLISECOND);
        }

        assertThat(changed.runUntil(SECOND).numbers()).isEqualTo(steady.numbers());
    }

    @Test
    void aNewSeedBeginsItsStreamsAnew() {
        Trial trial = spaced(impair().loss(0.5), 100);
        trial.channel.change(impair().loss(0.5).seed(7).done(), 100 * MILLISECOND);
        for (int i = 100; i < 200; i++) {
            trial.offer(1, i * MILLISECOND);
        }
        trial.runUntil(SECOND);

        assertThat(trial.numbers().stream().filter(number -> number >= 100).map(number -> number - 100))
                .isEqualTo(spaced(impair().loss(0.5).seed(7), 100).numbers());
    }

    @Test
    void aLostFrameUsesNoCapacity() {
        Trial trial = new Trial(impair().rate(RATE).loss(0.5)).offer(100, 0).runUntil(SECOND);

        int delivered = trial.arrivals.size();
        assertThat(delivered).isBetween(30, 70);
        assertThat(trial.statistics(SECOND).busyTime()).isEqualTo(delivered * MILLISECOND);
        assertThat(trial.statistics(SECOND).lost().frames()).isEqualTo(100 - delivered);
        assertThat(trial.statistics(SECOND).utilisation()).isCloseTo(delivered / 1000.0, within(1e-9));
    }

    @Test
    void everyFrameIsAccountedFor() {
        Trial trial = new Trial(impair().rate(RATE)
                .delay(5 * MILLISECOND)
                .jitter(2 * MILLISECOND)
                .loss(new Loss.GilbertElliott(0.1, 0.3, 1, 0))
                .duplicate(0.2)
                .limit(10));
        for (int i = 0; i < 2000; i++) {
            trial.offer(1, i * MILLISECOND).runUntil(i * MILLISECOND);
            if (i % 300 == 299) {
                trial.channel.carrier(i % 600 == 599, i * MILLISECOND);
            }
            ChannelStatistics now = trial.statistics(i * MILLISECOND);
            long ended = now.delivered().frames()
                    + now.lost().frames()
                    + now.queueDrops().frames()
                    + now.downDrops().frames();
            long inside = now.offered().frames() + now.duplicates() - ended;
            assertThat(inside)
                    .isBetween((long) now.queue().frames(), now.queue().frames() + 10L);
        }
        trial.runUntil(10 * SECOND);
        ChannelStatistics end = trial.statistics(10 * SECOND);
        assertThat(end.offered().frames() + end.duplicates())
                .isEqualTo(end.delivered().frames()
                        + end.lost().frames()
                        + end.queueDrops().frames()
                        + end.downDrops().frames());
        assertThat(end.sent().frames()).isGreaterThanOrEqualTo(end.delivered().frames());
        assertThat(trial.drops).hasSize((int) (end.lost().frames()
                + end.queueDrops().frames()
                + end.downDrops().frames()));
    }

    private static Trial spaced(Words words, int count) {
        return spaced(new Trial(words), count);
    }

    private static Trial spaced(Trial trial, int count) {
        for (int i = 0; i < count; i++) {
            trial.offer(1, i * MILLISECOND);
        }
        return trial.runUntil(100 * SECOND);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
