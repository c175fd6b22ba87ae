package dev.ganz.disk.qcow2;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.OutputFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The refcounts, of 16 bits, of a file all of whose clusters are used: once, or by every compressed cluster that they hold some of. */
final class Refcounts {
    private final int clusterBits;
    private final int cluster;
    private int[] compressed = {};

    /** Where the table lies, in whole clusters. */
    record Place(long offset, long clusters) {}

    Refcounts(int clusterBits) {
        this.clusterBits = clusterBits;
        this.cluster = 1 << clusterBits;
    }

    void compressed(long offset, int length) {
        int last = Math.toIntExact((offset + length - 1) >> clusterBits);
        if (last >= compressed.length) {
            compressed = Arrays.copyOf(compressed, Math.max(1024, last + last / 2 + 1));
        }
        for (int i = (int) (offset >> clusterBits); i <= last; i++) {
            compressed[i]++;
        }
    }

    /** Writes blocks, then the table, behind {@code end}; both are counted too. */
    Place write(OutputFile file, long end) {
        long used = end >> clusterBits;
        long perBlock = cluster / 2;
        long blocks = 1;
        long table = 1;
        for (long before = 0; before != blocks + table; ) {
            before = blocks + table;
            blocks = (used + blocks + table + perBlock - 1) / perBlock;
            table = (blocks * 8 + cluster - 1) / cluster;
        }
        if (table * cluster > Qcow2Header.LARGEST_REFCOUNT_TABLE) {
            throw new ImageException("a qcow2 file of " + end + " octets is too large for clusters of " + cluster
                    + "; expected a larger -o cluster_size");
        }
        ByteBuffer places = ByteBuffer.allocate((int) (table * cluster));
        long total = used + blocks + table;
        ByteBuffer block = ByteBuffer.allocate(cluster);
        for (long i = 0; i < blocks; i++) {
            Arrays.fill(block.array(), (byte) 0);
            block.clear();
            for (long j = i * perBlock; j < Math.min(total, (i + 1) * perBlock); j++) {
                int count = j < compressed.length ? compressed[(int) j] : 0;
                block.putShort((short) Math.max(1, count));
            }
            file.write(end + i * cluster, block.array());
            places.putLong(end + i * cluster);
        }
        long offset = end + blocks * cluster;
        file.write(offset, places.array());
        return new Place(DiskSize.roundedUp(offset, cluster), table);
    }
}
