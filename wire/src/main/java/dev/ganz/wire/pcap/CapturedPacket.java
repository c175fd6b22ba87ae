package dev.ganz.wire.pcap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The packet that a {@link CaptureReader} stands at. One object serves all packets of a file: what it says, and the octets it points
 * to, hold until the reader goes on.
 */
public final class CapturedPacket {
    private CaptureInterface captureInterface;
    private boolean timed;
    private long time;
    private byte[] octets = new byte[0];
    private int offset;
    private int length;
    private long originalLength;
    private Direction direction = Direction.UNKNOWN;
    private List<String> comments = List.of();

    CapturedPacket(CaptureInterface captureInterface) {
        this.captureInterface = captureInterface;
    }

    public CaptureInterface captureInterface() {
        return captureInterface;
    }

    /** False for simple packet blocks, which have no time stamp. */
    public boolean hasTime() {
        return timed;
    }

    /** Nanoseconds since 1970, see {@link ClockUnit#nanoseconds}; 0 without a time stamp. */
    public long time() {
        return time;
    }

    /** The array that holds the packet among other things. */
    public byte[] octets() {
        return octets;
    }

    public int offset() {
        return offset;
    }

    /** Octets that were kept. */
    public int length() {
        return length;
    }

    /** Octets that the packet had, as the file says; more than {@link #length} if the snap length cut it. */
    public long originalLength() {
        return originalLength;
    }

    public Direction direction() {
        return direction;
    }

    public List<String> comments() {
        return comments;
    }

    /** The octets that were kept, as an array that stays. */
    public byte[] copy() {
        return Arrays.copyOfRange(octets, offset, offset + length);
    }

    /**
     * Where the network layer begins, see {@link LinkType#network}.
     *
     * @throws dev.ganz.wire.MalformedPacket if the packet ends within its link-layer header
     */
    public Optional<NetworkLayer> network() {
        return captureInterface.linkType().network(octets, offset, length);
    }

    void taken(CaptureInterface where) {
        captureInterface = where;
        timed = false;
        time = 0;
        direction = Direction.UNKNOWN;
        comments = List.of();
    }

    void time(long nanoseconds) {
        timed = true;
        time = nanoseconds;
    }

    void octets(byte[] array, int from, int kept, long original) {
        octets = array;
        offset = from;
        length = kept;
        originalLength = original;
    }

    void direction(Direction way) {
        direction = way;
    }

    void comments(List<String> texts) {
        comments = texts;
    }
}
