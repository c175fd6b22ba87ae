package dev.ganz.disk.qcow2;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts who uses each cluster of a qcow2 file, and compares with what the file says: fewer in the file are corruptions, more are
 * leaks. The bit that says that a cluster has one user is checked as well.
 */
final class RefcountCheck {
    private static final int PAGE = 1024;

    private final Source file;
    private final Qcow2Header header;
    private final Pages tables;
    private final CheckReport.Findings findings = new CheckReport.Findings();
    /** References to clusters of the file, by pages of {@value #PAGE}. */
    private final Map<Long, int[]> counted = new TreeMap<>();

    RefcountCheck(Source file, Qcow2Header header) {
        this.file = file;
        this.header = header;
        this.tables = new Pages(file, ByteOrder.BIG_ENDIAN);
    }

    CheckReport report() {
        try {
            references(0, 1, "the header");
            references(header.refcountTable(), header.refcountTableLength(), "the refcount table");
            refcountBlocks();
            table(header.l1Offset(), header.l1Entries(), true);
            if (header.snapshots() > 0) {
                long length = SnapshotTable.end(file, header) - header.snapshotTable();
                references(header.snapshotTable(), length, "the snapshot table");
                for (SnapshotTable.Entry snapshot : SnapshotTable.entries(file, header)) {
                    table(snapshot.l1Offset(), snapshot.l1Entries(), false);
                }
            }
            bitmaps();
            compare();
        } catch (ImageException broken) {
            findings.corruption(String.valueOf(broken.getMessage()));
        }
        return findings.report((header.size() + header.clusterSize() - 1) >> header.clusterBits());
    }

    private void refcountBlocks() {
        for (long i = 0; i < header.refcountTableLength() / 8; i++) {
            long block = tables.u64(header.refcountTable() + 8 * i);
            if (block % header.clusterSize() != 0) {
                findings.corruption("refcount block " + i + " is not at a whole cluster: " + block);
            } else if (block != 0) {
                references(block, header.clusterSize(), "refcount block " + i);
            }
        }
    }

    private void table(long l1, long entries, boolean active) {
        if (entries > Qcow2Header.LARGEST_L1 / 8 || entries > 0 && l1 % header.clusterSize() != 0) {
            findings.corruption("an L1 table is not at a whole cluster or longer than 32 MiB: " + l1);
            return;
        }
        references(l1, entries * 8, "an L1 table");
        for (long i = 0; i < entries; i++) {
            long word = tables.u64(l1 + 8 * i);
            long l2 = word & ClusterEntry.OFFSET;
            if (l2 % header.clusterSize() != 0) {
                findings.corruption("L2 table " + i + " is not at a whole cluster: " + l2);
            } else if (l2 != 0) {
                references(l2, header.clusterSize(), "L2 table " + i);
                copied(l2, (word & ClusterEntry.COPIED) != 0, active, "L2 table " + i);
                clusters(l2, active);
            }
        }
    }

    private void clusters(long l2, boolean active) {
        for (long i = 0; i < header.l2Entries(); i++) {
            long at = l2 + i * header.l2EntryLength();
            ClusterEntry entry = new ClusterEntry(tables.u64(at), header.clusterBits());
            if (header.has(Qcow2Header.EXTENDED_L2) && !entry.isCompressed()) {
                long bitmap = tables.u64(at + 8);
                if ((bitmap & bitmap >>> 32 & 0xffff_ffffL) != 0) {
                    findings.corruption("subclusters of the L2 entry at " + at + " are stored and zero at once");
                }
            }
            if (entry.isCompressed()) {
                compressed(entry, at, active);
            } else if (entry.offset() != 0) {
                stored(entry, at, active);
            }
        }
    }

    private void compressed(ClusterEntry entry, long at, boolean active) {
        if (entry.isCopied()) {
            findings.corruption("the compressed cluster of the L2 entry at " + at + " is marked as one of its own");
        }
        long begin = entry.compressedOffset();
        // The last sector may be the one in which the file ends.
        long end = Math.min(begin + entry.compressedLength(), (file.size() + 511) / 512 * 512);
        references(
                begin & -header.clusterSize(),
                Math.max(1, end - (begin & -header.clusterSize())),
                "a compressed cluster");
        if (active) {
            findings.allocated(true, end);
        }
    }

    private void stored(ClusterEntry entry, long at, boolean active) {
        if (entry.offset() % header.clusterSize() != 0) {
            findings.corruption(
                    "the cluster of the L2 entry at " + at + " is not at a whole cluster: " + entry.offset());
            return;
        }
        if (!header.has(Qcow2Header.DATA_FILE)) {
            references(entry.offset(), header.clusterSize(), "the cluster of the L2 entry at " + at);
            copied(entry.offset(), entry.isCopied(), active, "the L2 entry at " + at);
        }
        if (active) {
            findings.allocated(false, entry.offset() + header.clusterSize());
        }
    }

    private void copied(long place, boolean isCopied, boolean active, String what) {
        if (active && isCopied != (refcount(place >> header.clusterBits()) == 1)) {
            findings.corruption(
                    what + " is marked as " + (isCopied ? "" : "not ") + "the only user of its cluster, whose "
                            + "refcount is " + refcount(place >> header.clusterBits()));
        }
    }

    private void bitmaps() {
        long at = header.bitmapDirectory();
        for (long i = 0; i < Math.min(header.bitmaps(), 65_535); i++) {
            ByteBuffer entry = file.octets(at, 24, ByteOrder.BIG_ENDIAN);
            long place = entry.getLong(0);
            long length = entry.getInt(8) & 0xffff_ffffL;
            references(place, length * 8, "a bitmap table");
            for (long j = 0; j < length; j++) {
                long cluster = tables.u64(place + 8 * j) & ClusterEntry.OFFSET;
                if (cluster != 0) {
                    references(cluster, header.clusterSize(), "a bitmap");
                }
            }
            long octets = 24L + (entry.getShort(18) & 0xffff) + (entry.getInt(20) & 0xffff_ffffL);
            at += (octets + 7) / 8 * 8;
        }
        references(header.bitmapDirectory(), at - header.bitmapDirectory(), "the bitmap directory");
    }

    private void references(long begin, long length, String what) {
        if (length == 0) {
            return;
        }
        // A file may end within its last cluster.
        if (begin < 0 || begin >= file.size() || length > file.size() - begin + header.clusterSize()) {
            findings.corruption(what + " lies behind the end of the file: " + begin);
            return;
        }
        long last = (begin + length - 1) >> header.clusterBits();
        for (long cluster = begin >> header.clusterBits(); cluster <= last; cluster++) {
            counted.computeIfAbsent(cluster / PAGE, page -> new int[PAGE])[(int) (cluster % PAGE)]++;
        }
        findings.used((last + 1) << header.clusterBits());
    }

    private void compare() {
        long perBlock = header.clusterSize() * 8 >> header.refcountOrder();
        long clusters = (file.size() + header.clusterSize() - 1) >> header.clusterBits();
        for (long cluster = 0; cluster < clusters; cluster++) {
            int[] page = counted.get(cluster / PAGE);
            if (page == null && cluster % perBlock == 0 && block(cluster / perBlock) == 0) {
                // Nothing uses it and nothing is said about it; a hole of the file may be of any length.
                cluster += Math.min(perBlock, PAGE) - 1;
                continue;
            }
            long used = page == null ? 0 : page[(int) (cluster % PAGE)];
            long said = refcount(cluster);
            if (said < used) {
                findings.corruption(
                        "cluster " + cluster + " has refcount " + said + ", and is used " + used + " times");
            } else if (said > used) {
                findings.leak(1, "cluster " + cluster + " has refcount " + said + ", and is used " + used + " times");
            }
        }
    }

    private long block(long number) {
        return number < header.refcountTableLength() / 8
                ? tables.u64(header.refcountTable() + 8 * number) & -header.clusterSize()
                : 0;
    }

    private long refcount(long cluster) {
        long perBlock = header.clusterSize() * 8 >> header.refcountOrder();
        long block = block(cluster / perBlock);
        if (block <= 0 || block > file.size() - header.clusterSize()) {
            return 0;
        }
        long index = cluster % perBlock;
        int bits = 1 << header.refcountOrder();
        if (bits < 8) {
            return tables.u8(block + index * bits / 8) >> index * bits % 8 & (1 << bits) - 1;
        }
        long value = 0;
        for (int i = 0; i < bits / 8; i++) {
            value = value << 8 | tables.u8(block + index * bits / 8 + i);
        }
        return value;
    }
}
