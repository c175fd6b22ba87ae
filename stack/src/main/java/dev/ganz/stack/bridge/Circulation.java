package dev.ganz.stack.bridge;

/**
 * Tells whether a flooded frame of a station comes back again and again: one frame is remembered for a while, and every time that
 * its like comes through another port than the last time is a return. A station repeats itself through one port; only a loop brings
 * the same frame through two ports in turn, for a flood runs round it both ways.
 */
final class Circulation {
    /** Returns that prove a loop: two paths that meet again without one bring a frame a few times and then no more. */
    private static final int PROOF = 32;

    /**
     * How long one frame is watched, nanoseconds. Long enough for 16 rounds of a slow loop; so short that a station which repeats
     * itself behind links that fail over to each other does not look like one.
     */
    private static final long WATCH = 10_000_000_000L;

    private static final int NONE = -1;

    private int port = NONE;
    private long fingerprint;
    private long since;
    private int returns;

    /** A flooded frame of the station came; true if it is one return too many. */
    boolean proven(long print, int through, long now) {
        if (port == NONE || now - since > WATCH) {
            fingerprint = print;
            port = through;
            since = now;
            returns = 0;
            return false;
        }
        if (print != fingerprint || through == port) {
            return false;
        }
        port = through;
        returns++;
        if (returns < PROOF) {
            return false;
        }
        forget();
        return true;
    }

    /** The port through which the watched frame came last; -1 if none is watched. */
    int port() {
        return port;
    }

    void forget() {
        port = NONE;
    }
}
