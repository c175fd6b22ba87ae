package dev.ganz.host;

/**
 * What a block device did in an interval, in the terms of iostat(1).
 *
 * @param reads requests completed a second
 * @param writes requests completed a second, flushes apart
 * @param readOctets a second
 * @param writtenOctets a second
 * @param readAwait seconds from issue to completion, mean; 0 without reads
 * @param writeAwait seconds, mean; 0 without writes
 * @param queue requests in the device and in front of it, mean over time
 * @param utilisation share of the interval in which it had something to do; says nothing of saturation where requests are served side
 *     by side
 */
public record DiskLoad(
        String name,
        double reads,
        double writes,
        double readOctets,
        double writtenOctets,
        double readAwait,
        double writeAwait,
        double queue,
        double utilisation) {

    /** Requests a second. */
    public double requests() {
        return reads + writes;
    }

    /** Octets a second. */
    public double octets() {
        return readOctets + writtenOctets;
    }

    /** Seconds of a request, mean of reads and writes. */
    public double await() {
        return requests() == 0 ? 0 : (reads * readAwait + writes * writeAwait) / requests();
    }

    /** Octets of a request, mean. */
    public double requestOctets() {
        return requests() == 0 ? 0 : octets() / requests();
    }
}
