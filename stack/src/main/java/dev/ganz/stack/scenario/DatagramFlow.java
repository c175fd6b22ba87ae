package dev.ganz.stack.scenario;

import dev.ganz.lab.Traffic;
import dev.ganz.stack.RandomStream;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.traffic.UdpFlow;
import dev.ganz.stack.traffic.UdpSink;
import dev.ganz.stack.traffic.UdpSource;
import dev.ganz.wire.addr.IpAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A flow of UDP datagrams over the lives of its two nodes, and what became of it. */
final class DatagramFlow {
    private final Traffic.Udp traffic;
    /** Null where the two ends share no family. */
    private final @Nullable IpAddress destination;

    private final int port;
    /** No datagram leaves at this time or later. */
    private final long stop;

    private final RandomGenerator random;
    private final Samples delays = new Samples();
    private @Nullable UdpSource source;
    private long sent;
    private long received;
    private long duplicates;
    private long reordered;
    private long firstSent = -1;
    private long lastSent;
    private long lastReceived;
    private boolean ended;
    private long endedAt;
    private Runnable doneListener = () -> {};

    DatagramFlow(Traffic.Udp traffic, @Nullable IpAddress destination, int port, long seed) {
        this.traffic = traffic;
        this.destination = destination;
        this.port = port;
        this.stop = traffic.duration().isPresent()
                ? traffic.start() + traffic.duration().getAsLong()
                : Long.MAX_VALUE;
        this.random = RandomStream.of(seed, "traffic " + traffic.name());
    }

    String from() {
        return traffic.from();
    }

    String to() {
        return traffic.to();
    }

    /** The sending node has power: what should have left meanwhile is not made up for. */
    void attachSender(Sockets node) {
        if (destination != null) {
            source = new UdpSource(node, flow(destination), sent, random, new Counter(node));
        }
    }

    void detachSender() {
        source = null;
    }

    void attachReceiver(Sockets node) {
        var _ = new UdpSink(node, port, new Judge(node)); // lives as long as the node
    }

    private UdpFlow flow(IpAddress to) {
        return new UdpFlow(to, port, traffic.size(), traffic.rate(), traffic.start(), stop, traffic.pattern());
    }

    /** Hears of what is sent. */
    private final class Counter implements UdpSource.Listener {
        private final Sockets node;

        Counter(Sockets node) {
            this.node = node;
        }

        @Override
        public void sent(long sequence, int octets) {
            lastSent = node.now();
            firstSent = sent == 0 ? lastSent : firstSent;
            sent++;
        }

        @Override
        public void ended() {
            ended = true;
            endedAt = node.now();
            tellIfDone();
        }
    }

    /** Hears of what arrives. */
    private final class Judge implements UdpSink.Listener {
        private final Sockets node;

        Judge(Sockets node) {
            this.node = node;
        }

        @Override
        public void received(long sequence, int octets, long delay, boolean late) {
            received++;
            reordered += late ? 1 : 0;
            lastReceived = node.now();
            if (delay != UdpSink.UNKNOWN) {
                delays.add(delay);
            }
            tellIfDone();
        }

        @Override
        public void duplicated(long sequence, int octets) {
            duplicates++;
        }
    }

    /** Is called when the last datagram has arrived, or might have. */
    void whenDone(Runnable listener) {
        doneListener = listener;
    }

    private void tellIfDone() {
        if (isDone()) {
            doneListener.run();
        }
    }

    /** True if no more datagrams leave and all have arrived; to be asked when all faults are over: a sender without power stays so. */
    boolean isDone() {
        return (source == null || ended) && received == sent;
    }

    /** When the last datagram so far arrived, or the flow ended. */
    long latestChange() {
        return Math.max(lastReceived, endedAt);
    }

    /** No datagram leaves at this time or later. */
    long stop() {
        return stop;
    }

    FlowResult result() {
        long begin = Math.max(0, firstSent);
        long end = received > 0 ? lastReceived : Math.max(begin, lastSent);
        long duration = end - begin;
        long octets = received * traffic.size();
        return new FlowResult(
                traffic.name(),
                traffic.from(),
                traffic.to(),
                "udp",
                begin,
                duration,
                duration == 0 ? 0 : octets * 8e9 / duration,
                sent * traffic.size(),
                octets,
                sent,
                received,
                sent - received,
                duplicates,
                reordered,
                delays.quantiles(),
                Optional.empty());
    }
}
