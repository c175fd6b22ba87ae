package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.RandomStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final long MICROSECOND = 1_000;
    private static final long SECOND = 1_000_000_000;

    @Test
    void aCopyComesOnceAndIsNotCopiedItself() {
        Trial trial = new Trial(impair().duplicate(1)).offer(3, 0).runUntil(0);

        assertThat(trial.numbers()).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(trial.arrivals.get(0).octets())
                .isEqualTo(trial.arrivals.get(1).octets());
        assertThat(trial.statistics(0).duplicates()).isEqualTo(3);
    }

    @Test
    void copiesComeAsOftenAsTheirProbabilitySays() {
        int frames = 100_000;
        Trial trial = new Trial(impair().duplicate(0.03)).offer(frames, 0).runUntil(0);

        double deviation = Math.sqrt(frames * 0.03 * 0.97);
        assertThat(trial.arrivals.size() - frames).isCloseTo((int) (frames * 0.03), within((int) (3 * deviation)));
    }

    @Test
    void aFrameBothLostAndCopiedComesOnce() {
        Trial trial = new Trial(impair().duplicate(1).loss(1)).offer(3, 0).runUntil(0);

        assertThat(trial.numbers()).containsExactly(0, 1, 2);
        assertThat(trial.drops).isEmpty();
        assertThat(trial.statistics(0).duplicates()).isZero();
    }

    /** Half come as one of the pair that is left, half as a pair, of which the copy is lost half the time: 1.25 each. */
    @Test
    void aCopyMayBeLost() {
        int frames = 100_000;
        Trial trial =
                new Trial(impair().duplicate(1).loss(0.5)).offer(frames, 0).runUntil(0);

        double deviation = Math.sqrt(frames * 0.25 * 0.75);
        assertThat(trial.arrivals.size()).isCloseTo(frames * 5 / 4, within((int) (3 * deviation)));
    }

    @Test
    void aCorruptedFrameHasOneBitTurned() {
        Trial trial = new Trial(impair().corrupt(1)).offer(1, 0);
        int frames = 100_000;
        for (int i = 1; i < frames; i++) {
            trial.offerOf(20, 0); // bits 0 to 31 are the number
        }
        trial.runUntil(0);

        int[] turned = new int[160];
        for (int i = 1; i < frames; i++) {
            byte[] octets = trial.arrivals.get(i).octets();
            int bits = 0;
            for (int bit = 0; bit < 160; bit++) {
                int sent = bit < 32 ? i >>> bit & 1 : 0;
                if ((octets[bit / 8] >>> bit % 8 & 1) != sent) {
                    turned[bit]++;
                    bits++;
                }
            }
            assertThat(bits).isEqualTo(1);
        }
        // chi-square over 160 bits: mean 159, standard deviation 17.8
        double expected = (frames - 1) / 160.0;
        double chi = IntStream.of(turned)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(chi).isCloseTo(159, within(3 * 17.8));
        assertThat(trial.statistics(0).corruptions()).isEqualTo(frames);
    }

    @Test
    void corruptionLeavesTheCopyAlone() {
        Trial trial = new Trial(impair().duplicate(1).corrupt(0.5));
        for (int i = 0; i < 1000; i++) {
            trial.offerOf(60, 0);
        }
        trial.runUntil(0);

        int differing = 0;
        for (int i = 0; i < 2000; i += 2) {
            if (!Arrays.equals(
                    trial.arrivals.get(i).octets(), trial.arrivals.get(i + 1).octets())) {
                differing++;
            }
        }
        // one of them, or both in different bits
        assertThat(differing).isCloseTo(750, within(3 * 14));
    }

    @Test
    void everyFifthFrameSkipsTheDelayWithAGapOfFive() {
        Trial trial = new Trial(impair().delay(SECOND).reorder(1, 5));
        for (int i = 0; i < 20; i++) {
            trial.offer(1, i * MICROSECOND);
        }
        trial.runUntil(10 * SECOND);

        assertThat(trial.numbers().subList(0, 4)).containsExactly(4, 9, 14, 19);
        assertThat(trial.times().subList(0, 4))
                .containsExactly(4 * MICROSECOND, 9 * MICROSECOND, 14 * MICROSECOND, 19 * MICROSECOND);
        assertThat(trial.numbers().subList(4, 20))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).filter(i -> i % 5 != 4).boxed().toList());
    }

    @Test
    void withoutAGapEveryFrameIsACandidate() {
        int frames = 100_000;
        Trial trial = new Trial(impair().delay(SECOND).reorder(0.25, 1)).offer(frames, 0);
        trial.runUntil(0);

        assertThat(trial.arrivals.size()).isCloseTo(frames / 4, within((int) (3 * Math.sqrt(frames * 0.25 * 0.75))));
    }

    /** After a skip, gap - 1 frames are delayed, then each is a candidate until one skips: a skip in gap - 1 + 1/p frames. */
    @Test
    void withAGapTheCandidatesAreThoseBehindIt() {
        int frames = 100_000;
        Trial trial = new Trial(impair().delay(SECOND).reorder(0.5, 4)).offer(frames, 0);
        trial.runUntil(0);

        List<Integer> skipped = trial.numbers();
        for (int i = 1; i < skipped.size(); i++) {
            assertThat(skipped.get(i) - skipped.get(i - 1)).isGreaterThanOrEqualTo(4);
        }
        double cycles = frames / 5.0; // of 3 + 2 frames, with a variance of (1-p)/p² = 2
        assertThat((double) skipped.size()).isCloseTo(cycles, within(3 * Math.sqrt(cycles * 2 / 25)));
    }

    @Test
    void aReorderedFrameWaitsForTheLineAsEveryOther() {
        Trial trial = new Trial(impair().rate(1_000_000).delay(SECOND).reorder(1, 2)).offer(4, 0);

        trial.runUntil(10 * SECOND);

        assertThat(trial.numbers()).containsExactly(1, 3, 0, 2);
        assertThat(trial.times().subList(0, 2)).containsExactly(2_000_000L, 4_000_000L);
    }

    @Test
    void aWhollyCorrelatedChanceRepeatsItsFirstDraw() {
        Draws draws = new Draws(new RandomStream(5), 1);
        boolean first = draws.happens(0.5);

        assertThat(IntStream.range(0, 100).allMatch(_ -> draws.happens(0.5) == first))
                .isTrue();
    }

    @Test
    void marksWhatUnderstandsMarksInsteadOfLosingIt() {
        String ethernet = "0200000000010200000000020800";
        String capable = ethernet + "45020014000000004011" + "0000" + "0a000001" + "0a000002";
        FramePool pool = new FramePool();
        Channel channel = new Channel("a->b", impair().loss(1).ecn().done(), 1, pool, DropListener.NONE);

        channel.offer(frame(pool, capable), 0);
        channel.offer(frame(pool, capable.replace("4502", "4500")), 0);

        Frame marked = Objects.requireNonNull(channel.poll(0));
        assertThat(marked.octets()[marked.offset() + 15] & 3).isEqualTo(3);
        assertThat(channel.poll(0)).isNull();
        assertThat(channel.statistics(0).marks()).isEqualTo(1);
        assertThat(channel.statistics(0).lost().frames()).isEqualTo(1);
    }

    private static Frame frame(FramePool pool, String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        Frame frame = pool.take(octets.length).length(octets.length);
        System.arraycopy(octets, 0, frame.octets(), frame.offset(), octets.length);
        return frame;
    }
}
