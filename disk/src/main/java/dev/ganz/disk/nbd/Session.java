package dev.ganz.disk.nbd;

/**
 * What a client and the server have agreed upon.
 *
 * @param isStructured whether replies are structured
 * @param hasStatus whether the client may ask which blocks are stored
 */
record Session(boolean isStructured, boolean hasStatus) {
    /** The one context about blocks, and its number. */
    static final String CONTEXT = "base:allocation";

    static final int CONTEXT_NUMBER = 1;
}
