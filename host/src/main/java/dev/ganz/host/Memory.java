package dev.ganz.host;

/**
 * Memory at the end of an interval, and what moved in it.
 *
 * @param total octets
 * @param available octets that programs could get without swapping
 * @param swapTotal octets
 * @param swapUsed octets
 * @param swappedIn pages a second
 * @param swappedOut pages a second
 * @param majorFaults pages a second that had to be read before a task could go on; 0 where the source does not say
 * @param dirtyShare what waits to be written, as a share of the amount from which writers must wait themselves; 0 where the source does
 *     not say
 */
public record Memory(
        long total,
        long available,
        long swapTotal,
        long swapUsed,
        double swappedIn,
        double swappedOut,
        double majorFaults,
        double dirtyShare) {}
