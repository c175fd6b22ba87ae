package dev.ganz.stack.ip;

import dev.ganz.stack.Device;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Runtime;
import dev.ganz.stack.Timer;
import dev.ganz.wire.addr.IpAddress;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A node that speaks IP on Ethernet: a router if its configuration says that it forwards, else a host. Both are one class, as they
 * differ in nothing else, and as a world that calls few classes of devices calls them faster.
 *
 * <p>Hosts and routers alike answer echo requests and can use sockets. Not done: router advertisements (addresses and gateways are
 * configured), redirects, multicast beyond the link's own groups, and duplicate address detection (addresses of a lab are unique).
 */
public final class IpNode implements Device, Sockets {
    private final IpConfiguration configuration;
    private @Nullable Runtime world;
    /** Ports with carrier, until the stack is made. */
    private final BitSet up;
    /** Made when the node first has something to do: of 50,000 nodes a run may wake a few. */
    private @Nullable IpStack stack;

    public IpNode(IpConfiguration configuration) {
        this.configuration = configuration;
        this.up = new BitSet(configuration.ports().size());
    }

    @Override
    public void start(Runtime runtime) {
        if (runtime.ports() != configuration.ports().size()) {
            throw new IllegalArgumentException(configuration.name() + " has " + runtime.ports()
                    + " ports, and a configuration for " + configuration.ports().size());
        }
        world = runtime;
    }

    @Override
    public void receive(int port, Frame frame) {
        started().receive(port, frame);
    }

    @Override
    public void carrier(int port, boolean comes) {
        if (stack == null) {
            up.set(port, comes);
        } else {
            stack.carrier(port, comes);
        }
    }

    @Override
    public String name() {
        return configuration.name();
    }

    /** What the node runs in; for programs that run on it. */
    public Runtime runtime() {
        Runtime runtime = world;
        if (runtime == null) {
            throw new IllegalStateException(configuration.name() + " has not been started");
        }
        return runtime;
    }

    @Override
    public long now() {
        return runtime().now();
    }

    @Override
    public Timer timer(Runnable task) {
        return runtime().timer(task);
    }

    @Override
    public PingSocket ping(int window, PingSocket.Listener listener) {
        return started().pings.open(window, listener);
    }

    @Override
    public UdpSocket udp(int port, UdpSocket.Listener listener) {
        return udp(null, port, listener);
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
        return running != null ? running : wake();
    }

    private IpStack wake() {
        IpStack made = new IpStack(runtime(), configuration);
        up.stream().forEach(port -> made.carrier(port, true));
        stack = made;
        return made;
    }
}
