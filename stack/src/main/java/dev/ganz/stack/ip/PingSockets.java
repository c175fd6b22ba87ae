package dev.ganz.stack.ip;

import org.jspecify.annotations.Nullable;

/** The users of ICMP echo of a node, by identifier. */
final class PingSockets {
    private static final int IDENTIFIERS = 65_536;

    private final IpStack stack;
    private @Nullable AddressTable<PingSocket> sockets;
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
        PingSocket socket = new PingSocket(stack, next, window, listener);
        sockets.put(0, next, socket);
        next = next + 1 & IDENTIFIERS - 1;
        return socket;
    }

    void close(int identifier) {
        if (sockets != null) {
            sockets.remove(0, identifier);
        }
    }

    void replied(long fromHigh, long fromLow, byte[] octets, int icmp, int length) {
        PingSocket socket = socket(octets, icmp);
        if (socket != null) {
            socket.replied(fromHigh, fromLow, Octets.u16(octets, icmp + Icmp.SEQUENCE), length - Icmp.HEADER_LENGTH);
        }
    }

    /** An error message quotes an echo request that begins at {@code icmp}. */
    void failed(byte[] octets, int icmp, IcmpError error) {
        PingSocket socket = socket(octets, icmp);
        if (socket != null) {
            socket.failed(Octets.u16(octets, icmp + Icmp.SEQUENCE), error);
        }
    }

    private @Nullable PingSocket socket(byte[] octets, int icmp) {
        return sockets == null ? null : sockets.get(0, Octets.u16(octets, icmp + Icmp.IDENTIFIER));
    }
}
