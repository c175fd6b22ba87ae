package dev.ganz.bench;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Impairment.QueueLimit;
import dev.ganz.lab.Loss;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.channel.DropListener;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A frame of 512 octets offered each microsecond, and polled a millisecond later: 1000 frames are under way. One operation is one
 * frame's way through the channel, with the frame pool where frames are lost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class ChannelBenchmark {
    private static final long INTERVAL = 1_000;
    private static final long DELAY = 1_000_000;
    private static final long JITTER = 100_000;

    /** What the channel does. */
    public enum Kind {
        /** A delay and nothing else. */
        PLAIN,
        /** A line of which 41 % are used: no frame waits. */
        RATE,
        /** A line that sends as fast as frames come: all wait. */
        BUSY,
        /** A line half as fast: every second frame finds the queue full. */
        FULL,
        /** One frame in a hundred is lost, by the Gilbert-Elliott model. */
        LOSS,
        /** Normal jitter, a tenth of the delay; frames overtake. */
        JITTER,
        /** The same in order. */
        ORDERED
    }

    @Param
    private Kind kind = Kind.PLAIN;

    private FramePool pool = new FramePool();
    private Channel channel = channel(Kind.PLAIN, pool);
    private long now;

    @Setup
    public void fill() {
        pool = new FramePool();
        channel = channel(kind, pool);
        now = 0;
        while (now < 10 * DELAY) {
            pass();
        }
    }

    private static Channel channel(Kind kind, FramePool pool) {
        Impairment words = switch (kind) {
            case PLAIN -> words(0, 0, false, Loss.NONE);
            case RATE -> words(10_000_000_000L, 0, false, Loss.NONE);
            case BUSY -> words(4_096_000_000L, 0, false, Loss.NONE);
            case FULL -> words(2_048_000_000L, 0, false, Loss.NONE);
            case LOSS -> words(0, 0, false, new Loss.GilbertElliott(0.0025, 0.25, 1, 0));
            case JITTER -> words(0, JITTER, false, Loss.NONE);
            case ORDERED -> words(0, JITTER, true, Loss.NONE);
        };
        return new Channel("a->b", words, 1, pool, DropListener.NONE);
    }

    private static Impairment words(long rate, long jitter, boolean ordered, Loss loss) {
        return new Impairment(
                rate,
                0,
                0,
                0,
                DELAY,
                jitter,
                0,
                Distribution.NORMAL,
                ordered,
                loss,
                false,
                Chance.NEVER,
                Chance.NEVER,
                Chance.NEVER,
                1,
                QueueLimit.DEFAULT,
                Optional.empty(),
                OptionalLong.empty());
    }

    /** Takes out what is due and offers a frame, one that came out before if there is one. */
    @Benchmark
    public long pass() {
        now += INTERVAL;
        Frame spare = null;
        while (channel.next() <= now) {
            Frame frame = channel.poll(now);
            if (frame != null && spare != null) {
                pool.give(frame);
            } else if (frame != null) {
                spare = frame;
            }
        }
        channel.offer(spare == null ? pool.take(512).length(512) : spare, now);
        return channel.next();
    }
}
