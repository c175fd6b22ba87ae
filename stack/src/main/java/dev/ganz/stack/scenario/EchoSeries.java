package dev.ganz.stack.scenario;

import dev.ganz.stack.EventQueue;
import dev.ganz.stack.ip.PingSocket;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.Quantiles;
import dev.ganz.wire.addr.IpAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Echo requests from one node to one address at regular times, and what became of them. Half a million of these must fit. */
final class EchoSeries {
    /** Requests whose time of sending is remembered: sequence numbers have 16 bits. */
    private static final int WINDOW = 1 << 16;

    private static final long UNANSWERED = -1;
    private static final long UNSENT = -2;
    private static final long ANSWERED = -3;
    private static final long[] NO_TIMES = {};

    final String name;
    final String from;
    final String to;
    /** Null where the node has no address of the family. */
    final @Nullable IpAddress destination;

    final long start;
    final long every;
    final int count;
    final int size;
    private final boolean keepsEach;
    /** Requests whose time has come, sent or not. */
    private int next;

    private int sent;
    private int received;
    private int duplicates;
    private long firstRtt = UNANSWERED;
    private long firstAnswer = Long.MAX_VALUE;
    /** Of a series of one request: when it was sent, or what became of it. */
    private long single = UNSENT;
    /** Of a longer one, by sequence number within the window: the same. */
    private long[] window = NO_TIMES;
    /** By request, where each is kept. */
    private long[] rtts = NO_TIMES;

    private @Nullable Samples later;
    /** The series' own socket while its node has power; null for one that shares. */
    @Nullable
    PingSocket socket;

    private @Nullable String trouble;

    /** @param keepsEach whether the round-trip time of each single request is wanted afterwards */
    EchoSeries(
            String name,
            String from,
            String to,
            @Nullable IpAddress destination,
            long start,
            long every,
            int count,
            int size,
            boolean keepsEach) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.destination = destination;
        this.start = start;
        this.every = every;
        this.count = count;
        this.size = size;
        this.keepsEach = keepsEach;
    }

    /** When the next request is due, or {@link EventQueue#NEVER}. */
    long due() {
        return next == count ? EventQueue.NEVER : start + next * every;
    }

    /** The sequence number of the request that is due; its time has come. */
    int take(long now, boolean isSent) {
        int request = next++;
        if (keepsEach) {
            if (rtts.length <= request) {
                rtts = Arrays.copyOf(rtts, Math.max(4, 2 * request));
            }
            rtts[request] = isSent ? UNANSWERED : UNSENT;
        }
        if (isSent) {
            sent++;
            remember(request % WINDOW, now);
        }
        return request % WINDOW;
    }

    /** An answer came. Returns its round-trip time, or -1 if it answers nothing that is still open. */
    long answer(int sequence, long now) {
        long sentAt = remembered(sequence);
        if (sentAt == UNSENT) {
            return UNANSWERED;
        }
        if (sentAt == ANSWERED) {
            duplicates++;
            return UNANSWERED;
        }
        remember(sequence, ANSWERED);
        received++;
        long rtt = now - sentAt;
        firstAnswer = Math.min(firstAnswer, now);
        int request = request(sequence);
        if (keepsEach) {
            rtts[request] = rtt;
        }
        if (request == 0) {
            firstRtt = rtt;
        } else {
            if (later == null) {
                later = new Samples();
            }
            later.add(rtt);
        }
        return rtt;
    }

    private void remember(int sequence, long time) {
        if (count == 1) {
            single = time;
            return;
        }
        if (sequence >= window.length) {
            int old = window.length;
            window = Arrays.copyOf(window, Math.min(Math.min(WINDOW, count), Math.max(4, 2 * sequence)));
            Arrays.fill(window, old, window.length, UNSENT);
        }
        window[sequence] = time;
    }

    /** When the youngest request with this number was sent, or {@link #ANSWERED}, or {@link #UNSENT}. */
    private long remembered(int sequence) {
        if (count == 1) {
            return sequence == 0 ? single : UNSENT;
        }
        return sequence < window.length ? window[sequence] : UNSENT;
    }

    /** The youngest request with this sequence number. */
    private int request(int sequence) {
        int newest = next - 1;
        return newest - Math.floorMod(newest - sequence, WINDOW);
    }

    /** Somebody on the way said why a request could not be delivered. */
    void refused(String reason) {
        trouble = reason;
    }

    boolean isDone() {
        return next == count && received == sent;
    }

    boolean isSent() {
        return next == count;
    }

    int received() {
        return received;
    }

    /** When the first answer came, or {@code Long.MAX_VALUE}. */
    long firstAnswer() {
        return firstAnswer;
    }

    /**
     * Adds the round-trip times of the answered requests that were sent from {@code begin} to before {@code end}; needs a series
     * that keeps each. The first request of the series, which may have waited for ARP, counts as sent and answered, and its time is
     * reported apart: it is added only where no later request was sent in that part of the run.
     */
    Asked between(long begin, long end, Samples samples) {
        int inside = 0;
        int answered = 0;
        for (int request = 0; request < next; request++) {
            long time = start + request * every;
            if (time >= begin && time < end && rtts[request] != UNSENT) {
                inside++;
                if (rtts[request] >= 0) {
                    answered++;
                    if (request > 0) {
                        samples.add(rtts[request]);
                    }
                }
            }
        }
        if (inside == 1 && answered == 1 && firstRtt >= 0 && start >= begin) {
            samples.add(firstRtt);
        }
        return new Asked(inside, answered);
    }

    /** Requests of a part of the run. */
    record Asked(int sent, int answered) {}

    PingResult result() {
        Quantiles rtt = later != null ? later.quantiles() : firstRtt >= 0 ? Quantiles.of(firstRtt) : Quantiles.NONE;
        return new PingResult(name, from, to, sent, received, duplicates, firstRtt, rtt, reason());
    }

    private Optional<String> reason() {
        if (received > 0) {
            return Optional.empty();
        }
        if (destination == null) {
            return Optional.of("no address");
        }
        return Optional.of(trouble != null ? trouble : sent == 0 ? "not sent" : "no answer");
    }
}
