package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.stack.Timer;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Ipv4View;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Packets from a node to itself: no link, no delay, but an event of its own, so that an answer never runs inside of the call that
 * asked, and two programs that answer each other for ever are seen by the world's count of events at one instant.
 */
final class Loopback {
    private final IpStack stack;
    private @Nullable ArrayDeque<Frame> queue;
    private @Nullable IpPort port;
    private @Nullable Timer timer;

    Loopback(IpStack stack) {
        this.stack = stack;
    }

    /** Takes a packet; its Ethernet header is not looked at. */
    void add(Frame frame) {
        if (queue == null || timer == null) {
            queue = new ArrayDeque<>(4);
            timer = stack.runtime.timer(this::deliver);
        }
        if (queue.isEmpty()) {
            timer.at(stack.runtime.now());
        }
        queue.add(frame);
    }

    private void deliver() {
        ArrayDeque<Frame> packets = queue;
        if (packets == null) {
            return;
        }
        if (port == null) {
            port = new IpPort();
        }
        for (int count = packets.size(); count > 0; count--) { // what is added meanwhile has its turn at the next event
            Frame frame = packets.remove();
            if (Ipv4View.version(frame.octets(), frame.offset() + EthernetView.HEADER_LENGTH) == 4) {
                stack.ipv4Delivery.receive(port, frame, false);
            } else {
                stack.ipv6Delivery.receive(port, frame, false);
            }
        }
        if (!packets.isEmpty() && timer != null) {
            timer.at(stack.runtime.now());
        }
    }
}
