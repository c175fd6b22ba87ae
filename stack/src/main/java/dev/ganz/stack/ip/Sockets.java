package dev.ganz.stack.ip;

import dev.ganz.stack.Timer;

/**
 * What a node gives to programs that send and receive: a clock, timers, sockets. In virtual time that is an {@link IpNode}, in real
 * time a namespace of the kernel; the program is the same. For the node's thread, on which listeners are called too.
 */
public interface Sockets {
    /** The node's. */
    String name();

    /** Nanoseconds since the beginning of the run. */
    long now();

    /** A timer that runs {@code task}; made once and re-armed. */
    Timer timer(Runnable task);

    /**
     * Opens a socket for ICMP echo.
     *
     * @param window how many of the latest requests it remembers the time of
     */
    PingSocket ping(int window, PingSocket.Listener listener);

    /**
     * Opens a UDP port for all addresses of both families.
     *
     * @param port 0: any that is free
     * @throws IllegalArgumentException if the port is in use
     */
    UdpSocket udp(int port, UdpSocket.Listener listener);
}
