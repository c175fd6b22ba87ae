package dev.ganz.wire;

/** Explicit congestion notification in the lower two bits of the traffic class (RFC 3168). */
public final class Ecn {
    /** The transport does not heed marks. */
    public static final int NOT_CAPABLE = 0;
    /** The transport heeds marks and wants the low-latency service (RFC 9331). */
    public static final int CAPABLE_1 = 1;
    /** The transport heeds marks. */
    public static final int CAPABLE_0 = 2;

    public static final int CONGESTION_EXPERIENCED = 3;

    private Ecn() {}

    /**
     * Marks the packet in an Ethernet frame, behind VLAN tags if there are any, and updates the checksum.
     *
     * @return true if the packet is marked now; false if its transport does not heed marks, or the frame holds no IP packet
     */
    public static boolean mark(byte[] octets, int offset, int length) {
        int typeAt = EthernetView.innerType(octets, offset, length);
        if (typeAt < 0) {
            return false;
        }
        int packet = typeAt + 2;
        int available = offset + length - packet;
        return switch (BigEndian.u16(octets, typeAt)) {
            case EtherType.IPV4 ->
                available >= Ipv4View.SHORTEST_LENGTH
                        && Ipv4View.version(octets, packet) == 4
                        && markIpv4(octets, packet);
            case EtherType.IPV6 ->
                available >= Ipv6View.HEADER_LENGTH
                        && Ipv4View.version(octets, packet) == 6
                        && markIpv6(octets, packet);
            default -> false;
        };
    }

    private static boolean markIpv4(byte[] octets, int packet) {
        int trafficClass = Ipv4View.trafficClass(octets, packet);
        if ((trafficClass & CONGESTION_EXPERIENCED) == NOT_CAPABLE) {
            return false;
        }
        Ipv4.setTrafficClass(octets, packet, trafficClass | CONGESTION_EXPERIENCED);
        return true;
    }

    private static boolean markIpv6(byte[] octets, int packet) {
        int trafficClass = Ipv6View.trafficClass(octets, packet);
        if ((trafficClass & CONGESTION_EXPERIENCED) == NOT_CAPABLE) {
            return false;
        }
        Ipv6.setTrafficClass(octets, packet, trafficClass | CONGESTION_EXPERIENCED);
        return true;
    }
}
