package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Timer;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Ipv4View;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbours are known, and how sure that is: neighbour unreachability detection (RFC 4861, section 7.3) for both families,
 * with the defaults of Linux. One timer serves all neighbours of a node.
 */
final class Neighbours {
    private static final long SECOND = 1_000_000_000L;
    /** RETRANS_TIMER (RFC 4861, section 10). */
    private static final long RETRANSMIT = SECOND;
    /** DELAY_FIRST_PROBE_TIME. */
    private static final long DELAY = 5 * SECOND;
    /** REACHABLE_TIME, drawn once for a node between a half and one and a half of this (section 6.3.2). */
    private static final long REACHABLE = 30 * SECOND;
    /** MAX_MULTICAST_SOLICIT and MAX_UNICAST_SOLICIT. */
    private static final int SOLICITATIONS = 3;
    /** After this a stale or failed entry is dropped (Linux: {@code gc_stale_time}), if there are more than a few. */
    private static final long UNUSED = 60 * SECOND;

    private static final int FEW = 1024;
    /** Entries of one node. Scanning a /64 must not fill the memory. */
    private static final int LARGEST_COUNT = 16_384;

    private final IpStack stack;
    private final NeighbourAgenda agenda = new NeighbourAgenda();
    private @Nullable Timer timer;
    private long armedFor = Long.MAX_VALUE;
    private long reachableTime;
    private int count;

    Neighbours(IpStack stack) {
        this.stack = stack;
    }

    /** The entry of an address on a link, made if need be; null if there are too many. */
    @Nullable
    Neighbour of(IpPort port, long high, long low) {
        Neighbour known = port.neighbour(high, low);
        if (known != null) {
            return known;
        }
        if (count >= LARGEST_COUNT) {
            return null;
        }
        Neighbour neighbour = new Neighbour(port, high, low);
        if (!port.discovers()) {
            long mac = port.knownMac(high, low);
            if (mac >= 0) {
                neighbour.mac(mac);
                neighbour.state(Neighbour.State.PERMANENT);
            }
        }
        port.add(neighbour);
        count++;
        return neighbour;
    }

    /** Sends a packet to a neighbour, now or once it is known where that is; takes the frame. */
    void send(Neighbour neighbour, Frame frame) {
        switch (neighbour.state()) {
            case REACHABLE, PERMANENT, DELAY, PROBE -> transmit(neighbour, frame);
            case STALE -> {
                neighbour.state(Neighbour.State.DELAY);
                agenda.set(neighbour, stack.runtime.now() + DELAY);
                arm();
                transmit(neighbour, frame);
            }
            case INCOMPLETE -> enqueue(neighbour, frame);
            case FAILED -> {
                if (neighbour.port.discovers()) {
                    neighbour.probes = 0;
                    neighbour.state(Neighbour.State.INCOMPLETE);
                    enqueue(neighbour, frame);
                    solicit(neighbour);
                    arm();
                } else {
                    refuse(frame);
                }
            }
            case GONE -> refuse(frame);
        }
    }

    /** The neighbour answered: it is there. */
    void confirmed(Neighbour neighbour, long mac) {
        if (reachableTime == 0) {
            reachableTime = REACHABLE / 2 + stack.runtime.random().nextLong(REACHABLE);
        }
        neighbour.mac(mac);
        neighbour.state(Neighbour.State.REACHABLE);
        agenda.set(neighbour, stack.runtime.now() + reachableTime);
        arm();
        flush(neighbour);
    }

    /** The neighbour said something of itself unasked: where it is, but not that it hears us. */
    void heard(Neighbour neighbour, long mac) {
        if (!neighbour.resolved() || neighbour.mac() != mac) {
            neighbour.mac(mac);
            stale(neighbour);
            arm();
            flush(neighbour);
        }
    }

    void stale(Neighbour neighbour) {
        neighbour.state(Neighbour.State.STALE);
        expire(neighbour);
    }

    /** Forgets everything learnt at a port that lost carrier, and the packets that waited there. */
    void carrierLost(IpPort port) {
        for (Neighbour lost = port.takeNeighbours(); lost != null; lost = lost.next) {
            drop(lost);
        }
        stack.destinations.forget();
    }

    private void drop(Neighbour neighbour) {
        agenda.remove(neighbour);
        neighbour.state(Neighbour.State.GONE);
        count--;
        WaitingFrames waiting = neighbour.waiting;
        neighbour.waiting = null;
        for (Frame frame = poll(waiting); frame != null; frame = poll(waiting)) {
            stack.runtime.discard(frame, DropReason.DOWN);
        }
    }

    private void enqueue(Neighbour neighbour, Frame frame) {
        WaitingFrames waiting = neighbour.waiting;
        if (waiting == null) {
            waiting = new WaitingFrames();
            neighbour.waiting = waiting;
        }
        waiting.add(frame);
        while (waiting.tooMany()) {
            Frame oldest = waiting.poll();
            if (oldest != null) {
                stack.runtime.discard(oldest, DropReason.NO_NEIGHBOUR);
            }
        }
    }

    private void flush(Neighbour neighbour) {
        WaitingFrames waiting = neighbour.waiting;
        neighbour.waiting = null;
        for (Frame frame = poll(waiting); frame != null; frame = poll(waiting)) {
            send(neighbour, frame);
        }
    }

    private static @Nullable Frame poll(@Nullable WaitingFrames waiting) {
        return waiting == null ? null : waiting.poll();
    }

    private void solicit(Neighbour neighbour) {
        neighbour.probes++;
        agenda.set(neighbour, stack.runtime.now() + RETRANSMIT);
        if (neighbour.isIpv4()) {
            stack.arp.solicit(neighbour);
        } else {
            stack.discovery.solicit(neighbour);
        }
    }

    private void transmit(Neighbour neighbour, Frame frame) {
        byte[] octets = frame.octets();
        int at = frame.offset();
        boolean ipv4 = Ipv4View.version(octets, at + EthernetView.HEADER_LENGTH) == 4;
        neighbour.writeHeader(octets, at, ipv4 ? EtherType.IPV4 : EtherType.IPV6);
        stack.runtime.send(neighbour.port.number, frame);
    }

    private void tick() {
        armedFor = Long.MAX_VALUE;
        long now = stack.runtime.now();
        for (Neighbour first = agenda.first(); first != null && first.deadline <= now; first = agenda.first()) {
            due(first);
        }
        arm();
    }

    private void due(Neighbour neighbour) {
        switch (neighbour.state()) {
            case INCOMPLETE, PROBE -> {
                if (neighbour.probes < SOLICITATIONS) {
                    solicit(neighbour);
                } else {
                    fail(neighbour);
                }
            }
            case DELAY -> {
                neighbour.probes = 0;
                neighbour.state(Neighbour.State.PROBE);
                solicit(neighbour);
            }
            case REACHABLE -> stale(neighbour);
            case STALE, FAILED -> {
                neighbour.port.remove(neighbour);
                drop(neighbour);
                stack.destinations.forget();
            }
            case PERMANENT, GONE -> agenda.remove(neighbour);
        }
    }

    private void fail(Neighbour neighbour) {
        neighbour.state(Neighbour.State.FAILED);
        expire(neighbour);
        WaitingFrames waiting = neighbour.waiting;
        neighbour.waiting = null; // an error message may be sent the same way, and waits anew
        for (Frame frame = poll(waiting); frame != null; frame = poll(waiting)) {
            refuse(frame);
        }
    }

    private void refuse(Frame frame) {
        if (Ipv4View.version(frame.octets(), frame.offset() + EthernetView.HEADER_LENGTH) == 4) {
            stack.icmpv4Errors.hostUnreachable(frame);
        } else {
            stack.icmpv6Errors.addressUnreachable(frame);
        }
        stack.runtime.discard(frame, DropReason.NO_NEIGHBOUR);
    }

    private void expire(Neighbour neighbour) {
        if (count > FEW) {
            agenda.set(neighbour, stack.runtime.now() + UNUSED);
        } else {
            agenda.remove(neighbour);
        }
    }

    private void arm() {
        Neighbour first = agenda.first();
        if (first == null || first.deadline >= armedFor) {
            return; // a timer that fires early finds nothing due and is armed again
        }
        if (timer == null) {
            timer = stack.runtime.timer(this::tick);
        }
        armedFor = first.deadline;
        timer.at(armedFor);
    }
}
