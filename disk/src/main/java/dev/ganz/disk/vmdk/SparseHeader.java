package dev.ganz.disk.vmdk;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a sparse extent, little-endian; all places are in sectors of 512 octets (VMware, Virtual Disk Format 5.0).
 *
 * <pre>
 *  0   4  "KDMV"
 *  4   4  version: 1, 2 with grains said to be zero, 3 compressed or with changed block tracking
 *  8   4  flags: 1 newline test, 2 redundant directory, 4 entry 1 means zero, 0x10000 compressed, 0x20000 markers
 * 12   8  sectors of the disk
 * 20   8  sectors of a grain: a power of two
 * 28   8  place of the descriptor, 0 if elsewhere
 * 36   8  its sectors
 * 44   4  entries of a grain table: 512
 * 48   8  place of the redundant grain directory
 * 56   8  place of the grain directory; all ones: in the footer, a copy of this header 1024 octets before the end
 * 64   8  sectors before the first grain
 * 72   1  not closed properly
 * 73   4  0A 20 0D 0A
 * 77   2  compression: 0 none, 1 deflate
 *
 * grain directory: u32 place of a grain table, 0 none
 * grain table:     u32 place of a grain, 0 none, 1 zero (flag 4)
 * compressed:      u64 sector of the disk, u32 octets, the stream (RFC 1950), up to a whole sector
 * marker:          u64 sectors that follow, u32 0, u32 type: 0 end, 1 grain table, 2 directory, 3 footer; up to a whole sector
 * </pre>
 *
 * The header of an extent that ESXi made for a snapshot is another, with the same tables of 4096 entries:
 *
 * <pre>
 *  0   4  "COWD"
 *  4   4  version 1
 *  8   4  flags 3
 * 12   4  sectors of the disk
 * 16   4  sectors of a grain
 * 20   4  place of the grain directory
 * 24   4  entries of it
 * </pre>
 */
record SparseHeader(
        int version,
        int flags,
        long capacity,
        long grain,
        long descriptorOffset,
        long descriptorLength,
        long tableEntries,
        long redundantDirectory,
        long directory,
        boolean isUnclean) {
    static final byte[] MAGIC = {'K', 'D', 'M', 'V'};
    static final byte[] COWD = {'C', 'O', 'W', 'D'};
    static final int REDUNDANT = 2;
    static final int ZEROED = 4;
    static final int COMPRESSED = 0x10000;
    static final int MARKERS = 0x20000;
    static final long IN_FOOTER = -1;
    static final int FOOTER_FROM_END = 1024;
    private static final int LARGEST_GRAIN = 1 << 24;

    static SparseHeader read(Source file) {
        if (file.has(COWD, 0)) {
            return readCowd(file);
        }
        SparseHeader header = readAt(file, 0);
        if (header.directory == IN_FOOTER) {
            long end = file.size() / 512 * 512;
            return readAt(file, end - FOOTER_FROM_END)
                    .withDescriptor(header.descriptorOffset, header.descriptorLength)
                    .checked(file);
        }
        return header.checked(file);
    }

    /** Octets instead of sectors; a product that is too large becomes one that no check lets pass. */
    private static SparseHeader readAt(Source file, long position) {
        ByteBuffer header = file.octets(position, 512, ByteOrder.LITTLE_ENDIAN);
        if (!file.has(MAGIC, position)) {
            throw ImageException.at(file, position, "expected KDMV, the begin of a sparse extent");
        }
        if (header.get(73) != '\n' || header.get(74) != ' ' || header.get(75) != '\r' || header.get(76) != '\n') {
            throw ImageException.at(
                    file, position + 73, "expected 0A 20 0D 0A, found what a transfer as text has changed");
        }
        long directory = header.getLong(56);
        int compression = header.getShort(77);
        int flags = header.getInt(8);
        if (compression > 1 || compression < 0) {
            throw ImageException.at(file, position + 77, "expected compression 0 or 1, found " + compression);
        }
        if ((flags & COMPRESSED) != 0 && compression == 0) {
            throw ImageException.at(file, position + 77, "expected a compression, as the flags say, found none");
        }
        return new SparseHeader(
                header.getInt(4),
                flags,
                octets(header.getLong(12)),
                octets(header.getLong(20)),
                octets(header.getLong(28)),
                octets(header.getLong(36)),
                header.getInt(44) & 0xffff_ffffL,
                octets(header.getLong(48)),
                directory == IN_FOOTER ? IN_FOOTER : octets(directory),
                header.get(72) != 0);
    }

    private static SparseHeader readCowd(Source file) {
        ByteBuffer header = file.octets(0, 512, ByteOrder.LITTLE_ENDIAN);
        return new SparseHeader(
                        header.getInt(4),
                        0,
                        (header.getInt(12) & 0xffff_ffffL) * 512,
                        (header.getInt(16) & 0xffff_ffffL) * 512,
                        0,
                        0,
                        4096,
                        0,
                        (header.getInt(20) & 0xffff_ffffL) * 512,
                        false)
                .checked(file);
    }

    private SparseHeader withDescriptor(long offset, long length) {
        return new SparseHeader(
                version,
                flags,
                capacity,
                grain,
                offset,
                length,
                tableEntries,
                redundantDirectory,
                directory,
                isUnclean);
    }

    private SparseHeader checked(Source file) {
        file.expect(4, version >= 1 && version <= 3, "expected version 1 to 3, found " + version);
        file.expect(12, capacity >= 0 && capacity < 1L << 60, "expected less sectors of the disk");
        file.expect(
                20,
                grain >= 512 && grain <= LARGEST_GRAIN && Long.bitCount(grain) == 1,
                "expected grains of a power of two octets up to " + LARGEST_GRAIN + ", found " + grain);
        file.expect(
                44,
                tableEntries >= 1 && tableEntries <= 4096,
                "expected grain tables of at most 4096 entries, found " + tableEntries);
        file.expect(
                56,
                directory >= 512 && directory <= file.size() - 4 * tables(),
                "expected a grain directory of " + tables() + " entries within the file, found it at " + directory);
        return this;
    }

    /** Entries of the grain directory. */
    long tables() {
        long covered = grain * tableEntries;
        return capacity / covered + (capacity % covered == 0 ? 0 : 1);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private static long octets(long sectors) {
        return sectors >= 0 && sectors < 1L << 53 ? sectors * 512 : 1L << 62;
    }
}
