package dev.ganz.wire.pcap;

import dev.ganz.wire.MalformedPacket;
import java.util.Optional;

/** The way from a field that may hold an EtherType to the packet: tags and SNAP are stepped over. */
final class EtherTypes {
    private static final int MAC_ADDRESSES = 12;
    private static final int CUSTOMER_TAG = 0x8100;
    private static final int SERVICE_TAG = 0x88a8;
    /** What switches used for an outer tag before 802.1ad. */
    private static final int OLD_SERVICE_TAG = 0x9100;
    /** The least EtherType; below, the field of an 802.3 frame is its length (IEEE 802.3, clause 3.2.6). */
    static final int LEAST = 0x600;

    private static final int LLC_SNAP = 0xaaaa03;
    private static final int SNAP_LENGTH = 8;
    /** OUI of 802.1H bridge tunnels, whose protocol is an EtherType as well. */
    private static final int BRIDGE_TUNNEL = 0x0000f8;

    private EtherTypes() {}

    static Optional<NetworkLayer> ofEthernet(byte[] octets, int offset, int length) {
        int at = offset + MAC_ADDRESSES;
        int end = offset + length;
        return behind(u16(octets, at, end), octets, at + 2, end);
    }

    /** What lies from {@code at} to {@code end} behind a field that says {@code type}. */
    static Optional<NetworkLayer> behind(int type, byte[] octets, int at, int end) {
        int inner = type;
        int next = at;
        while (inner == CUSTOMER_TAG || inner == SERVICE_TAG || inner == OLD_SERVICE_TAG) {
            inner = u16(octets, next + 2, end);
            next += 4;
        }
        return inner < LEAST ? ofLlc(octets, next, end) : Optional.of(new NetworkLayer(next, inner));
    }

    /** The packet behind an LLC header at {@code at} if SNAP gives it an EtherType (RFC 1042). */
    private static Optional<NetworkLayer> ofLlc(byte[] octets, int at, int end) {
        if (end - at < SNAP_LENGTH || u24(octets, at) != LLC_SNAP) {
            return Optional.empty();
        }
        int organisation = u24(octets, at + 3);
        if (organisation != 0 && organisation != BRIDGE_TUNNEL) {
            return Optional.empty();
        }
        return Optional.of(new NetworkLayer(at + SNAP_LENGTH, u16(octets, at + 6, end)));
    }

    private static int u24(byte[] octets, int at) {
        return (octets[at] & 0xff) << 16 | (octets[at + 1] & 0xff) << 8 | octets[at + 2] & 0xff;
    }

    private static int u16(byte[] octets, int at, int end) {
        if (end - at < 2) {
            throw new MalformedPacket("EtherType", at, "2 octets", Math.max(0, end - at) + " octets");
        }
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }
}
