package dev.ganz.stack;

import java.util.random.RandomGenerator;

/** What a world gives to one device. Used by the device's thread only. */
@SuppressWarnings("AvoidCommonTypeNames") // devices never see the JVM's own
public interface Runtime {
    /** Nanoseconds since the beginning of the run. */
    long now();

    /** An empty frame with room for {@code capacity} octets, owned by the caller; its octets are not cleared. */
    Frame frame(int capacity);

    /** Sends a frame and gives it away. A frame for a port without carrier is lost. */
    void send(int port, Frame frame);

    /** Gives a frame back that has done its work. */
    void release(Frame frame);

    /** Gives a frame back that could not do its work, and says why in the event log and the statistics. */
    void discard(Frame frame, DropReason reason);

    int ports();

    PortInfo port(int port);

    /** A timer that runs {@code task} on the device's thread. Make it once and re-arm it: that allocates nothing. */
    Timer timer(Runnable task);

    /** The device's own stream, derived from the run's seed and the node's name. */
    RandomGenerator random();
}
