package dev.ganz.stack.ip;

import dev.ganz.stack.Device;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Runtime;
import dev.ganz.wire.addr.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A node that speaks IP on Ethernet: a router if its configuration says that it forwards, else a host. Both are one class, as they
 * differ in nothing else, and as a world that calls few classes of devices calls them faster.
 *
 * <p>Hosts and routers alike answer echo requests and can use sockets. Not done: router advertisements (addresses and gateways are
 * configured), redirects, multicast beyond the link's own groups, and duplicate address detection (addresses of a lab are unique).
 */
public final class IpNode implements Device {
    private final IpConfiguration configuration;
    private @Nullable IpStack stack;

    public IpNode(IpConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void start(Runtime runtime) {
        if (runtime.ports() != configuration.ports().size()) {
            throw new IllegalArgumentException(configuration.name() + " has " + runtime.ports()
                    + " ports, and a configuration for " + configuration.ports().size());
        }
        stack = new IpStack(runtime, configuration);
    }

    @Override
    public void receive(int port, Frame frame) {
        started().receive(port, frame);
    }

    @Override
    public void carrier(int port, boolean up) {
        started().carrier(port, up);
    }

    public String name() {
        return configuration.name();
    }

    /** What the node runs in; for programs that run on it. */
    public Runtime runtime() {
        return started().runtime;
    }

    /**
     * Opens a socket for ICMP echo.
     *
     * @param window how many of the latest requests it remembers the time of
     */
    public PingSocket ping(int window, PingSocket.Listener listener) {
        return started().pings.open(window, listener);
    }

    /**
     * Opens a UDP socket.
     *
     * @param address of the node, or null for all addresses of both families
     * @param port 0: any that is free
     * @throws IllegalArgumentException if the port is in use
     */
    public UdpSocket udp(@Nullable IpAddress address, int port, UdpSocket.Listener listener) {
        return started().udp.open(address, port, listener);
    }

    private IpStack started() {
        IpStack running = stack;
        if (running == null) {
            throw new IllegalStateException(configuration.name() + " has not been started");
        }
        return running;
    }
}
