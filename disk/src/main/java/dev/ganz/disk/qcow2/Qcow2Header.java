package dev.ganz.disk.qcow2;

import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header of a qcow2 file, big-endian, and its tables (QEMU, {@code docs/interop/qcow2}).
 *
 * <pre>
 *   0  4  "QFI" FB
 *   4  4  version: 2 or 3
 *   8  8  offset of the backing file's name, 0 without one
 *  16  4  its length
 *  20  4  bits of a cluster's size: 9 to 21
 *  24  8  octets of the disk
 *  32  4  encryption: 0 none, 1 AES, 2 LUKS
 *  36  4  entries of the L1 table
 *  40  8  offset of the L1 table
 *  48  8  offset of the refcount table
 *  56  4  its clusters
 *  60  4  snapshots
 *  64  8  offset of the snapshot table
 * version 3:
 *  72  8  incompatible features: 1 dirty, 2 corrupt, 4 external data file, 8 compression type, 16 extended L2
 *  80  8  compatible features: 1 lazy refcounts
 *  88  8  autoclear features: 1 bitmaps, 2 raw external data
 *  96  4  bits of a refcount: 2 to the power of this, 4 for 16
 * 100  4  octets of the header
 * 104  1  compression: 0 deflate (RFC 1951), 1 zstd
 * extensions up to the backing file's name: u32 type, u32 length, data, up to a multiple of 8; type 0 ends
 *
 * L1: u64 for each L2 table: bits 9-55 its offset, 0 none; 63 its refcount is one
 * L2: u64 for each cluster: bits 9-55 its offset, 0 none; 0 reads as zero; 62 compressed; 63 its refcount is one
 *     compressed: bits 0 to x - 1 offset, x to 61 further sectors of 512 octets, x = 70 - bits of a cluster
 *     extended: a second u64: bits 0-31 subclusters that are stored, 32-63 that read as zero
 * refcount table: u64 for each refcount block: its offset, 0 none; block: a refcount for each cluster of the file
 * </pre>
 */
record Qcow2Header(
        int version,
        int clusterBits,
        long size,
        long l1Entries,
        long l1Offset,
        long refcountTable,
        long refcountTableLength,
        int snapshots,
        long snapshotTable,
        long incompatible,
        long compatible,
        long autoclear,
        int refcountOrder,
        boolean isZstd,
        Optional<String> backingFile,
        Optional<String> backingFormat,
        Optional<String> dataFile,
        long bitmaps,
        long bitmapDirectory) {

    static final byte[] MAGIC = {'Q', 'F', 'I', (byte) 0xfb};
    static final long DIRTY = 1;
    static final long CORRUPT = 2;
    static final long DATA_FILE = 4;
    static final long COMPRESSION = 8;
    static final long EXTENDED_L2 = 16;
    private static final long KNOWN = DIRTY | CORRUPT | DATA_FILE | COMPRESSION | EXTENDED_L2;
    static final int BACKING_FORMAT = 0xe279_2aca;
    private static final int EXTERNAL_DATA = 0x4441_5441;
    private static final int BITMAPS = 0x2385_2875;
    private static final int LONGEST_NAME = 1023;
    /** As in QEMU. */
    static final long LARGEST_L1 = 32 << 20;

    static final long LARGEST_REFCOUNT_TABLE = 8 << 20;
    static final int MOST_SNAPSHOTS = 65_536;

    static Qcow2Header read(Source file) {
        ByteBuffer header = file.octets(0, 72, ByteOrder.BIG_ENDIAN);
        int version = header.getInt(4);
        file.expect(4, version == 2 || version == 3, "expected version 2 or 3 of qcow2, found " + version);
        int bits = header.getInt(20);
        file.expect(20, bits >= 9 && bits <= 21, "expected clusters of 2^9 to 2^21 octets, found 2^" + bits);
        int encryption = header.getInt(32);
        file.expect(
                32,
                encryption == 0,
                "the disk is encrypted with " + (encryption == 2 ? "LUKS" : "AES") + ", which is not read");
        ByteBuffer more = ByteBuffer.allocate(40);
        int length = 72;
        if (version == 3) {
            more = file.octets(72, 32, ByteOrder.BIG_ENDIAN);
            length = more.getInt(28);
            file.expect(100, length >= 104 && length <= 1 << bits, "expected a header of 104 octets, found " + length);
            more = length >= 112 ? file.octets(72, 40, ByteOrder.BIG_ENDIAN) : more;
        }
        Extensions extensions = Extensions.read(file, header, length, 1 << bits);
        Qcow2Header found = new Qcow2Header(
                version,
                bits,
                (header.getLong(24) + 511) & ~511L,
                header.getInt(36) & 0xffff_ffffL,
                header.getLong(40),
                header.getLong(48),
                (header.getInt(56) & 0xffff_ffffL) << bits,
                header.getInt(60),
                header.getLong(64),
                more.getLong(0),
                more.getLong(8),
                more.getLong(16),
                version == 2 ? 4 : more.getInt(24),
                more.limit() >= 40 && more.get(32) == 1,
                extensions.backingFile,
                extensions.backingFormat,
                extensions.dataFile,
                extensions.bitmaps,
                extensions.bitmapDirectory);
        found.check(file, more.limit() >= 40 ? more.get(32) : 0);
        return found;
    }

    private void check(Source file, int compression) {
        file.expect(72, (incompatible & ~KNOWN) == 0, "expected features 1 to 16, found others of " + incompatible);
        file.expect(
                104,
                (compression == 0 || compression == 1) && (compression != 0) == has(COMPRESSION),
                "expected compression by deflate or zstd, found type " + compression);
        file.expect(96, refcountOrder >= 0 && refcountOrder <= 6, "expected refcounts of 1 to 64 bits");
        file.expect(20, !has(EXTENDED_L2) || clusterBits >= 14, "expected clusters of 16 KiB for an extended L2");
        checkTable(file);
        file.expect(
                48,
                refcountTableLength <= LARGEST_REFCOUNT_TABLE && isPlace(refcountTable, refcountTableLength, file),
                "expected a refcount table of at most 8 MiB within the file");
        file.expect(
                60,
                snapshots >= 0 && snapshots <= MOST_SNAPSHOTS && isPlace(snapshotTable, 40L * snapshots, file),
                "expected a table of at most " + MOST_SNAPSHOTS + " snapshots within the file");
        file.expect(72, !has(DATA_FILE) || dataFile.isPresent(), "expected the name of the external data file");
    }

    /** Refuses a table that lies not within the file, or not for all of the disk. */
    void checkTable(Source file) {
        file.expect(24, size >= 0 && size < 1L << 61, "expected a smaller disk, found " + size + " octets");
        long covered = clusterSize() * l2Entries();
        long needed = size / covered + (size % covered == 0 ? 0 : 1);
        file.expect(
                36,
                l1Entries >= needed && l1Entries * 8 <= LARGEST_L1,
                "expected an L1 table of " + needed + " entries and at most 32 MiB, found " + l1Entries);
        file.expect(40, isPlace(l1Offset, l1Entries * 8, file), "expected the L1 table within the file");
    }

    /** The same with another state of the disk. */
    Qcow2Header with(long offset, long entries, long diskSize) {
        return new Qcow2Header(
                version,
                clusterBits,
                diskSize,
                entries,
                offset,
                refcountTable,
                refcountTableLength,
                snapshots,
                snapshotTable,
                incompatible,
                compatible,
                autoclear,
                refcountOrder,
                isZstd,
                backingFile,
                backingFormat,
                dataFile,
                bitmaps,
                bitmapDirectory);
    }

    private boolean isPlace(long offset, long length, Source file) {
        return length == 0 || offset > 0 && offset % clusterSize() == 0 && offset <= file.size() - length;
    }

    long clusterSize() {
        return 1L << clusterBits;
    }

    boolean has(long feature) {
        return (incompatible & feature) != 0;
    }

    int l2EntryLength() {
        return has(EXTENDED_L2) ? 16 : 8;
    }

    long l2Entries() {
        return clusterSize() / l2EntryLength();
    }

    /** What follows the header in the first cluster. */
    private static final class Extensions {
        private Optional<String> backingFile = Optional.empty();
        private Optional<String> backingFormat = Optional.empty();
        private Optional<String> dataFile = Optional.empty();
        private long bitmaps;
        private long bitmapDirectory;

        private static Extensions read(Source file, ByteBuffer header, int headerLength, int cluster) {
            Extensions found = new Extensions();
            long nameOffset = header.getLong(8);
            int nameLength = header.getInt(16);
            long end = Math.min(cluster, file.size());
            if (nameOffset != 0) {
                file.expect(
                        8,
                        nameLength >= 0 && nameLength <= LONGEST_NAME && nameOffset > 0 && nameOffset < cluster,
                        "expected the backing file's name in the first cluster, of at most 1023 octets");
                found.backingFile = nameLength == 0
                        ? Optional.empty()
                        : Optional.of(text(file.octets(nameOffset, nameLength, ByteOrder.BIG_ENDIAN)));
                end = Math.min(end, nameOffset);
            }
            found.readAll(file, headerLength, end);
            return found;
        }

        private void readAll(Source file, int headerLength, long end) {
            long at = headerLength;
            while (at <= end - 8) {
                ByteBuffer head = file.octets(at, 8, ByteOrder.BIG_ENDIAN);
                int type = head.getInt(0);
                int length = head.getInt(4);
                if (type == 0) {
                    return;
                }
                file.expect(
                        at,
                        length >= 0 && length <= end - at - 8 && length < Source.MOST_OCTETS,
                        "expected an extension of the header that ends within it, found one of " + length + " octets");
                ByteBuffer data = file.octets(at + 8, length, ByteOrder.BIG_ENDIAN);
                switch (type) {
                    case BACKING_FORMAT -> backingFormat = Optional.of(text(data));
                    case EXTERNAL_DATA -> dataFile = Optional.of(text(data));
                    case BITMAPS -> {
                        file.expect(at, length == 24, "expected 24 octets about bitmaps, found " + length);
                        bitmaps = data.getInt(0) & 0xffff_ffffL;
                        bitmapDirectory = data.getLong(16);
                    }
                    default -> {
                        // Unknown ones are to be ignored; those that may not be are also features.
                    }
                }
                at += 8 + (length + 7L) / 8 * 8;
            }
        }

        private static String text(ByteBuffer octets) {
            return StandardCharsets.UTF_8.decode(octets).toString();
        }
    }
}
