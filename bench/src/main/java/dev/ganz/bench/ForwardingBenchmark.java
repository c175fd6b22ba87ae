package dev.ganz.bench;

import dev.ganz.stack.Frame;
import dev.ganz.stack.ip.IpNode;
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

/** A router passes a UDP packet of 512 octets on, to one of so many destinations in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class ForwardingBenchmark {
    @Param({"1", "1000", "100000"})
    private int destinations = 1;

    private RouterRuntime world = new RouterRuntime();
    private IpNode router = world.router();
    private int next;

    @Setup
    public void start() {
        world = new RouterRuntime();
        router = world.router();
        router.start(world);
        router.carrier(RouterRuntime.IN, true);
        router.carrier(RouterRuntime.OUT, true);
    }

    @Benchmark
    public Frame forward() {
        next = next + 1 == destinations ? 0 : next + 1;
        router.receive(RouterRuntime.IN, world.packet(next));
        return world.sent();
    }
}
