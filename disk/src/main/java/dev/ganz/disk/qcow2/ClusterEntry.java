package dev.ganz.disk.qcow2;

/** What an L2 entry says: {@link Qcow2Header} has its bits. */
record ClusterEntry(long word, int clusterBits) {
    static final long COPIED = 1L << 63;
    static final long COMPRESSED = 1L << 62;
    static final long OFFSET = 0x00ff_ffff_ffff_fe00L;
    private static final long ZERO = 1;

    boolean isCompressed() {
        return (word & COMPRESSED) != 0;
    }

    boolean isCopied() {
        return (word & COPIED) != 0;
    }

    boolean isZero() {
        return (word & ZERO) != 0;
    }

    /** Where the cluster lies as it is. */
    long offset() {
        return word & OFFSET;
    }

    /** Where the compressed cluster begins, at any octet. */
    long compressedOffset() {
        return word & (1L << sectorShift(clusterBits)) - 1;
    }

    /** Octets up to the end of the last sector that holds some of the compressed cluster. */
    long compressedLength() {
        int shift = sectorShift(clusterBits);
        long sectors = (word & ~(COPIED | COMPRESSED)) >>> shift;
        return (sectors + 1) * 512 - compressedOffset() % 512;
    }

    /** The entry of a cluster of {@code length} compressed octets at {@code offset}. */
    static long compressed(long offset, long length, int clusterBits) {
        long sectors = (offset + length - 1) / 512 - offset / 512;
        return COMPRESSED | sectors << sectorShift(clusterBits) | offset;
    }

    private static int sectorShift(int clusterBits) {
        return 62 - (clusterBits - 8);
    }
}
