package dev.ganz.stack.result;

/**
 * Something that happened, on the one time axis of a run.
 *
 * @param time nanoseconds
 * @param place a node, an interface or a direction of a link ({@code core:eth2->}); empty where it concerns the whole lab
 * @param text what happened, in a few words: {@code "down for 2s"}, {@code "queue full: 10.1.0.10 > 10.2.0.10 UDP 554 B"}
 */
public record LabEvent(long time, Kind kind, String place, String text) {

    /** What sort of thing happened. */
    public enum Kind {
        /** A fault of the lab began or ended. */
        FAULT,
        /** An interface got or lost carrier. */
        CARRIER,
        /** A node crashed or started afresh. */
        NODE,
        /** A frame ended before its destination. */
        DROP,
        /** Traffic began or ended. */
        TRAFFIC,
        /** An expectation was decided. */
        EXPECTATION,
        /** Anything else worth knowing. */
        NOTE
    }
}
