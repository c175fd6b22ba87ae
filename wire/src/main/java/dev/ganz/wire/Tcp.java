package dev.ganz.wire;

/**
 * What a TCP header says (RFC 9293), apart from its length.
 *
 * @param sequence a number modulo 2<sup>32</sup>
 * @param acknowledgement a number modulo 2<sup>32</sup>
 * @param flags any of {@link #SYN} and its like
 * @param window as it stands, not yet scaled
 * @param options made by {@link TcpOption#emit}: at most 40 octets, a multiple of 4
 */
public record Tcp(
        int sourcePort,
        int destinationPort,
        int sequence,
        int acknowledgement,
        int flags,
        int window,
        int urgentPointer,
        OctetString options) {
    public static final int FIN = 0x001;
    public static final int SYN = 0x002;
    public static final int RST = 0x004;
    public static final int PSH = 0x008;
    public static final int ACK = 0x010;
    public static final int URG = 0x020;
    /** ECN echo (RFC 3168). */
    public static final int ECE = 0x040;
    /** Congestion window reduced (RFC 3168). */
    public static final int CWR = 0x080;
    /** Accurate ECN (RFC 9768). */
    public static final int AE = 0x100;

    public Tcp {
        Range.require("source port", sourcePort, 0xffff);
        Range.require("destination port", destinationPort, 0xffff);
        Range.require("flags", flags, TcpView.FLAGS);
        Range.require("window", window, 0xffff);
        Range.require("urgent pointer", urgentPointer, 0xffff);
        Range.require("length of options", options.length(), TcpView.LONGEST_LENGTH - TcpView.SHORTEST_LENGTH);
        Range.requireMultiple("length of options", options.length(), 4);
    }

    /** Reserved bits are left out: nobody may heed them. */
    public static Tcp from(TcpView view) {
        return new Tcp(
                view.sourcePort(),
                view.destinationPort(),
                view.sequence(),
                view.acknowledgement(),
                view.flags(),
                view.window(),
                view.urgentPointer(),
                view.options());
    }

    public int headerLength() {
        return TcpView.SHORTEST_LENGTH + options.length();
    }

    /**
     * Writes the header, with its checksum, in front of a payload that already stands behind it.
     *
     * @param pseudoHeaderSum sum of the pseudo-header, addresses and protocol, without the length (RFC 9293, section 3.1)
     * @return octets of the segment, header and payload
     */
    public int emit(byte[] octets, int offset, int payloadLength, long pseudoHeaderSum) {
        options.emit(octets, offset + TcpView.OPTIONS);
        return write(
                octets,
                offset,
                sourcePort,
                destinationPort,
                sequence,
                acknowledgement,
                headerLength(),
                flags,
                window,
                urgentPointer,
                payloadLength,
                pseudoHeaderSum);
    }

    /** {@link #emit} behind options that already stand in their place, for code that keeps fields as numbers. */
    public static int write(
            byte[] octets,
            int offset,
            int sourcePort,
            int destinationPort,
            int sequence,
            int acknowledgement,
            int headerLength,
            int flags,
            int window,
            int urgentPointer,
            int payloadLength,
            long pseudoHeaderSum) {
        int length = headerLength + payloadLength;
        BigEndian.put16(octets, offset + TcpView.SOURCE_PORT, sourcePort);
        BigEndian.put16(octets, offset + TcpView.DESTINATION_PORT, destinationPort);
        BigEndian.put32(octets, offset + TcpView.SEQUENCE, sequence);
        BigEndian.put32(octets, offset + TcpView.ACKNOWLEDGEMENT, acknowledgement);
        BigEndian.put16(octets, offset + TcpView.OFFSET_AND_FLAGS, headerLength >>> 2 << 12 | flags);
        BigEndian.put16(octets, offset + TcpView.WINDOW, window);
        BigEndian.put16(octets, offset + TcpView.CHECKSUM, 0);
        BigEndian.put16(octets, offset + TcpView.URGENT_POINTER, urgentPointer);
        int checksum = Checksum.of(octets, offset, length, pseudoHeaderSum + length);
        BigEndian.put16(octets, offset + TcpView.CHECKSUM, checksum);
        return length;
    }
}
