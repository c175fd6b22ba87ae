package dev.ganz.stack.traffic;

import dev.ganz.lab.Traffic;
import dev.ganz.stack.ip.UdpSocket;
import dev.ganz.wire.addr.IpAddress;

/**
 * A flow of datagrams as its source sees it.
 *
 * @param port of the destination, 1 to 65535
 * @param size octets of payload, 1 to {@link UdpSocket#LARGEST_PAYLOAD}; with less than 16 a datagram carries no number and no time
 * @param rate bits per second of payload while sending, at least 1
 * @param start nanoseconds of the run; in the past means now
 * @param end from here on nothing is sent, nanoseconds of the run; {@link Long#MAX_VALUE}: for ever
 */
public record UdpFlow(
        IpAddress destination, int port, int size, long rate, long start, long end, Traffic.Pattern pattern) {
    public UdpFlow {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        if (size < 1 || size > UdpSocket.LARGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "size must be 1 to " + UdpSocket.LARGEST_PAYLOAD + " octets, not " + size);
        }
        if (rate < 1) {
            throw new IllegalArgumentException("rate must be at least 1 bit/s, not " + rate);
        }
    }
}
