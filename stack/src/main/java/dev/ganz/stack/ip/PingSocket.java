package dev.ganz.stack.ip;

import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.addr.IpAddress;

/** Sends ICMP echo requests and hears of the replies (RFC 792, RFC 4443). For the node's thread. */
public interface PingSocket {
    /** Octets of payload at most: those of the largest IPv4 packet without options. */
    int LARGEST_PAYLOAD = 65_535 - Ipv4View.SHORTEST_LENGTH - Icmpv4View.HEADER_LENGTH;

    /** Says that a request is not remembered any more. */
    long FORGOTTEN = -1;

    /** Who hears of replies; called by the node's thread. */
    interface Listener {
        /**
         * A reply arrived.
         *
         * @param from who answered; not always the address that was asked
         * @param sequence 0 to 65535
         * @param octets of payload
         * @param sent when the latest request with this sequence number left, or {@link #FORGOTTEN}
         */
        void replied(IpAddress from, int sequence, int octets, long sent);

        /** A request did not arrive, and somebody told. */
        void failed(int sequence, IcmpError error);
    }

    /**
     * Sends a request. The payload counts upwards from zero, octet by octet.
     *
     * @param sequence 0 to 65535
     * @param size octets of payload, 0 to {@link #LARGEST_PAYLOAD}
     * @return false if there is no way to the destination; nothing is sent then
     */
    boolean send(IpAddress destination, int sequence, int size);

    /** Ends it; replies that still come are not heard of. */
    void close();
}
