package dev.ganz.stack.result;

import java.util.List;

/**
 * All pings of a run together.
 *
 * @param pairs number of {@link PingResult}s
 * @param unreachable of these, those to which nothing came back, or that could not be sent
 * @param rtt of every answered request of every ping, the first ones too, nanoseconds
 */
public record PingSummary(int pairs, int unreachable, long sent, long received, long duplicates, Quantiles rtt) {

    public static final PingSummary NONE = new PingSummary(0, 0, 0, 0, 0, Quantiles.NONE);

    /** The sum of {@code pings}; {@code rtt} comes from the run, which saw every answer. */
    public static PingSummary of(List<PingResult> pings, Quantiles rtt) {
        int unreachable = 0;
        long sent = 0;
        long received = 0;
        long duplicates = 0;
        for (PingResult ping : pings) {
            unreachable += ping.unreachable().isPresent() ? 1 : 0;
            sent += ping.sent();
            received += ping.received();
            duplicates += ping.duplicates();
        }
        return new PingSummary(pings.size(), unreachable, sent, received, duplicates, rtt);
    }
}
