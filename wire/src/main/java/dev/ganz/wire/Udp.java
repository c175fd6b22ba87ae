package dev.ganz.wire;

/** What a UDP header says, apart from where it lies. */
public record Udp(int sourcePort, int destinationPort) {
    /** The largest payload of a datagram. */
    public static final int LARGEST_PAYLOAD = 0xffff - UdpView.HEADER_LENGTH;

    public Udp {
        Range.require("source port", sourcePort, 0xffff);
        Range.require("destination port", destinationPort, 0xffff);
    }

    public static Udp from(UdpView view) {
        return new Udp(view.sourcePort(), view.destinationPort());
    }

    /**
     * Writes the header in front of a payload that already stands behind it.
     *
     * @param pseudoHeaderSum sum of the pseudo-header, addresses and protocol, without the length (RFC 768; RFC 8200, section 8.1)
     * @return octets of the datagram, header and payload
     */
    public int emit(byte[] octets, int offset, int payloadLength, long pseudoHeaderSum) {
        return write(octets, offset, sourcePort, destinationPort, payloadLength, pseudoHeaderSum);
    }

    /** {@link #emit} for code that keeps fields as numbers. */
    public static int write(
            byte[] octets, int offset, int sourcePort, int destinationPort, int payloadLength, long pseudoHeaderSum) {
        Range.require("payload", payloadLength, LARGEST_PAYLOAD);
        int length = UdpView.HEADER_LENGTH + payloadLength;
        long header = sourcePort + destinationPort + 2L * length; // the length is in the pseudo-header too
        int checksum = Checksum.of(octets, offset + UdpView.HEADER_LENGTH, payloadLength, pseudoHeaderSum + header);
        put(octets, offset, sourcePort, destinationPort, length, onWire(checksum));
        return length;
    }

    /** {@link #write} of a datagram that has no checksum, which only IPv4 allows. */
    public static int writeWithoutChecksum(
            byte[] octets, int offset, int sourcePort, int destinationPort, int payloadLength) {
        int length = UdpView.HEADER_LENGTH + payloadLength;
        put(octets, offset, sourcePort, destinationPort, length, 0);
        return length;
    }

    private static void put(byte[] octets, int offset, int sourcePort, int destinationPort, int length, int checksum) {
        long ports = (long) sourcePort << 48 | (long) destinationPort << 32;
        BigEndian.put64(octets, offset, ports | (long) length << 16 | checksum);
    }

    /** A computed 0 is sent as all ones: 0 on the wire means "no checksum". */
    public static int onWire(int checksum) {
        return checksum == 0 ? 0xffff : checksum;
    }
}
