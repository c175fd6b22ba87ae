package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv6Address;

/**
 * What an IPv6 header says (RFC 8200), apart from its length.
 *
 * @param trafficClass DSCP in the upper six bits, ECN in the lower two
 * @param nextHeader an {@link IpProtocol}
 */
public record Ipv6(
        int trafficClass, int flowLabel, int nextHeader, int hopLimit, Ipv6Address source, Ipv6Address destination) {

    /** The largest payload without the jumbo payload option. */
    public static final int LARGEST_PAYLOAD = 65_535;

    /** Every link carries packets of this many octets (RFC 8200, section 5). */
    public static final int SMALLEST_MTU = 1280;

    public Ipv6 {
        Range.require("traffic class", trafficClass, 0xff);
        Range.require("flow label", flowLabel, 0xf_ffff);
        Range.require("next header", nextHeader, 0xff);
        Range.require("hop limit", hopLimit, 0xff);
    }

    /** A packet of the default class and of no flow. */
    public Ipv6(int nextHeader, int hopLimit, Ipv6Address source, Ipv6Address destination) {
        this(0, 0, nextHeader, hopLimit, source, destination);
    }

    public static Ipv6 from(Ipv6View view) {
        return new Ipv6(
                view.trafficClass(),
                view.flowLabel(),
                view.nextHeader(),
                view.hopLimit(),
                view.source(),
                view.destination());
    }

    /**
     * Writes the header in front of extension headers and a payload that already stand behind it.
     *
     * @param payloadLength octets behind the header; beyond 65,535 the jumbo payload option must be among them
     * @return octets of the packet, header and all that follows
     */
    public int emit(byte[] octets, int offset, int payloadLength) {
        write(
                octets,
                offset,
                trafficClass << 20 | flowLabel,
                payloadLength > LARGEST_PAYLOAD ? 0 : payloadLength,
                nextHeader,
                hopLimit,
                source.high(),
                source.low(),
                destination.high(),
                destination.low());
        return Ipv6View.HEADER_LENGTH + payloadLength;
    }

    /**
     * {@link #emit} for code that keeps fields as numbers.
     *
     * @param classAndFlow traffic class and flow label as they stand in the header, its lower 28 bits
     * @return {@link Ipv6View#HEADER_LENGTH}
     */
    public static int write(
            byte[] octets,
            int offset,
            int classAndFlow,
            int payloadLength,
            int nextHeader,
            int hopLimit,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow) {
        BigEndian.put32(octets, offset + Ipv6View.VERSION_CLASS_FLOW, 6 << 28 | classAndFlow);
        BigEndian.put16(octets, offset + Ipv6View.PAYLOAD_LENGTH, payloadLength);
        BigEndian.put16(octets, offset + Ipv6View.NEXT_HEADER, nextHeader << 8 | hopLimit);
        BigEndian.put64(octets, offset + Ipv6View.SOURCE, sourceHigh);
        BigEndian.put64(octets, offset + Ipv6View.SOURCE + 8, sourceLow);
        BigEndian.put64(octets, offset + Ipv6View.DESTINATION, destinationHigh);
        BigEndian.put64(octets, offset + Ipv6View.DESTINATION + 8, destinationLow);
        return Ipv6View.HEADER_LENGTH;
    }

    /**
     * Takes one from the hop limit, which must not be 0.
     *
     * @return the hop limit now; a packet that reaches 0 must not be forwarded (RFC 8200, section 3)
     */
    public static int decrementHopLimit(byte[] octets, int offset) {
        return --octets[offset + Ipv6View.HOP_LIMIT] & 0xff;
    }

    /** Changes DSCP and ECN. */
    public static void setTrafficClass(byte[] octets, int offset, int trafficClass) {
        int word = BigEndian.u16(octets, offset + Ipv6View.VERSION_CLASS_FLOW);
        BigEndian.put16(octets, offset + Ipv6View.VERSION_CLASS_FLOW, word & 0xf00f | trafficClass << 4);
    }
}
