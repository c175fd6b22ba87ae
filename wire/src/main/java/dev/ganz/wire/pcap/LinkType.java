package dev.ganz.wire.pcap;

import dev.ganz.wire.MalformedPacket;
import java.util.Optional;

/**
 * What a captured packet begins with: a LINKTYPE number of the register at tcpdump.org. Numbers that have no constant here are as
 * good as those that have, except that {@link #network} finds nothing in their packets.
 */
public record LinkType(int number) {
    /** BSD loopback: the address family in the byte order of the machine that captured. */
    public static final LinkType NULL = new LinkType(0);

    public static final LinkType ETHERNET = new LinkType(1);
    /** IPv4 or IPv6 without anything in front. */
    public static final LinkType RAW = new LinkType(101);
    /** OpenBSD loopback: the address family in network order. */
    public static final LinkType LOOP = new LinkType(108);

    public static final LinkType LINUX_COOKED = new LinkType(113);
    public static final LinkType IPV4 = new LinkType(228);
    public static final LinkType IPV6 = new LinkType(229);
    public static final LinkType LINUX_COOKED_2 = new LinkType(276);

    /** Raw IP where a program wrote its platform's number instead of the one for files: BSD and Linux, and OpenBSD. */
    private static final int RAW_OF_PLATFORM = 12;

    private static final int RAW_OF_OPENBSD = 14;

    public LinkType {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("link type must be 0 to 65535, not " + number);
        }
    }

    /**
     * Finds the network layer of a packet: behind the Ethernet header, 802.1Q tags and SNAP, the cooked or loopback header, or at
     * once. Empty if the link type is none of those above, or the frame holds a protocol without an EtherType (as of plain LLC).
     *
     * @throws MalformedPacket if the packet ends within its link-layer header, or raw IP is of neither version
     */
    public Optional<NetworkLayer> network(byte[] octets, int offset, int length) {
        return switch (number) {
            case 0 -> NullView.parse(octets, offset, length, false).network();
            case 1 -> EtherTypes.ofEthernet(octets, offset, length);
            case RAW_OF_PLATFORM, RAW_OF_OPENBSD, 101 -> Optional.of(rawIp(octets, offset, length));
            case 108 -> NullView.parse(octets, offset, length, true).network();
            case 113 -> CookedView.parse(octets, offset, length).network(length);
            case 228 -> Optional.of(new NetworkLayer(offset, NetworkLayer.IPV4));
            case 229 -> Optional.of(new NetworkLayer(offset, NetworkLayer.IPV6));
            case 276 -> Cooked2View.parse(octets, offset, length).network(length);
            default -> Optional.empty();
        };
    }

    private static NetworkLayer rawIp(byte[] octets, int offset, int length) {
        if (length == 0) {
            throw new MalformedPacket("raw IP packet", offset, "at least 1 octet", "none");
        }
        int version = (octets[offset] & 0xff) >>> 4;
        return switch (version) {
            case 4 -> new NetworkLayer(offset, NetworkLayer.IPV4);
            case 6 -> new NetworkLayer(offset, NetworkLayer.IPV6);
            default -> throw new MalformedPacket("IP version", offset, "4 or 6", String.valueOf(version));
        };
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "BSD loopback";
            case 1 -> "Ethernet";
            case RAW_OF_PLATFORM, RAW_OF_OPENBSD, 101 -> "raw IP";
            case 108 -> "OpenBSD loopback";
            case 113 -> "Linux cooked";
            case 228 -> "raw IPv4";
            case 229 -> "raw IPv6";
            case 276 -> "Linux cooked 2";
            default -> "link type " + number;
        };
    }
}
