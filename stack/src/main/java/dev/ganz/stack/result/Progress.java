package dev.ganz.stack.result;

/** Is told now and then how far a run is: about every 100,000 events, by the thread that runs it. */
@FunctionalInterface
public interface Progress {
    /** The end of a run that lasts until its traffic, faults and expectations are done. */
    long UNKNOWN = Long.MAX_VALUE;

    /** Tells nobody. */
    Progress NONE = (now, end, packetHops) -> {};

    /**
     * The run is at {@code now}.
     *
     * @param now virtual time, nanoseconds
     * @param end virtual time at which the run will end, or {@link #UNKNOWN}
     * @param packetHops so far
     */
    void reached(long now, long end, long packetHops);
}
