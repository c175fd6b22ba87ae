package dev.ganz.wire.pcap;

/**
 * Numbers of pcapng that its reader and its writer share.
 *
 * <pre>
 *  block                                 option
 *  +---------------------------+         +-------------+-------------+
 *  |           type            |  4      |    code     |   length    |  2 + 2
 *  |       total length        |  4      +-------------+-------------+
 *  |           body            |         |  value, padded to 4       |
 *  | total length, once more   |  4      +---------------------------+
 *  +---------------------------+
 * </pre>
 */
final class PcapngBlock {
    static final int SECTION = 0x0a0d0d0a;
    static final int INTERFACE = 1;
    static final int OBSOLETE_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;

    static final int TYPE = 0;
    static final int TOTAL_LENGTH = 4;
    static final int BODY = 8;
    static final int TRAILER = 4;
    static final int LEAST_LENGTH = BODY + TRAILER;

    /** First field of the body of a section header. */
    static final int BYTE_ORDER = 0x1a2b3c4d;

    static final int OPTION_HEADER = 4;
    static final int END_OF_OPTIONS = 0;
    static final int COMMENT = 1;
    static final int PACKET_FLAGS = 2;
    static final int INTERFACE_NAME = 2;
    static final int TIME_RESOLUTION = 9;
    static final int TIME_OFFSET = 14;
    static final int SECTION_APPLICATION = 4;

    private PcapngBlock() {}

    static int padded(int length) {
        return length + 3 & ~3;
    }
}
