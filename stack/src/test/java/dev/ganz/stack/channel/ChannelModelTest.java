package dev.ganz.stack.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The channel does, at every step of any sequence of steps, what its slow and obvious model does. */
class ChannelModelTest {
    private sealed interface Step {
        record Offer(int length) implements Step {}

        record Wait(long time) implements Step {}

        record Change(Impairment to) implements Step {}

        record Carrier(boolean up) implements Step {}
    }

    private record Run(Impairment words, long seed, List<Step> steps) {}

    private static final Gen<Distribution> SHAPES = Gen.oneOf(List.of(Distribution.values()));
    private static final Gen<Impairment> WORDS = ChannelModelTest::words;
    private static final Gen<Run> RUNS = WORDS.flatMap(words -> Gen.lists(ChannelModelTest::step, 300)
            .flatMap(steps -> Gen.longs(0, Long.MAX_VALUE).map(seed -> new Run(words, seed, steps))));

    @Test
    void doesWhatItsModelDoes() {
        Property.forAll(1000, RUNS, run -> new Comparison(run).go());
    }

    private static Impairment words(RandomGenerator random, int size) {
        long[] rates = {0, 0, 1, 8_000, 1_000_000_000, 7_000_000_003L, 400_000_000_000L, 1L << 62};
        long[] delays = {0, 1, 10, 1_000, 1_000_000};
        int[] limits = {0, 1, 2, 5, 1000};
        return Words.impair()
                .rate(rates[random.nextInt(rates.length)])
                .overhead(random.nextInt(4) == 0 ? random.nextInt(-100, 100) : 0)
                .cell(random.nextInt(4) == 0 ? 48 : 0, 5)
                .delay(delays[random.nextInt(delays.length)])
                .jitter(random.nextBoolean() ? 0 : delays[random.nextInt(delays.length)])
                .distribution(SHAPES.next(random, size))
                .correlation(random.nextInt(3) == 0 ? 0.5 : 0)
                .ordered(random.nextInt(4) == 0)
                .loss(random.nextInt(3) == 0 ? 0.2 : 0)
                .duplicate(random.nextInt(3) == 0 ? 0.2 : 0)
                .reorder(random.nextInt(3) == 0 ? 0.5 : 0, random.nextInt(1, 4))
                .limit(limits[random.nextInt(limits.length)], random.nextBoolean() ? 3000 : Long.MAX_VALUE)
                .done();
    }

    private static Step step(RandomGenerator random, int size) {
        int choice = random.nextInt(20);
        if (choice < 12) {
            return new Step.Offer(random.nextBoolean() ? 60 : random.nextInt(14, 1515));
        }
        if (choice < 18) {
            return new Step.Wait((long) Math.pow(10, random.nextDouble() * 7) - 1);
        }
        return choice == 18 && random.nextBoolean()
                ? new Step.Carrier(random.nextBoolean())
                : new Step.Change(words(random, size));
    }

    private static final class Comparison {
        private final Run run;
        private final FramePool pool = new FramePool();
        private final List<Integer> dropped = new ArrayList<>();
        private final Channel channel;
        private final ReferenceChannel model;
        private int offered;
        private int delivered;
        private long now;

        Comparison(Run run) {
            this.run = run;
            channel = new Channel("a->b", run.words(), run.seed(), pool, (_, frame, _, _) -> dropped.add(id(frame)));
            model = new ReferenceChannel(run.words(), new Streams(run.seed(), "a->b", run.words()));
        }

        void go() {
            for (Step step : run.steps()) {
                switch (step) {
                    case Step.Offer(int length) -> offer(length);
                    case Step.Wait(long time) -> runUntil(now + time);
                    case Step.Change(Impairment to) -> {
                        channel.change(to, now);
                        model.change(to, now);
                    }
                    case Step.Carrier(boolean up) -> {
                        channel.carrier(up, now);
                        model.carrier(up, now);
                    }
                }
                compare();
            }
            runUntil(now + 1_000_000_000L);
            compare();
        }

        private void offer(int length) {
            Frame frame = pool.take(length).length(length);
            int id = offered++;
            frame.octets()[frame.offset()] = (byte) id;
            frame.octets()[frame.offset() + 1] = (byte) (id >>> 8);
            channel.offer(frame, now);
            model.offer(id, length, now);
        }

        private void runUntil(long time) {
            while (channel.next() <= time) {
                now = Math.max(now, channel.next());
                assertThat(now).as("time of a delivery").isEqualTo(Math.max(now, model.next()));
                Frame frame = Objects.requireNonNull(channel.poll(now), "a frame at the time of next()");
                assertThat(id(frame)).as("frame delivered").isEqualTo(model.poll(now));
                pool.give(frame);
                delivered++;
            }
            now = time;
        }

        private void compare() {
            assertThat(channel.next()).as("next").isEqualTo(model.next());
            Collections.sort(dropped);
            Collections.sort(model.dropped);
            assertThat(dropped).as("dropped").isEqualTo(model.dropped);
            ChannelStatistics statistics = channel.statistics(now);
            assertThat(statistics.queue().frames()).as("waiting").isEqualTo(model.waitingFrames(now));
            assertThat(statistics.queue().frameTime())
                    .isCloseTo(model.frameTime(now), within(1e-9 * Math.max(1, model.frameTime(now))));
            assertThat(statistics.queue().octetTime())
                    .isCloseTo(model.octetTime(now), within(1e-9 * Math.max(1, model.octetTime(now))));
            assertThat(statistics.busyTime()).as("busy").isEqualTo(model.busy(now));
            assertThat(statistics.offered().frames()).isEqualTo(offered);
            assertThat(statistics.delivered().frames()).isEqualTo(delivered);
        }

        private static int id(Frame frame) {
            return frame.octets()[frame.offset()] & 0xff | (frame.octets()[frame.offset() + 1] & 0xff) << 8;
        }
    }
}
