package dev.ganz.stack.channel;

import dev.ganz.stack.Frame;
import dev.ganz.wire.Checksum;

/** Sets Congestion Experienced in an IP packet (RFC 3168), through any number of 802.1Q and 802.1ad tags. */
final class EcnMark {
    private static final int ADDRESSES = 12; // octets of the MAC addresses in front of the EtherType
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88a8;
    private static final int OLD_SERVICE_VLAN = 0x9100;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int IPV4_CHECKSUM = 10;
    private static final int CONGESTED = 3;

    private EcnMark() {}

    /**
     * Marks the packet, if its sender says that it understands marks; one that is marked already stays so.
     *
     * @return whether the packet is marked now; false: its loss is the only signal
     */
    static boolean set(Frame frame) {
        byte[] octets = frame.octets();
        int end = frame.offset() + frame.length();
        int at = frame.offset() + ADDRESSES;
        while (at + 2 <= end) {
            int type = u16(octets, at);
            at += 2;
            switch (type) {
                case VLAN, SERVICE_VLAN, OLD_SERVICE_VLAN -> at += 2;
                case IPV4 -> {
                    return end - at >= IPV4_HEADER && octets[at] >>> 4 == 4 && markIpv4(octets, at);
                }
                case IPV6 -> {
                    return end - at >= IPV6_HEADER && octets[at] >>> 4 == 6 && markIpv6(octets, at);
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean markIpv4(byte[] octets, int at) {
        int before = u16(octets, at);
        if ((before & CONGESTED) == 0) {
            return false;
        }
        int after = before | CONGESTED;
        int checksum = Checksum.updated(u16(octets, at + IPV4_CHECKSUM), before, after);
        octets[at + 1] = (byte) after;
        octets[at + IPV4_CHECKSUM] = (byte) (checksum >>> 8);
        octets[at + IPV4_CHECKSUM + 1] = (byte) checksum;
        return true;
    }

    /** The traffic class lies across the first two octets, its two bits for ECN in the upper half of the second. */
    private static boolean markIpv6(byte[] octets, int at) {
        if ((octets[at + 1] >>> 4 & CONGESTED) == 0) {
            return false;
        }
        octets[at + 1] |= CONGESTED << 4;
        return true;
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }
}
