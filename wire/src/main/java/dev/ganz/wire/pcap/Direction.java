package dev.ganz.wire.pcap;

/** Which way a packet went through the interface where it was captured. */
public enum Direction {
    UNKNOWN(0),
    INBOUND(1),
    OUTBOUND(2);

    private final int flags;

    Direction(int flags) {
        this.flags = flags;
    }

    /** Bits 0 and 1 of the flags word of a packet block. */
    int flags() {
        return flags;
    }

    /** The direction that a flags word tells; the value 3 is reserved. */
    static Direction ofFlags(int flags) {
        return switch (flags & 3) {
            case 1 -> INBOUND;
            case 2 -> OUTBOUND;
            default -> UNKNOWN;
        };
    }
}
