package dev.ganz.sim.record;

/**
 * The file of a recorded run. Fixed numbers are big-endian; {@code number} is LEB128 of at most 63 bits; {@code text} is a number
 * of octets and then these, UTF-8.
 *
 * <pre>
 *  file      = magic (8), version (4), { block }, end
 *  block     = octets when unpacked (4), octets packed (4), these (zlib)
 *  end       = 0 (4), CRC-32C of all octets before this field (4)
 *
 *  contents of the blocks, one after another; anything may lie across two of them:
 *  header    = text lab, seed (8), number of nodes, { text name, number of ports, { text port } }
 *  delivery  = 0 (1), number time since the entry before, number node, number port, number length,
 *              slot (2), wrong octets (8), these
 *  event     = 1 (1), number time since the entry before, text kind, text place, text text
 *  last      = 2 (1), digest of the run (8), number of deliveries, number of events
 * </pre>
 *
 * Times are nanoseconds. Of a frame the first {@link #KEPT} octets are kept, or all if it has fewer. They
 * are told as what differs from a guess that {@link FrameMemory} makes of frames before: bit i of the wrong octets says that octet i
 * follows.
 */
final class RecordFormat {
    /** The octets around the name tell a file that was sent as text, as those of PNG do. */
    static final long MAGIC = 0x89_47_4e_5a_0d_0a_1a_0aL;

    static final int VERSION = 1;

    /** As many as the digest of a run covers: link, network and transport header of nearly every frame. */
    static final int KEPT = 64;

    /** Octets of a block, unpacked. Larger ones pack hardly better. */
    static final int BLOCK = 1 << 18;
    /** Octets that zlib needs at most for a block, by the bound that zlib itself states, and some. */
    static final int PACKED_BLOCK = BLOCK + (BLOCK >>> 10) + 64;

    static final int DELIVERY = 0;
    static final int EVENT = 1;
    static final int LAST = 2;

    static final int LONGEST_NUMBER = 9;
    /** Kind, four numbers, slot, wrong octets. */
    static final int LONGEST_DELIVERY = 1 + 4 * LONGEST_NUMBER + 2 + 8 + KEPT;

    /** Octets of a name or an event's text that are believed. */
    static final int LONGEST_TEXT = 1 << 16;

    static final int MOST_NODES = 1 << 20;
    static final int MOST_PORTS = 1 << 22;
    /** Larger than any frame: 16 MiB. */
    static final int LONGEST_FRAME = 1 << 24;

    private RecordFormat() {}
}
