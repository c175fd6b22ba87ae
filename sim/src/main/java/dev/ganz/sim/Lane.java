package dev.ganz.sim;

import dev.ganz.stack.channel.Channel;

/** One direction of a link in the engine: a channel, and the port at its far end. */
final class Lane {
    final Channel channel;
    final NodeRuntime to;
    final int port;
    /** The channel's number in the event queue. */
    final int source;
    /** The time that the event queue knows, so that it is asked only when that changes. */
    long due = EventQueue.NEVER;

    Lane(Channel channel, NodeRuntime to, int port, int source) {
        this.channel = channel;
        this.to = to;
        this.port = port;
        this.source = source;
    }
}
