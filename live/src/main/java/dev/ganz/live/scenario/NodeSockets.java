package dev.ganz.live.scenario;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.InternetSocket;
import dev.ganz.linux.SyscallException;
import dev.ganz.live.loop.EventLoop;
import dev.ganz.live.node.Room;
import dev.ganz.stack.Timer;
import dev.ganz.stack.ip.PingSocket;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.ip.UdpSocket;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of the kernel in a node's network, for the loop's thread. What came in is told with the time at which it came, not that at
 * which the thread had time for it.
 */
final class NodeSockets implements Sockets, AutoCloseable {
    private static final long PRESENT = -1;

    private final String name;
    private final Room room;
    private final EventLoop loop;
    private final List<KernelUdp> ports = new ArrayList<>();
    private @Nullable KernelIcmp icmp;
    private @Nullable KernelIcmp icmpv6;
    private long instant = PRESENT;
    private boolean closed;

    /** On the loop's thread, which from then on is in the node's network now and then. */
    NodeSockets(String name, Room room, EventLoop loop) {
        this.name = name;
        this.room = room;
        this.loop = loop;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long now() {
        return instant == PRESENT ? loop.now() : instant;
    }

    /** Does something at another time than the present. */
    void at(long time, Runnable work) {
        instant = time;
        try {
            work.run();
        } finally {
            instant = PRESENT;
        }
    }

    @Override
    public Timer timer(Runnable task) {
        return new LoopTimer(task);
    }

    @Override
    public PingSocket ping(int window, PingSocket.Listener listener) {
        return new KernelPing(listener, destination -> switch (destination) {
            case Ipv4Address _ -> icmp();
            case Ipv6Address _ -> icmpv6();
        });
    }

    @Override
    public UdpSocket udp(int port, UdpSocket.Listener listener) {
        KernelUdp socket = new KernelUdp(this, open("UDP port " + port, () -> InternetSocket.udp(port)), listener);
        ports.add(socket);
        return socket;
    }

    EventLoop loop() {
        return loop;
    }

    private KernelIcmp icmp() {
        KernelIcmp known = icmp;
        if (known == null) {
            known = new KernelIcmp(this, open("ICMP", () -> InternetSocket.icmp(IcmpForm.V4.heard())), IcmpForm.V4);
            icmp = known;
        }
        return known;
    }

    private KernelIcmp icmpv6() {
        KernelIcmp known = icmpv6;
        if (known == null) {
            known = new KernelIcmp(this, open("ICMPv6", () -> InternetSocket.icmpv6(IcmpForm.V6.heard())), IcmpForm.V6);
            icmpv6 = known;
        }
        return known;
    }

    private interface Opening {
        InternetSocket open() throws SyscallException;
    }

    private InternetSocket open(String what, Opening opening) {
        try {
            room.enterNetwork();
            return opening.open();
        } catch (IOException refused) {
            throw new InvalidInput(
                    "cannot open " + what + " in node " + name + " for the lab's traffic: " + refused.getMessage(),
                    refused);
        }
    }

    /** The node loses power: nothing is heard any more, and no timer runs. */
    @Override
    public void close() {
        closed = true;
        ports.forEach(KernelUdp::end);
        if (icmp != null) {
            icmp.close();
        }
        if (icmpv6 != null) {
            icmpv6.close();
        }
    }

    /** A timer of the node. */
    private final class LoopTimer implements Timer, EventLoop.Source {
        private final Runnable task;
        private final int number;

        LoopTimer(Runnable task) {
            this.task = task;
            this.number = loop.add(this);
        }

        @Override
        public void at(long time) {
            loop.set(number, time);
        }

        @Override
        public void cancel() {
            loop.set(number, EventLoop.NEVER);
        }

        @Override
        public void readable() {
            throw new IllegalStateException("a timer has nothing to read");
        }

        @Override
        public void due(long time) {
            loop.set(number, EventLoop.NEVER);
            if (!closed) {
                task.run();
            }
        }
    }
}
