package dev.ganz.stack.ip;

import org.jspecify.annotations.Nullable;

/** The users of ICMP echo of a node, by identifier. */
final class PingSockets {
    private static final int IDENTIFIERS = 65_536;

    private final IpStack stack;
    private @Nullable AddressTable<IcmpSocket> sockets;
    private int next = 1;

    PingSockets(IpStack stack) {
        this.stack = stack;
    }

    /** Opens a socket with an identifier that is free. */
    PingSocket open(int window, PingSocket.Listener listener) {
        if (sockets == null) {
            sockets = new AddressTable<>();
        }
        if (sockets.size() == IDENTIFIERS) {
            throw new IllegalStateException("all identifiers of ICMP echo are in use");
        }
        while (sockets.get(0, next) != null) {
            next = next + 1 & IDENTIFIERS - 1;
        }
        IcmpSocket socket = new IcmpSocket(stack, next, window, listener);
        sockets.put(0, next, socket);
        next = next + 1 & IDENTIFIERS - 1;
        return socket;
    }

    void close(int identifier) {
        if (sockets != null) {
            sockets.remove(0, identifier);
        }
    }

    void replied(long fromHigh, long fromLow, int identifier, int sequence, int octets) {
        IcmpSocket socket = sockets == null ? null : sockets.get(0, identifier);
        if (socket != null) {
            socket.replied(fromHigh, fromLow, sequence, octets);
        }
    }

    /** An error message quotes an echo request. */
    void failed(int identifier, int sequence, IcmpError error) {
        IcmpSocket socket = sockets == null ? null : sockets.get(0, identifier);
        if (socket != null) {
            socket.failed(sequence, error);
        }
    }
}
