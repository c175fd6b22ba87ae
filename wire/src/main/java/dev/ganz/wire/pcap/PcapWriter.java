package dev.ganz.wire.pcap;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes pcap with nanoseconds: one link type, no names, no directions. For one thread; does not allocate per packet. */
public final class PcapWriter implements Closeable {
    /** What tcpdump and Wireshark read at most. */
    public static final int LONGEST_PACKET = 262_144;

    private static final long SECOND = 1_000_000_000L;
    /** Seconds are a number of 32 bits without sign: the file ends in February 2106. */
    private static final long END_OF_TIME = (1L << 32) * SECOND;

    private final OctetSink sink;
    private final int snapLength;

    /** Writes the file header; longer packets will be cut to {@link #LONGEST_PACKET}. */
    public PcapWriter(OutputStream out, LinkType linkType) throws IOException {
        this(out, linkType, LONGEST_PACKET);
    }

    /**
     * Writes the file header.
     *
     * @param snapLength longer packets will be cut to this, 1 to {@link #LONGEST_PACKET}
     */
    public PcapWriter(OutputStream out, LinkType linkType, int snapLength) throws IOException {
        requireSnapLength(snapLength);
        this.sink = new OctetSink(out);
        this.snapLength = snapLength;
        sink.put32(PcapFormat.NANOSECONDS);
        sink.put16(2);
        sink.put16(4);
        sink.put64(0);
        sink.put32(snapLength);
        sink.put32(linkType.number());
    }

    /**
     * A whole packet.
     *
     * @param time nanoseconds since 1970, before 2106
     */
    public void packet(long time, byte[] octets, int offset, int length) throws IOException {
        packet(time, octets, offset, length, length);
    }

    /**
     * A packet that was cut before.
     *
     * @param time nanoseconds since 1970, before 2106
     * @param originalLength octets that it had, as a number without sign
     */
    public void packet(long time, byte[] octets, int offset, int length, int originalLength) throws IOException {
        if (time < 0 || time >= END_OF_TIME) {
            throw new IllegalArgumentException("pcap has no time " + time + " ns");
        }
        int kept = Math.min(length, snapLength);
        long seconds = time / SECOND;
        sink.reserve(PcapFormat.RECORD_HEADER);
        sink.put32((int) seconds);
        sink.put32((int) (time - seconds * SECOND));
        sink.put32(kept);
        sink.put32(originalLength);
        sink.write(octets, offset, kept, 1);
    }

    /** Hands everything so far to the stream, for those who watch. */
    public void flush() throws IOException {
        sink.flush();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    static void requireSnapLength(int snapLength) {
        if (snapLength < 1 || snapLength > LONGEST_PACKET) {
            throw new IllegalArgumentException("snap length must be 1 to " + LONGEST_PACKET + ", not " + snapLength);
        }
    }
}
