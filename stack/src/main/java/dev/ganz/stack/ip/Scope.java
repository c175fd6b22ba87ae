package dev.ganz.stack.ip;

/** Kinds of addresses kept as numbers. */
final class Scope {
    private Scope() {}

    static boolean isMulticast(int address) {
        return address >>> 28 == 0xe;
    }

    static boolean isLoopback(int address) {
        return address >>> 24 == 127;
    }

    static boolean isLinkLocal(int address) {
        return address >>> 16 == 0xa9fe;
    }

    static boolean isLinkLocal(long high) {
        return high >>> 54 == 0xfe80 >>> 6;
    }

    static boolean isLoopback(long high, long low) {
        return high == 0 && low == 1;
    }

    static boolean isMulticast(long high) {
        return high >>> 56 == 0xff;
    }

    /** The modified EUI-64 of a MAC address (RFC 4291, appendix A). */
    static long interfaceIdentifier(long mac) {
        long value = mac ^ 0x0200_0000_0000L;
        return value >>> 24 << 40 | 0xff_fe00_0000L | value & 0xff_ffff;
    }
}
