package dev.ganz.stack;

/**
 * An Ethernet frame without its FCS: {@link #length} octets of {@link #octets} from {@link #offset} on. One owner at a time;
 * sending passes it on, and whoever ends it gives it back to the {@link FramePool}.
 */
public final class Frame {
    /** Room kept in front of a new frame, so that tags can be added in place: two 802.1Q tags and some. */
    public static final int HEADROOM = 16;

    private final byte[] octets;
    private int offset;
    private int length;

    Frame(int octets) {
        this.octets = new byte[octets];
        this.offset = HEADROOM;
    }

    public byte[] octets() {
        return octets;
    }

    /** Index of the first octet of the Ethernet header. */
    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** Octets that fit from {@link #offset} on. */
    public int capacity() {
        return octets.length - offset;
    }

    /** Says how many octets from {@link #offset} on are the frame. */
    public Frame length(int octetsOfFrame) {
        if (octetsOfFrame < 0 || octetsOfFrame > capacity()) {
            throw new IllegalArgumentException("frame of " + octetsOfFrame + " octets in room for " + capacity());
        }
        length = octetsOfFrame;
        return this;
    }

    /** Moves the beginning back ({@code distance} negative: a tag was added in front) or forth; the end stays where it is. */
    public void moveStart(int distance) {
        if (offset + distance < 0 || distance > length) {
            throw new IllegalArgumentException("start of a frame moved by " + distance + " from " + offset);
        }
        offset += distance;
        length -= distance;
    }

    void reset() {
        offset = HEADROOM;
        length = 0;
    }
}
