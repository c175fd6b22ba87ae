package dev.ganz.stack.traffic;

import dev.ganz.stack.Timer;
import dev.ganz.stack.ip.Datagram;
import dev.ganz.stack.ip.IcmpError;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.ip.UdpSocket;
import java.util.random.RandomGenerator;

/** Sends the datagrams of a flow from a node, numbered and stamped with the time; nothing is allocated for each. */
public final class UdpSource {

    /** Who counts; called by the node's thread. */
    public interface Listener {
        /**
         * A datagram left the program, if there was a way for it or not.
         *
         * @param octets of payload
         */
        void sent(long sequence, int octets);

        /** Somebody said why a datagram did not arrive. */
        default void failed(IcmpError error) {}

        /** The flow has reached its end: nothing more is sent, though errors may still come. */
        default void ended() {}
    }

    private final Sockets node;
    private final UdpFlow flow;
    private final Listener listener;
    private final UdpSocket socket;
    private final Departures departures;
    private final Timer timer;
    private final byte[] payload;
    private final long begin;
    private long sequence;
    private long due;

    /**
     * Opens a socket and waits for the flow's start.
     *
     * @param firstSequence number of the first datagram: 0, or where the flow goes on after the node had no power
     * @param random for the flow alone, so that it is the same whatever else the node does
     */
    public UdpSource(Sockets node, UdpFlow flow, long firstSequence, RandomGenerator random, Listener listener) {
        this.node = node;
        this.flow = flow;
        this.listener = listener;
        this.sequence = firstSequence;
        this.payload = new byte[flow.size()];
        this.departures = new Departures(flow.pattern(), flow.rate(), flow.size(), random);
        this.socket = node.udp(0, new Errors());
        this.timer = node.timer(this::send);
        this.begin = Math.max(flow.start(), node.now());
        schedule();
    }

    /** Number of the datagram that is sent next. */
    public long nextSequence() {
        return sequence;
    }

    /** Sends no more, frees the port, hears of no more errors. */
    public void close() {
        timer.cancel();
        socket.close();
    }

    private void schedule() {
        due = begin + departures.next();
        timer.at(Math.min(due, flow.end()));
    }

    private void send() {
        if (due >= flow.end()) {
            listener.ended();
            return;
        }
        long now = node.now();
        if (payload.length >= Stamp.LENGTH) {
            Stamp.write(payload, 0, now, sequence);
        }
        listener.sent(sequence, payload.length); // first, as a node may be its own destination
        sequence++;
        socket.send(flow.destination(), flow.port(), payload, 0, payload.length);
        schedule();
    }

    private final class Errors implements UdpSocket.Listener {
        /** Nobody is expected to answer a flow; who does is not heard. */
        @Override
        public void received(Datagram datagram) {}

        @Override
        public void failed(IcmpError error, int port) {
            listener.failed(error);
        }
    }
}
