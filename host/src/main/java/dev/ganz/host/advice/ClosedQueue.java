package dev.ganz.host.advice;

/**
 * How long requests take where a fixed number of them is always under way, as of guests that each wait for their disk: a balanced closed
 * network of queueing centres (Lazowska, Zahorjan, Graham, Sevcik: Quantitative System Performance, 1984, chapter 5).
 *
 * @param outstanding requests under way, 1 or more
 * @param service seconds that a disk takes for one
 */
public record ClosedQueue(double outstanding, double service) {

    /** What a saturated disk shows: by Little's law the service time is its time between completions. */
    public static ClosedQueue of(double queue, double requestsPerSecond) {
        return new ClosedQueue(Math.max(1, queue), 1 / requestsPerSecond);
    }

    /** Seconds of a request when the same load spreads evenly over several such disks. */
    public double over(int disks) {
        return service * (outstanding + disks - 1) / disks;
    }

    /** Seconds of a request when a share of those under way goes elsewhere. */
    public double without(double share) {
        return service * Math.max(1, outstanding * (1 - share));
    }
}
