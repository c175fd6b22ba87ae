package dev.ganz.wire.pcap;

import dev.ganz.wire.MalformedPacket;
import java.util.Optional;

/**
 * The loopback header of BSD systems where it lies: 4 octets of address family. Checked once by {@link #parse}; no accessor can
 * fail.
 *
 * @param networkOrder true for OpenBSD's (link type 108); else (link type 0) the order is that of the capturing machine
 */
public record NullView(byte[] octets, int offset, boolean networkOrder) {
    /** Octets in front of the packet. */
    public static final int HEADER_LENGTH = 4;

    private static final int INET = 2;

    /**
     * Checks that the header is there.
     *
     * @throws MalformedPacket if there are less than 4 octets
     */
    public static NullView parse(byte[] octets, int offset, int available, boolean networkOrder) {
        if (available < HEADER_LENGTH) {
            throw new MalformedPacket("loopback header", offset, "4 octets", available + " octets");
        }
        return new NullView(octets, offset, networkOrder);
    }

    /** The address family, a number of the capturing system: 2 is IPv4 everywhere, IPv6 differs. */
    public int family() {
        int family = (octets[offset] & 0xff) << 24
                | (octets[offset + 1] & 0xff) << 16
                | (octets[offset + 2] & 0xff) << 8
                | octets[offset + 3] & 0xff;
        // No family is above 65535, so a number that seems to be was written in the other order.
        return !networkOrder && family >>> 16 != 0 ? Integer.reverseBytes(family) : family;
    }

    /** Empty if the family is neither IPv4 nor one of the numbers that systems have for IPv6. */
    public Optional<NetworkLayer> network() {
        return switch (family()) {
            case INET -> Optional.of(new NetworkLayer(offset + HEADER_LENGTH, NetworkLayer.IPV4));
            // Linux, Windows, NetBSD and OpenBSD, FreeBSD, macOS
            case 10, 23, 24, 28, 30 -> Optional.of(new NetworkLayer(offset + HEADER_LENGTH, NetworkLayer.IPV6));
            default -> Optional.empty();
        };
    }
}
