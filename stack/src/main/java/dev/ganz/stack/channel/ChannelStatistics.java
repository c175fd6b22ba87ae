package dev.ganz.stack.channel;

/**
 * What a channel did until {@link #at}, nanoseconds since the beginning of the run. Octets are those of frames without FCS, overhead
 * and cells.
 *
 * <p>{@code offered + duplicates} is {@code delivered + lost + queueDrops + downDrops} and what is still waiting or under way.
 *
 * @param sent frames that have begun to be sent: they waited no longer, and used the line
 * @param duplicates copies that were made
 * @param corruptions frames with a bit that was turned
 * @param marks frames that carry Congestion Experienced instead of being lost
 * @param lost by the loss model
 * @param queueDrops that found the queue full
 * @param downDrops offered to a link that was down, or on it when it went down
 * @param busyTime nanoseconds during which the line was sending; 0 if it has no rate
 */
public record ChannelStatistics(
        long at,
        Count offered,
        Count sent,
        Count delivered,
        long duplicates,
        long corruptions,
        long marks,
        Count lost,
        Count queueDrops,
        Count downDrops,
        long busyTime,
        Queue queue) {

    /** Frames and their octets. */
    public record Count(long frames, long octets) {}

    /**
     * The frames that waited to be sent, without the one being sent.
     *
     * @param frameTime frames waiting, integrated over time: frames times nanoseconds, the sum of all waits
     * @param octetTime octets waiting, integrated over time: octets times nanoseconds
     */
    public record Queue(int frames, long octets, int peakFrames, long peakOctets, double frameTime, double octetTime) {}

    /** The same counts, with averages over the time until {@code end}, after which nothing happened. */
    public ChannelStatistics over(long end) {
        return new ChannelStatistics(
                end,
                offered,
                sent,
                delivered,
                duplicates,
                corruptions,
                marks,
                lost,
                queueDrops,
                downDrops,
                busyTime,
                queue);
    }

    /** Share of the time during which the line was sending, 0 to 1. */
    public double utilisation() {
        return at <= 0 ? 0 : (double) busyTime / at;
    }

    /** Frames waiting, on average over time. */
    public double meanQueueFrames() {
        return at <= 0 ? 0 : queue.frameTime / at;
    }

    /** Octets waiting, on average over time. */
    public double meanQueueOctets() {
        return at <= 0 ? 0 : queue.octetTime / at;
    }

    /** Nanoseconds that a frame waited to be sent, on average over the frames sent and waiting. */
    public double meanWait() {
        long frames = sent.frames + queue.frames;
        return frames == 0 ? 0 : queue.frameTime / frames;
    }
}
