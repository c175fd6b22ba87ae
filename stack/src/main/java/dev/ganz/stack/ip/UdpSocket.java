package dev.ganz.stack.ip;

import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.UdpView;
import dev.ganz.wire.addr.IpAddress;

/** A UDP port of a node (RFC 768). For the node's thread. */
public interface UdpSocket {
    /** Octets of payload at most: those of the largest IPv4 packet without options. */
    int LARGEST_PAYLOAD = 65_535 - Ipv4View.SHORTEST_LENGTH - UdpView.HEADER_LENGTH;

    /** Who hears of datagrams; called by the node's thread. */
    interface Listener {
        void received(Datagram datagram);

        /**
         * A datagram did not arrive, and somebody told.
         *
         * @param port to which it was sent
         */
        default void failed(IcmpError error, int port) {}
    }

    int port();

    /**
     * Sends a datagram. One too large for the path goes in fragments.
     *
     * @return false if there is no way to the destination; nothing is sent then
     */
    boolean send(IpAddress destination, int destinationPort, byte[] payload, int offset, int length);

    /** Frees the port. */
    void close();
}
