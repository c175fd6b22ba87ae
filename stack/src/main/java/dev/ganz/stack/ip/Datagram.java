package dev.ganz.stack.ip;

import dev.ganz.wire.addr.IpAddress;

/**
 * A UDP datagram as it arrived. There is one such object for a node, filled anew for each datagram: it says nothing any more once the
 * listener has returned, and its octets must not be kept.
 */
public final class Datagram {
    private byte[] octets = new byte[0];
    private int offset;
    private int length;
    private long sourceHigh;
    private long sourceLow;
    private int sourcePort;
    private long destinationHigh;
    private long destinationLow;

    /**
     * Fills it from outside of virtual time.
     *
     * @param payload its array, {@code size} octets from the beginning
     */
    public void received(byte[] payload, int size, IpAddress from, int fromPort) {
        payload(payload, 0, size);
        source(AddressTable.high(from), AddressTable.low(from), fromPort);
    }

    void payload(byte[] frame, int start, int size) {
        octets = frame;
        offset = start;
        length = size;
    }

    void source(long high, long low, int port) {
        sourceHigh = high;
        sourceLow = low;
        sourcePort = port;
    }

    void destination(long high, long low) {
        destinationHigh = high;
        destinationLow = low;
    }

    /** The array in which the payload lies, {@link #length} octets from {@link #offset} on. */
    public byte[] octets() {
        return octets;
    }

    public int offset() {
        return offset;
    }

    /** Octets of payload. */
    public int length() {
        return length;
    }

    /** Who sent it; a new object at each call. */
    public IpAddress source() {
        return IpPort.address(sourceHigh, sourceLow);
    }

    public int sourcePort() {
        return sourcePort;
    }

    /** Where it was sent to: an address of the node or of a group; a new object at each call. */
    public IpAddress destination() {
        return IpPort.address(destinationHigh, destinationLow);
    }
}
