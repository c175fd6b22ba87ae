package dev.ganz.stack.scenario;

import dev.ganz.stack.EventQueue;
import dev.ganz.stack.Timer;
import dev.ganz.stack.ip.IcmpError;
import dev.ganz.stack.ip.PingSocket;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.wire.addr.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends all echo requests of one node, by one timer. A series of several requests has an ICMP identifier of its own and counts its
 * sequence from 0, as ping(8) does; all series of a single request share one identifier, so that a node can ask 50,000 others.
 */
final class Pinger {
    /** Sequence numbers have 16 bits. */
    private static final int SEQUENCES = 1 << 16;

    private static final Comparator<EchoSeries> ORDER =
            Comparator.comparingLong(EchoSeries::due).thenComparing(series -> series.name);

    /** Series with requests to send, the next one first. */
    private final PriorityQueue<EchoSeries> waiting = new PriorityQueue<>(ORDER);
    /** Series of one request: sorted once, as there may be 50,000, and then sent one after another. */
    private final List<EchoSeries> single = new ArrayList<>();

    private int singlesTaken;
    private final List<EchoSeries> all = new ArrayList<>();
    private final Pings pings;
    /** Which series the shared socket's sequence numbers belong to. */
    private @Nullable EchoSeries[] singles = {};

    private int singlesSent;
    private @Nullable Sockets node;
    private @Nullable Timer timer;
    private @Nullable PingSocket shared;

    Pinger(Pings pings) {
        this.pings = pings;
    }

    void add(EchoSeries series) {
        all.add(series);
        (series.count == 1 ? single : waiting).add(series);
    }

    /** The node has power: requests of the time without are not made up for. */
    void attach(Sockets powered) {
        node = powered;
        timer = powered.timer(this::send);
        shared = null;
        all.forEach(series -> series.socket = null);
        long now = powered.now();
        single.subList(singlesTaken, single.size()).sort(ORDER);
        EchoSeries series = first();
        while (series != null && series.due() < now) {
            remove(series);
            take(series, now, false);
            putBack(series);
            series = first();
        }
        arm();
    }

    void detach() {
        node = null;
        timer = null;
    }

    /** True if no request will leave, unless the node is given power. */
    boolean isIdle() {
        return node == null || first() == null;
    }

    private void send() {
        Sockets sender = node;
        EchoSeries series = first();
        while (sender != null && series != null && series.due() <= sender.now()) {
            remove(series);
            send(sender, series);
            putBack(series);
            series = first();
        }
        arm();
    }

    private void send(Sockets sender, EchoSeries series) {
        IpAddress destination = series.destination;
        if (destination == null) {
            take(series, sender.now(), false);
            return;
        }
        int sequence = take(series, sender.now(), true);
        boolean sent = series.count == 1
                ? sendSingle(sender, series, destination)
                : own(sender, series).send(destination, sequence, series.size);
        if (!sent) {
            series.refused("no route");
        }
    }

    private boolean sendSingle(Sockets sender, EchoSeries series, IpAddress destination) {
        if (shared == null) {
            shared = sender.ping(1, new Singles(sender));
        }
        int sequence = singlesSent++ % SEQUENCES;
        if (sequence >= singles.length) {
            int most = Math.min(SEQUENCES, Integer.highestOneBit(Math.max(1, all.size())) * 2);
            singles = Arrays.copyOf(singles, Math.min(SEQUENCES, Math.max(most, 2 * sequence)));
        }
        singles[sequence] = series;
        return shared.send(destination, sequence, series.size);
    }

    private PingSocket own(Sockets sender, EchoSeries series) {
        PingSocket socket = series.socket;
        if (socket == null) {
            socket = sender.ping(1, new Answers(sender, series));
            series.socket = socket;
        }
        return socket;
    }

    private void putBack(EchoSeries series) {
        if (series.due() != EventQueue.NEVER) {
            waiting.add(series);
        }
    }

    private int take(EchoSeries series, long now, boolean isSent) {
        int sequence = series.take(now, isSent);
        if (series.isSent()) {
            pings.sent(series, now); // before the request goes: one to the node itself is answered at once
        }
        return sequence;
    }

    private void arm() {
        EchoSeries next = first();
        if (timer != null && next != null) {
            timer.at(next.due());
        }
    }

    /** The series whose request is due next. */
    private @Nullable EchoSeries first() {
        EchoSeries repeated = waiting.peek();
        if (singlesTaken == single.size()) {
            return repeated;
        }
        EchoSeries once = single.get(singlesTaken);
        return repeated == null || ORDER.compare(once, repeated) < 0 ? once : repeated;
    }

    private void remove(EchoSeries series) {
        if (series.count == 1) {
            singlesTaken++;
        } else {
            waiting.remove();
        }
    }

    private void answered(EchoSeries series, int sequence, long now) {
        long rtt = series.answer(sequence, now);
        if (rtt >= 0) {
            pings.answered(series, rtt, now);
        }
    }

    /** Hears the answers to one series. */
    private final class Answers implements PingSocket.Listener {
        private final Sockets sender;
        private final EchoSeries series;

        Answers(Sockets sender, EchoSeries series) {
            this.sender = sender;
            this.series = series;
        }

        @Override
        public void replied(IpAddress from, int sequence, int octets, long sent) {
            answered(series, sequence, sender.now());
        }

        @Override
        public void failed(int sequence, IcmpError error) {
            series.refused(Pings.text(error));
        }
    }

    /** Hears the answers to the series of one request each. */
    private final class Singles implements PingSocket.Listener {
        private final Sockets sender;

        Singles(Sockets sender) {
            this.sender = sender;
        }

        @Override
        public void replied(IpAddress from, int sequence, int octets, long sent) {
            EchoSeries series = sequence < singles.length ? singles[sequence] : null;
            if (series != null) {
                answered(series, 0, sender.now());
            }
        }

        @Override
        public void failed(int sequence, IcmpError error) {
            EchoSeries series = sequence < singles.length ? singles[sequence] : null;
            if (series != null) {
                series.refused(Pings.text(error));
            }
        }
    }
}
