package dev.ganz.stack.ip;

/**
 * Where the fields of an IPv6 header lie, for code that must not allocate a view.
 *
 * <pre>
 *   0      7 8     15 16    23 24    31
 *  +--------+--------+--------+--------+
 *  |ver|class |      flow label        |
 *  +--------+--------+--------+--------+
 *  | payload length  |  next  |hoplimit|
 *  +--------+--------+--------+--------+
 *  |       source, four words          |
 *  +--------+--------+--------+--------+
 *  |     destination, four words       |
 *  +--------+--------+--------+--------+      RFC 8200, section 3
 * </pre>
 */
final class Ipv6Fields {
    static final int PAYLOAD_LENGTH = 4;
    static final int NEXT_HEADER = 6;
    static final int HOP_LIMIT = 7;
    static final int SOURCE = 8;
    static final int DESTINATION = 24;
    static final int HEADER_LENGTH = 40;

    /** What every link must carry without fragmentation (RFC 8200, section 5). */
    static final int MINIMUM_MTU = 1280;

    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int NO_NEXT_HEADER = 59;
    static final int DESTINATION_OPTIONS = 60;

    private Ipv6Fields() {}
}
