package dev.ganz.bench;

import dev.ganz.wire.Checksum;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The Internet checksum over a header, a datagram and a full packet, and its incremental update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChecksumBenchmark {
    private final byte[] octets = random();
    private int checksum = 0x1234;
    private int word = 0x4000;

    /** What is summed up. */
    @State(Scope.Thread)
    public static class Span {
        @Param({"20", "512", "1480"})
        private int length = 20;
    }

    private static byte[] random() {
        byte[] octets = new byte[2048];
        new SplittableRandom(1).nextBytes(octets);
        return octets;
    }

    @Benchmark
    public int whole(Span span) {
        return Checksum.of(octets, 14, span.length, 0);
    }

    /** One word less by 0x100, as a TTL is by a hop. */
    @Benchmark
    public int updated() {
        int before = word;
        word = before - 0x100 & 0xffff;
        checksum = Checksum.updated(checksum, before, word);
        return checksum;
    }
}
