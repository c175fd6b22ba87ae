package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.UdpView;
import dev.ganz.wire.addr.IpAddress;
import org.jspecify.annotations.Nullable;

/** The UDP ports of a node (RFC 768), and who gets what arrives. */
final class UdpSockets {
    /** Ports given to sockets that want any, as in Linux ({@code ip_local_port_range}). */
    private static final int FIRST_EPHEMERAL = 32_768;

    private static final int LAST_EPHEMERAL = 60_999;
    private static final int BUCKETS = 16;

    private final IpStack stack;
    private final Datagram datagram = new Datagram();
    private @Nullable UdpPort @Nullable [] buckets;
    private int nextEphemeral = FIRST_EPHEMERAL;

    UdpSockets(IpStack stack) {
        this.stack = stack;
    }

    /**
     * Opens a socket.
     *
     * @param address of the node, or null for all
     * @param port 0: any that is free
     */
    UdpPort open(@Nullable IpAddress address, int port, UdpSocket.Listener listener) {
        int chosen = port == 0 ? ephemeral() : port;
        if (isTaken(chosen, address)) {
            throw new IllegalArgumentException("UDP port " + chosen + " is in use");
        }
        if (buckets == null) {
            buckets = new @Nullable UdpPort[BUCKETS];
        }
        UdpPort socket = new UdpPort(stack, address, chosen, listener);
        socket.next = buckets[chosen % BUCKETS];
        buckets[chosen % BUCKETS] = socket;
        return socket;
    }

    private int ephemeral() {
        for (int tries = FIRST_EPHEMERAL; tries <= LAST_EPHEMERAL; tries++) {
            int port = nextEphemeral;
            nextEphemeral = port == LAST_EPHEMERAL ? FIRST_EPHEMERAL : port + 1;
            if (!isUsed(port)) {
                return port;
            }
        }
        throw new IllegalStateException("all ephemeral UDP ports are in use");
    }

    private boolean isUsed(int port) {
        for (UdpPort socket = first(port); socket != null; socket = socket.next) {
            if (socket.port() == port) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(int port, @Nullable IpAddress address) {
        for (UdpPort socket = first(port); socket != null; socket = socket.next) {
            if (socket.port() == port && socket.isBoundTo(address)) {
                return true;
            }
        }
        return false;
    }

    void close(UdpPort closed) {
        if (buckets == null) {
            return;
        }
        int bucket = closed.port() % BUCKETS;
        UdpPort before = null;
        for (UdpPort socket = buckets[bucket]; socket != null; socket = socket.next) {
            if (socket == closed) {
                if (before == null) {
                    buckets[bucket] = socket.next;
                } else {
                    before.next = socket.next;
                }
                return;
            }
            before = socket;
        }
    }

    private @Nullable UdpPort first(int port) {
        return buckets == null ? null : buckets[port % BUCKETS];
    }

    /** The socket for a destination: one bound to the address rather than one for all. */
    private @Nullable UdpPort find(int port, long high, long low) {
        UdpPort best = null;
        int bestFit = 0;
        for (UdpPort socket = first(port); socket != null; socket = socket.next) {
            int fit = socket.fit(port, high, low);
            if (fit > bestFit) {
                best = socket;
                bestFit = fit;
            }
        }
        return best;
    }

    void receiveIpv4(Frame frame, int ip, int udp, int length, boolean group) {
        byte[] octets = frame.octets();
        boolean summed = UdpView.isWhole(octets, udp, length) && UdpView.checksum(octets, udp) != 0;
        if (!isSound(frame, udp, length, summed ? Ipv4View.pseudoHeaderSum(octets, ip) : -1)) {
            return;
        }
        datagram.source(
                AddressTable.IPV4_HIGH,
                AddressTable.ipv4Low(Ipv4View.source(octets, ip)),
                UdpView.sourcePort(octets, udp));
        long low = AddressTable.ipv4Low(Ipv4View.destination(octets, ip));
        if (!deliver(frame, udp, AddressTable.IPV4_HIGH, low)) {
            if (!group) {
                stack.icmpv4Errors.portUnreachable(frame);
            }
            stack.runtime.discard(frame, DropReason.NO_SOCKET);
        }
    }

    void receiveIpv6(IpPort in, Frame frame, int ip, int udp, int length, boolean group) {
        byte[] octets = frame.octets();
        if (!isSound(frame, udp, length, Ipv6View.pseudoHeaderSum(octets, ip, IpProtocol.UDP))) {
            return;
        }
        datagram.source(
                Ipv6View.sourceHigh(octets, ip), Ipv6View.sourceLow(octets, ip), UdpView.sourcePort(octets, udp));
        if (!deliver(frame, udp, Ipv6View.destinationHigh(octets, ip), Ipv6View.destinationLow(octets, ip))) {
            if (!group) {
                stack.icmpv6Errors.unreachable(in, frame, Icmpv6.DestinationUnreachable.PORT);
            }
            stack.runtime.discard(frame, DropReason.NO_SOCKET);
        }
    }

    /** @param pseudoHeader sum of the pseudo-header without the length; -1: the sender made no checksum, and needed none */
    private boolean isSound(Frame frame, int udp, int length, long pseudoHeader) {
        byte[] octets = frame.octets();
        if (!UdpView.isWhole(octets, udp, length)) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return false;
        }
        boolean missing = UdpView.checksum(octets, udp) == 0;
        if (pseudoHeader >= 0 && (missing || !UdpView.isChecksumValid(octets, udp, pseudoHeader))) {
            stack.runtime.discard(frame, DropReason.CHECKSUM);
            return false;
        }
        return true;
    }

    /** Gives the datagram to its socket and ends the frame; false if there is none. */
    private boolean deliver(Frame frame, int udp, long high, long low) {
        byte[] octets = frame.octets();
        UdpPort socket = find(UdpView.destinationPort(octets, udp), high, low);
        if (socket == null) {
            return false;
        }
        datagram.destination(high, low);
        datagram.payload(octets, udp + UdpView.HEADER_LENGTH, UdpView.length(octets, udp) - UdpView.HEADER_LENGTH);
        socket.received(datagram);
        stack.runtime.release(frame);
        return true;
    }

    /** An error message quotes a datagram that begins at {@code udp}, of which at least the header is there. */
    void failed(byte[] octets, int udp, IcmpError error) {
        int port = UdpView.sourcePort(octets, udp);
        for (UdpPort socket = first(port); socket != null; socket = socket.next) {
            if (socket.port() == port) {
                socket.failed(error, UdpView.destinationPort(octets, udp));
                return;
            }
        }
    }
}
