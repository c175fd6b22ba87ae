package dev.ganz.stack;

/**
 * A node's behaviour: a state machine that reads no clock, draws no chance and calls nobody but its {@link Runtime}. Called by
 * one thread at a time; never blocks. After a crash the device is discarded and a new one made.
 */
public interface Device {
    /** Called once, before anything else. Ports have no carrier yet. */
    void start(Runtime runtime);

    /** A frame arrived; the device owns it from now on, and sends, releases or discards it. */
    void receive(int port, Frame frame);

    /** Carrier of a port came ({@code up}) or went. */
    void carrier(int port, boolean up);
}
