package dev.ganz.stack.ip;

/**
 * Where the fields of an ICMP message lie, and the types of both families.
 *
 * <pre>
 *   0      7 8     15 16    23 24    31
 *  +--------+--------+--------+--------+
 *  |  type  |  code  |    checksum     |
 *  +--------+--------+--------+--------+
 *  | depends on the type: identifier and sequence number, MTU, pointer |
 *  +--------+--------+--------+--------+      RFC 792, RFC 4443
 * </pre>
 */
final class Icmp {
    /** Number of ICMP in the protocol field of IPv4. */
    static final int PROTOCOL = 1;

    static final int TYPE = 0;
    static final int CODE = 1;
    static final int CHECKSUM = 2;
    static final int REST = 4;
    static final int IDENTIFIER = 4;
    static final int SEQUENCE = 6;
    static final int HEADER_LENGTH = 8;

    static final int ECHO_REPLY = 0;
    static final int UNREACHABLE = 3;
    static final int SOURCE_QUENCH = 4;
    static final int REDIRECT = 5;
    static final int ECHO_REQUEST = 8;
    static final int TIME_EXCEEDED = 11;
    static final int PARAMETER_PROBLEM = 12;

    /** Codes of {@link #UNREACHABLE}. */
    static final int NET = 0;

    static final int HOST = 1;
    static final int PROTOCOL_CODE = 2;
    static final int PORT = 3;
    static final int FRAGMENTATION_NEEDED = 4;
    static final int SOURCE_ROUTE_FAILED = 5;

    /** Codes of {@link #TIME_EXCEEDED}, in both families. */
    static final int IN_TRANSIT = 0;

    static final int IN_REASSEMBLY = 1;

    private Icmp() {}

    /** True for messages that report an error, which must not be answered by another one (RFC 1122, section 3.2.2). */
    static boolean isError(int type) {
        return switch (type) {
            case UNREACHABLE, SOURCE_QUENCH, REDIRECT, TIME_EXCEEDED, PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }
}
