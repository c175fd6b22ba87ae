package dev.ganz.wire.pcap;

import dev.ganz.wire.MalformedPacket;
import java.util.Optional;

/**
 * The header that Linux puts in front of packets of the "any" device, where it lies (LINKTYPE_LINUX_SLL). Checked once by
 * {@link #parse}; no accessor can fail.
 *
 * <pre>
 *  +---------------------------+
 *  |        packet type        |  2 octets
 *  |       ARPHRD_ type        |  2
 *  |      address length       |  2
 *  |          address          |  8, cut or padded
 *  |       protocol type       |  2
 *  +---------------------------+
 * </pre>
 */
public record CookedView(byte[] octets, int offset) {
    /** Octets in front of the packet. */
    public static final int HEADER_LENGTH = 16;

    static final int PACKET_TYPE = 0;
    static final int HARDWARE_TYPE = 2;
    static final int ADDRESS_LENGTH = 4;
    static final int ADDRESS = 6;
    static final int PROTOCOL = 14;

    static final int ADDRESS_ROOM = 8;
    /** Packet type of what this machine sent itself; the rest it received or saw. */
    static final int OUTGOING = 4;

    private static final int LLC = 4;

    /**
     * Checks that the header is there.
     *
     * @throws MalformedPacket if there are less than 16 octets
     */
    public static CookedView parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("Linux cooked header", offset, "16 octets", available + " octets");
        }
        return new CookedView(octets, offset);
    }

    /** 0 to this machine, 1 broadcast, 2 multicast, 3 to another, 4 sent by this machine. */
    public int packetType() {
        return u16(PACKET_TYPE);
    }

    public Direction direction() {
        return packetType() == OUTGOING ? Direction.OUTBOUND : Direction.INBOUND;
    }

    /** Kind of interface: 1 Ethernet, 772 loopback. */
    public int hardwareType() {
        return u16(HARDWARE_TYPE);
    }

    /** Octets of the sender's link-layer address as it was; the header keeps 8 of them. */
    public int addressLength() {
        return u16(ADDRESS_LENGTH);
    }

    /** A copy of the part of the address that the header keeps. */
    public byte[] address() {
        int from = offset + ADDRESS;
        return java.util.Arrays.copyOfRange(octets, from, from + Math.min(ADDRESS_ROOM, addressLength()));
    }

    /** An EtherType, if the hardware type has those, or a small number of Linux's own. */
    public int protocol() {
        return u16(PROTOCOL);
    }

    Optional<NetworkLayer> network(int length) {
        return network(octets, protocol(), offset + HEADER_LENGTH, offset + length, hardwareType());
    }

    /** What the protocol field of either version of the header says of the packet from {@code at} to {@code end}. */
    static Optional<NetworkLayer> network(byte[] octets, int protocol, int at, int end, int hardwareType) {
        return switch (hardwareType) {
            // Frame relay, 802.11 with radiotap and netlink: the field is no EtherType.
            case 770, 803, 824 -> Optional.empty();
            // Of Linux's own numbers only that for LLC is followed by something that may have an EtherType.
            default ->
                protocol == LLC || protocol >= EtherTypes.LEAST
                        ? EtherTypes.behind(protocol, octets, at, end)
                        : Optional.empty();
        };
    }

    private int u16(int field) {
        return (octets[offset + field] & 0xff) << 8 | octets[offset + field + 1] & 0xff;
    }
}
