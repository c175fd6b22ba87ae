package dev.ganz.stack.channel;

import static dev.ganz.stack.channel.Words.impair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Loss;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    private static final int FRAMES = 1_000_000;

    static Stream<Arguments> channels() {
        return Stream.of(
                arguments("cable", impair()),
                arguments("busy line", impair().rate(4_000_000_000L).delay(1_000_000)),
                arguments(
                        "full queue",
                        impair().rate(2_000_000_000L).delay(1_000_000).limit(100)),
                arguments("jitter", impair().delay(1_000_000).jitter(100_000).distribution(Distribution.NORMAL)),
                arguments(
                        "everything",
                        impair().rate(4_000_000_000L)
                                .delay(1_000_000)
                                .jitter(100_000)
                                .correlation(0.3)
                                .loss(new Loss.GilbertElliott(0.01, 0.3, 1, 0.001))
                                .ecn()
                                .duplicate(0.01)
                                .corrupt(0.01)
                                .reorder(0.1, 3)
                                .slot(new Impairment.Slot(10_000, 20_000, Optional.empty(), 50, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("channels")
    void allocatesNothingForAFrame(String name, Words words) {
        FramePool pool = new FramePool();
        Channel channel = new Channel(name, words.done(), 1, pool, DropListener.NONE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(channel, pool, 0, FRAMES); // rings grow to what the link holds
        long before = threads.getCurrentThreadAllocatedBytes();

        run(channel, pool, FRAMES, 2 * FRAMES);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FRAMES / 100);
        assertThat(channel.statistics(2_000L * FRAMES).delivered().frames()).isGreaterThan(FRAMES / 2);
    }

    private static void run(Channel channel, FramePool pool, int from, int to) {
        for (int i = from; i < to; i++) {
            long now = 1000L * i;
            while (channel.next() <= now) {
                Frame frame = channel.poll(now);
                if (frame != null) {
                    pool.give(frame);
                }
            }
            channel.offer(pool.take(500).length(500), now);
        }
    }
}
