package dev.ganz.stack.result;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of one flow of datagrams or one connection.
 *
 * @param protocol {@code udp} or {@code tcp}
 * @param start when the first packet was sent, nanoseconds
 * @param duration from the first packet sent to the last one received (or sent, where none arrived), nanoseconds
 * @param goodput payload received, without duplicates, over {@code duration}, bits per second
 * @param sentBytes payload, first transmissions only
 * @param receivedBytes payload, without duplicates
 * @param lostPackets sent and never received; for TCP, segments that had to be sent again
 * @param reordered packets that arrived after one that was sent later
 * @param delay one way, nanoseconds; {@link Quantiles#NONE} where no datagram arrived with room for the time (16 octets)
 */
public record FlowResult(
        String name,
        String from,
        String to,
        String protocol,
        long start,
        long duration,
        double goodput,
        long sentBytes,
        long receivedBytes,
        long sentPackets,
        long receivedPackets,
        long lostPackets,
        long duplicates,
        long reordered,
        Quantiles delay,
        Optional<Connection> connection) {

    /**
     * What only TCP knows.
     *
     * @param completion from the first SYN to the last acknowledgement, nanoseconds; empty: the run ended before
     * @param rtt as measured by the sender, nanoseconds
     * @param congestionWindow octets
     */
    public record Connection(long retransmits, OptionalLong completion, Quantiles rtt, Quantiles congestionWindow) {}
}
