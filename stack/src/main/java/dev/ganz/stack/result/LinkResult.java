package dev.ganz.stack.result;

import dev.ganz.lab.Endpoint;
import dev.ganz.stack.channel.ChannelStatistics;

/**
 * One direction of a link.
 *
 * @param packets frames that were put on the wire
 * @param bytes of these frames, Ethernet without FCS
 * @param utilisation share of the run during which the link was sending, 0 to 1; 0 where its rate is not limited
 * @param queueMean octets that waited, mean over the run
 * @param queueMax octets that waited, at most
 */
public record LinkResult(
        Endpoint from,
        Endpoint to,
        long packets,
        long bytes,
        Drops drops,
        long duplicated,
        long corrupted,
        long marked,
        double utilisation,
        double queueMean,
        long queueMax) {

    /**
     * What a channel has counted.
     *
     * @param partitioned frames that a partition kept from it
     * @param limited whether it has a rate
     */
    public static LinkResult of(
            Endpoint from, Endpoint to, ChannelStatistics counted, long partitioned, boolean limited) {
        return new LinkResult(
                from,
                to,
                counted.sent().frames(),
                counted.sent().octets(),
                new Drops(
                        counted.queueDrops().frames(),
                        counted.lost().frames(),
                        counted.downDrops().frames(),
                        partitioned),
                counted.duplicates(),
                counted.corruptions(),
                counted.marks(),
                limited ? counted.utilisation() : 0,
                counted.meanQueueOctets(),
                counted.queue().peakOctets());
    }

    /**
     * Frames that the direction took in and did not deliver.
     *
     * @param queue no room to wait
     * @param loss by the loss model
     * @param down no carrier, or carrier lost with the frame waiting or under way
     * @param partition a partition stood between the two ends
     */
    public record Drops(long queue, long loss, long down, long partition) {
        public static final Drops NONE = new Drops(0, 0, 0, 0);

        public long total() {
            return queue + loss + down + partition;
        }
    }
}
