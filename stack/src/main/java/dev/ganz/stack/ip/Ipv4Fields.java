package dev.ganz.stack.ip;

/**
 * Where the fields of an IPv4 header lie, for code that must not allocate a view.
 *
 * <pre>
 *   0      7 8     15 16    23 24    31
 *  +--------+--------+--------+--------+
 *  |ver|ihl |  tos   |  total length   |
 *  +--------+--------+--------+--------+
 *  | identification  |flags|  offset   |
 *  +--------+--------+--------+--------+
 *  |  ttl   |protocol| header checksum |
 *  +--------+--------+--------+--------+
 *  |              source               |
 *  +--------+--------+--------+--------+
 *  |            destination            |
 *  +--------+--------+--------+--------+      RFC 791, section 3.1
 * </pre>
 */
final class Ipv4Fields {
    static final int TOS = 1;
    static final int TOTAL_LENGTH = 2;
    static final int IDENTIFICATION = 4;
    static final int FRAGMENT = 6;
    static final int TTL = 8;
    static final int PROTOCOL = 9;
    static final int CHECKSUM = 10;
    static final int SOURCE = 12;
    static final int DESTINATION = 16;
    static final int HEADER_LENGTH = 20;

    static final int DONT_FRAGMENT = 0x4000;
    static final int MORE_FRAGMENTS = 0x2000;
    /** Mask of the offset, which counts groups of eight octets. */
    static final int FRAGMENT_OFFSET = 0x1fff;

    private Ipv4Fields() {}

    static int headerLength(byte[] octets, int ip) {
        return (octets[ip] & 0xf) << 2;
    }

    /** True if the one's complement sum over the header, its checksum included, is all ones (RFC 1071). */
    static boolean checksumFits(byte[] octets, int ip, int headerLength) {
        return fold(sum(octets, ip, headerLength)) == 0xffff;
    }

    static void putChecksum(byte[] octets, int ip, int headerLength) {
        Octets.put16(octets, ip + CHECKSUM, 0);
        Octets.put16(octets, ip + CHECKSUM, ~fold(sum(octets, ip, headerLength)));
    }

    /** The checksum after 0x0100 was taken from one word of the header: RFC 1624, with -0 avoided as its errata say. */
    static int checksumAfterDecrement(int checksum) {
        int sum = checksum + 0x100;
        return sum + (sum >= 0xffff ? 1 : 0) & 0xffff;
    }

    /** The header is whole words, so that they can be added four octets at once: the carries fold in later. */
    private static long sum(byte[] octets, int ip, int headerLength) {
        long sum = 0;
        for (int at = ip; at < ip + headerLength; at += Integer.BYTES) {
            sum += Octets.i32(octets, at) & 0xffff_ffffL;
        }
        return sum;
    }

    private static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & 0xffff_ffffL);
        folded = (folded >>> 16) + (folded & 0xffff);
        folded = (folded >>> 16) + (folded & 0xffff);
        return (int) ((folded >>> 16) + (folded & 0xffff));
    }
}
