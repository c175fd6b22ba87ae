package dev.ganz.sim;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.stack.EventQueue;
import dev.ganz.stack.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a link in the engine: a channel, and the ports at its two ends. The channel is made when the first frame needs it:
 * of 100,000 directions a run may use a few.
 */
final class Lane {
    final NodeRuntime from;
    final int fromPort;
    final NodeRuntime to;
    final int port;
    /** The link's number in the lab. */
    final int link;
    /** The time that the receiver's queue knows, so that it is asked only when that changes. */
    long due = EventQueue.NEVER;
    /** What holds at the moment. */
    Impairment impairment;
    /** Frames that a partition kept from this direction, or from the node behind it. */
    long partitioned;
    /** Faults that keep carrier away at the moment. */
    int cuts;

    private @Nullable Channel channel;

    Lane(NodeRuntime from, int fromPort, NodeRuntime to, int port, int link, Impairment impairment) {
        this.from = from;
        this.fromPort = fromPort;
        this.to = to;
        this.port = port;
        this.link = link;
        this.impairment = impairment;
    }

    Channel channel() {
        Channel open = channel;
        if (open == null) {
            open = from.engine().open(this);
            channel = open;
        }
        return open;
    }

    /** No frame arrives sooner after it was sent; nanoseconds. */
    long leastDelay() {
        boolean mayComeSooner = impairment.jitter() > 0 || !impairment.reorder().equals(Impairment.Chance.NEVER);
        return mayComeSooner ? 0 : impairment.delay();
    }

    /** False as long as no frame was sent. */
    boolean isUsed() {
        return channel != null;
    }

    Endpoint fromEnd() {
        return new Endpoint(from.node().name(), from.port(fromPort).name());
    }

    Endpoint toEnd() {
        return new Endpoint(to.node().name(), to.port(port).name());
    }

    @Override
    public String toString() {
        return fromEnd() + "->" + toEnd();
    }
}
