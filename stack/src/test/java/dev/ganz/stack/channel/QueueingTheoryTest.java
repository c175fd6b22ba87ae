package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bare channel is a queue with one server: frames that come by a Poisson process wait as long as Pollaczek and Khinchine say,
 * λ E(S²) / 2(1-ρ). As many frames as it takes for three standard errors of the mean wait to be below 2 %: waits of neighbours are much
 * alike at high load, over thousands of frames.
 */
class QueueingTheoryTest {
    private static final long RATE = 100_000_000;
    private static final int[] ONE_SIZE = {1250};
    /** As many of each. */
    private static final int[] SIZES = {64, 576, 1518};

    @ParameterizedTest
    @CsvSource({"0.5, 2000000", "0.8, 8000000", "0.95, 36000000"})
    void waitsAsInMD1(double load, int frames) {
        check(load, frames, ONE_SIZE);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2000000", "0.8, 8000000", "0.95, 48000000"})
    void waitsAsInMG1(double load, int frames) {
        check(load, frames, SIZES);
    }

    private static void check(double load, int frames, int[] sizes) {
        double nanosecondsOfAnOctet = 8e9 / RATE;
        double service = IntStream.of(sizes).average().orElseThrow() * nanosecondsOfAnOctet;
        double square = IntStream.of(sizes)
                .mapToDouble(size -> size * nanosecondsOfAnOctet * size * nanosecondsOfAnOctet)
                .average()
                .orElseThrow();
        double interval = service / load;
        double wait = square / interval / 2 / (1 - load);

        Measurement measured = run(frames, interval, sizes);

        assertThat(3 * measured.waits.standardError() / wait).as("three sigma").isLessThan(0.02);
        assertThat(measured.waits.mean() / wait).as("mean wait").isCloseTo(1, within(0.02));
        assertThat(measured.utilisation / load).as("utilisation").isCloseTo(1, within(0.02));
        assertThat(measured.queue * interval / wait).as("mean queue, by Little").isCloseTo(1, within(0.02));
    }

    private record Measurement(Batches waits, double utilisation, double queue) {}

    private static Measurement run(int frames, double interval, int[] sizes) {
        FramePool pool = new FramePool();
        Channel channel =
                new Channel("a->b", impair().rate(RATE).limit(Integer.MAX_VALUE).done(), 1, pool, DropListener.NONE);
        RandomStream arrivals = RandomStream.of(1, "arrivals");
        RandomStream lengths = RandomStream.of(1, "lengths");
        Batches waits = new Batches();
        int batch = frames / 50;
        double time = 0;
        double waitedBefore = 0;
        for (int i = 1; i <= frames; i++) {
            time += -Math.log(1 - arrivals.nextDouble()) * interval;
            long now = (long) time;
            while (channel.next() <= now) {
                pool.give(polled(channel, now));
            }
            int length = sizes.length == 1 ? sizes[0] : sizes[lengths.nextInt(sizes.length)];
            channel.offer(pool.take(length).length(length), now);
            if (i % batch == 0) {
                double waited = channel.statistics(now).queue().frameTime();
                waits.addBatch((waited - waitedBefore) / batch);
                waitedBefore = waited;
            }
        }
        ChannelStatistics end = channel.statistics((long) time);
        assertThat(end.queueDrops().frames()).isZero();
        return new Measurement(waits, end.utilisation(), end.meanQueueFrames());
    }

    private static Frame polled(Channel channel, long now) {
        Frame frame = channel.poll(now);
        if (frame == null) {
            throw new AssertionError("nothing to poll at " + now);
        }
        return frame;
    }
}
