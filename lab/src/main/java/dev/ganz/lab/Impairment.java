package dev.ganz.lab;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one direction of a link does to frames, in the words of tc-netem(8).
 *
 * <p>Order of effects: duplicate, loss, corrupt, queue, rate, delay. A lost frame uses no capacity.
 *
 * @param rate bits per second; 0: no limit
 * @param overhead octets added to each frame before it is timed, may be negative; 24 makes it the physical line of Ethernet
 * @param cell octets of payload in a cell; 0: no cells
 * @param cellOverhead octets added to each cell
 * @param delay one way, nanoseconds
 * @param jitter half-width (uniform) or standard deviation (others) of the delay, nanoseconds
 * @param correlation of a frame's jitter with that of the frame before, 0 to 1
 * @param ordered whether jitter may not let a frame overtake another
 * @param ecn whether ECN-capable packets are marked instead of lost
 * @param reorder chance that a frame skips the delay; every {@code gap}-th frame is a candidate
 * @param limit frames or octets that may wait to be sent, without the one being sent and those under way
 * @param seed of this direction's random stream; empty: derived from the lab's seed and the names
 */
public record Impairment(
        long rate,
        int overhead,
        int cell,
        int cellOverhead,
        long delay,
        long jitter,
        double correlation,
        Distribution distribution,
        boolean ordered,
        Loss loss,
        boolean ecn,
        Chance duplicate,
        Chance corrupt,
        Chance reorder,
        int gap,
        QueueLimit limit,
        Optional<Slot> slot,
        OptionalLong seed) {

    /** An ideal cable. */
    public static final Impairment NONE = new Impairment(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Distribution.UNIFORM,
            false,
            Loss.NONE,
            false,
            Chance.NEVER,
            Chance.NEVER,
            Chance.NEVER,
            1,
            QueueLimit.DEFAULT,
            Optional.empty(),
            OptionalLong.empty());

    /** The same with another delay, nanoseconds. */
    public Impairment withDelay(long nanoseconds) {
        return new Impairment(
                rate,
                overhead,
                cell,
                cellOverhead,
                nanoseconds,
                jitter,
                correlation,
                distribution,
                ordered,
                loss,
                ecn,
                duplicate,
                corrupt,
                reorder,
                gap,
                limit,
                slot,
                seed);
    }

    /** Shape of the jitter. */
    public enum Distribution {
        UNIFORM,
        NORMAL,
        PARETO,
        PARETONORMAL
    }

    /** A probability, and the correlation of a draw with the one before, both 0 to 1. */
    public record Chance(double probability, double correlation) {
        public static final Chance NEVER = new Chance(0, 0);
    }

    /** Bound of a queue: so many frames or so many octets, whichever is reached first. */
    public record QueueLimit(int packets, long octets) {
        public static final QueueLimit DEFAULT = new QueueLimit(1000, Long.MAX_VALUE);
    }

    /**
     * Frames leave in bursts: a slot opens {@code minimum} to {@code maximum} nanoseconds after the one before (uniform, or drawn
     * from {@code distribution} with mean {@code minimum} and deviation {@code maximum}) and lets so many frames and octets pass.
     *
     * @param packets 0: no bound
     * @param octets 0: no bound
     */
    public record Slot(long minimum, long maximum, Optional<Distribution> distribution, int packets, long octets) {}
}
