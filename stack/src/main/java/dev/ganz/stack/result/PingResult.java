package dev.ganz.stack.result;

import java.util.Optional;

/**
 * What became of one {@link dev.ganz.lab.Traffic.Ping}.
 *
 * @param sent echo requests
 * @param received requests that were answered
 * @param duplicates further answers to requests that were answered already
 * @param firstRtt round-trip time of the first request, which may have waited for ARP or neighbour discovery, nanoseconds; -1: it
 *     was not answered
 * @param rtt round-trip times of the requests after the first, nanoseconds; of the first where no other was answered;
 *     {@link Quantiles#NONE} where none was
 * @param unreachable why nothing came back, in a few words ("no route", "host unreachable", "no answer"); empty if something did
 */
public record PingResult(
        String name,
        String from,
        String to,
        int sent,
        int received,
        int duplicates,
        long firstRtt,
        Quantiles rtt,
        Optional<String> unreachable) {

    /** One request, answered after {@code rtt} nanoseconds. */
    public static PingResult answered(String name, String from, String to, long rtt) {
        return new PingResult(name, from, to, 1, 1, 0, rtt, Quantiles.of(rtt), Optional.empty());
    }

    /** Requests that were not answered. */
    public static PingResult unanswered(String name, String from, String to, int sent, String reason) {
        return new PingResult(name, from, to, sent, 0, 0, -1, Quantiles.NONE, Optional.of(reason));
    }

    public int lost() {
        return sent - received;
    }
}
