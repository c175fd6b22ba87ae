package dev.ganz.stack.ip;

/**
 * The options of an IPv4 header. They pass through a router as they came: routes and times are not recorded, source routes not
 * followed, which RFC 7126 allows; only what contradicts itself is refused.
 */
final class Ipv4Options {
    /** What {@link #check} says of options that are well-formed. */
    static final int FINE = 0;

    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int COPIED = 0x80;

    private Ipv4Options() {}

    /** Index within the header of the first octet that cannot be, or {@link #FINE}. */
    static int check(byte[] octets, int ip, int headerLength) {
        int at = Ipv4Fields.HEADER_LENGTH;
        while (at < headerLength) {
            int kind = Octets.u8(octets, ip + at);
            if (kind == END) {
                break;
            }
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            if (at + 1 >= headerLength) {
                return at;
            }
            int length = Octets.u8(octets, ip + at + 1);
            if (length < 2 || at + length > headerLength) {
                return at + 1;
            }
            at += length;
        }
        return FINE;
    }

    /**
     * Writes those options that belong into every fragment (RFC 791, section 3.1) to {@code to}, padded to whole words.
     *
     * @return octets written
     */
    static int copy(byte[] octets, int ip, int headerLength, byte[] into, int to) {
        int end = to;
        int at = Ipv4Fields.HEADER_LENGTH;
        while (at < headerLength && octets[ip + at] != END) {
            int kind = Octets.u8(octets, ip + at);
            int length = kind == NO_OPERATION ? 1 : Octets.u8(octets, ip + at + 1);
            if ((kind & COPIED) != 0) {
                System.arraycopy(octets, ip + at, into, end, length);
                end += length;
            }
            at += length;
        }
        while ((end - to & 3) != 0) {
            into[end++] = END;
        }
        return end - to;
    }
}
