package dev.ganz.sim;

import dev.ganz.lab.Traffic;
import dev.ganz.sim.result.FlowResult;
import dev.ganz.stack.RandomStream;
import dev.ganz.stack.Timer;
import dev.ganz.stack.ip.Datagram;
import dev.ganz.stack.ip.IpNode;
import dev.ganz.stack.ip.UdpSocket;
import dev.ganz.wire.addr.IpAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow of UDP datagrams: its sender, its receiver and what became of it. A datagram carries its number in its first eight octets
 * and the time of sending in the eight behind; one too short for these is counted, and no more is known of it.
 */
final class UdpFlow {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int NUMBER_LENGTH = 8;
    private static final int STAMP_LENGTH = 16;

    private final Traffic.Udp traffic;
    /** Null where the two ends share no family. */
    private final @Nullable IpAddress destination;

    private final int port;
    private final byte[] payload;
    private final Departures departures;
    /** No datagram leaves at this time or later. */
    private final long stop;

    private final Arrivals arrivals = new Arrivals();
    private final Samples delays = new Samples();
    private @Nullable IpNode sender;
    private @Nullable UdpSocket socket;
    private @Nullable Timer timer;
    private long sent;
    private long received;
    private long firstSent = -1;
    private long lastSent;
    private long lastReceived;

    UdpFlow(Traffic.Udp traffic, @Nullable IpAddress destination, int port, long seed) {
        this.traffic = traffic;
        this.destination = destination;
        this.port = port;
        this.payload = new byte[traffic.size()];
        this.departures = new Departures(
                traffic.pattern(),
                traffic.start(),
                traffic.rate(),
                traffic.size(),
                RandomStream.of(seed, "traffic " + traffic.name()));
        this.stop = traffic.duration().isPresent()
                ? traffic.start() + traffic.duration().getAsLong()
                : Long.MAX_VALUE;
    }

    String from() {
        return traffic.from();
    }

    String to() {
        return traffic.to();
    }

    /** The sending node has power: what should have left meanwhile is not made up for. */
    void attachSender(IpNode node) {
        sender = node;
        socket = node.udp(null, 0, _ -> {});
        timer = node.runtime().timer(this::send);
        while (departures.next() < node.runtime().now() && departures.next() < stop) {
            departures.advance();
        }
        arm();
    }

    void detachSender() {
        sender = null;
        timer = null;
    }

    void attachReceiver(IpNode node) {
        node.udp(null, port, datagram -> received(datagram, node.runtime().now()));
    }

    private void send() {
        IpNode node = sender;
        UdpSocket out = socket;
        if (node == null || out == null) {
            return;
        }
        long now = node.runtime().now();
        if (payload.length >= NUMBER_LENGTH) {
            LONGS.set(payload, 0, sent);
        }
        if (payload.length >= STAMP_LENGTH) {
            LONGS.set(payload, NUMBER_LENGTH, now);
        }
        if (destination != null) {
            out.send(destination, port, payload, 0, payload.length);
        }
        firstSent = sent == 0 ? now : firstSent;
        lastSent = now;
        sent++;
        departures.advance();
        arm();
    }

    private void arm() {
        if (timer != null && departures.next() < stop) {
            timer.at(departures.next());
        }
    }

    private void received(Datagram datagram, long now) {
        if (datagram.length() != payload.length) {
            return; // somebody else's
        }
        if (payload.length >= NUMBER_LENGTH && !arrivals.add(number(datagram))) {
            return;
        }
        received++;
        lastReceived = now;
        if (payload.length >= STAMP_LENGTH) {
            delays.add(now - (long) LONGS.get(datagram.octets(), datagram.offset() + NUMBER_LENGTH));
        }
    }

    /** The datagram's number; a checksum cannot vouch for all of it, so it is kept within what was sent. */
    private long number(Datagram datagram) {
        long number = (long) LONGS.get(datagram.octets(), datagram.offset());
        return Math.clamp(number, 0, sent);
    }

    /**
     * True if no more datagrams leave and all have arrived, or none is likely to; to be asked when all faults are over: a sender without
     * power stays so. A flow without an end waits for nothing.
     */
    boolean isDone(long now, boolean quiet, long patience) {
        if (traffic.duration().isEmpty()) {
            return true;
        }
        return (sender == null || departures.next() >= stop)
                && (received == sent || quiet && now >= lastSent + patience);
    }

    FlowResult result() {
        long begin = Math.max(0, firstSent);
        long end = received > 0 ? lastReceived : Math.max(begin, lastSent);
        long duration = end - begin;
        long octets = received * payload.length;
        return new FlowResult(
                traffic.name(),
                traffic.from(),
                traffic.to(),
                "udp",
                begin,
                duration,
                duration == 0 ? 0 : octets * 8e9 / duration,
                sent * payload.length,
                octets,
                sent,
                received,
                sent - received,
                arrivals.duplicates(),
                arrivals.reordered(),
                delays.quantiles(),
                Optional.empty());
    }
}
