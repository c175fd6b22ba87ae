package dev.ganz.stack.ip;

/** The Ethernet header: destination, source, type (IEEE 802.3, clause 3). */
final class Ethernet {
    static final int HEADER_LENGTH = 14;
    static final int SOURCE = 6;
    static final int TYPE = 12;

    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int VLAN = 0x8100;
    static final int IPV6 = 0x86dd;

    static final long BROADCAST = 0xffff_ffff_ffffL;

    private Ethernet() {}

    static long destination(byte[] octets, int at) {
        return Octets.i64(octets, at) >>> 16;
    }

    /** The 48 bits that begin at any octet; the two octets before must belong to the array, too. */
    static long mac(byte[] octets, int at) {
        return Octets.i64(octets, at - 2) & BROADCAST;
    }

    static void putMac(byte[] octets, int at, long mac) {
        Octets.put16(octets, at, (int) (mac >>> 32));
        Octets.put32(octets, at + 2, (int) mac);
    }

    static void putHeader(byte[] octets, int at, long destination, long source, int type) {
        putMac(octets, at, destination);
        putMac(octets, at + SOURCE, source);
        Octets.put16(octets, at + TYPE, type);
    }

    static boolean isGroup(long mac) {
        return (mac >>> 40 & 1) != 0;
    }
}
