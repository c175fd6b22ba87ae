package dev.ganz.wire.pcap;

import dev.ganz.wire.MalformedPacket;
import java.util.Optional;

/**
 * The second version of {@link CookedView}, which knows the interface (LINKTYPE_LINUX_SLL2). Checked once by {@link #parse}; no
 * accessor can fail.
 *
 * <pre>
 *  +---------------------------+
 *  |       protocol type       |  2 octets
 *  |         reserved          |  2
 *  |      interface index      |  4
 *  |       ARPHRD_ type        |  2
 *  |        packet type        |  1
 *  |      address length       |  1
 *  |          address          |  8, cut or padded
 *  +---------------------------+
 * </pre>
 */
public record Cooked2View(byte[] octets, int offset) {
    /** Octets in front of the packet. */
    public static final int HEADER_LENGTH = 20;

    static final int PROTOCOL = 0;
    static final int INTERFACE = 4;
    static final int HARDWARE_TYPE = 8;
    static final int PACKET_TYPE = 10;
    static final int ADDRESS_LENGTH = 11;
    static final int ADDRESS = 12;

    /**
     * Checks that the header is there.
     *
     * @throws MalformedPacket if there are less than 20 octets
     */
    public static Cooked2View parse(byte[] octets, int offset, int available) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("Linux cooked header 2", offset, "20 octets", available + " octets");
        }
        return new Cooked2View(octets, offset);
    }

    /** An EtherType, if the hardware type has those, or a small number of Linux's own. */
    public int protocol() {
        return u16(PROTOCOL);
    }

    /** Number of the interface on the machine that captured. */
    public int interfaceIndex() {
        return u16(INTERFACE) << 16 | u16(INTERFACE + 2);
    }

    /** Kind of interface: 1 Ethernet, 772 loopback. */
    public int hardwareType() {
        return u16(HARDWARE_TYPE);
    }

    /** 0 to this machine, 1 broadcast, 2 multicast, 3 to another, 4 sent by this machine. */
    public int packetType() {
        return octets[offset + PACKET_TYPE] & 0xff;
    }

    public Direction direction() {
        return packetType() == CookedView.OUTGOING ? Direction.OUTBOUND : Direction.INBOUND;
    }

    /** Octets of the sender's link-layer address as it was; the header keeps 8 of them. */
    public int addressLength() {
        return octets[offset + ADDRESS_LENGTH] & 0xff;
    }

    /** A copy of the part of the address that the header keeps. */
    public byte[] address() {
        int from = offset + ADDRESS;
        return java.util.Arrays.copyOfRange(octets, from, from + Math.min(CookedView.ADDRESS_ROOM, addressLength()));
    }

    Optional<NetworkLayer> network(int length) {
        return CookedView.network(octets, protocol(), offset + HEADER_LENGTH, offset + length, hardwareType());
    }

    private int u16(int field) {
        return (octets[offset + field] & 0xff) << 8 | octets[offset + field + 1] & 0xff;
    }
}
