package dev.ganz.disk.job;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Options;

/**
 * How large an image would be, without compression and, as qemu-img measures, without looking for zeros in what is stored.
 *
 * @param required octets of the file
 * @param fullyAllocated octets of it when all of the disk has been written
 */
public record Measurement(long required, long fullyAllocated) {
    private static final int DEFAULT_CLUSTER = 1 << 16;

    /** Of an image that is made from another. */
    public static Measurement of(Image source, Format format, Options options) {
        if (format == Format.RAW) {
            return new Measurement(source.size(), source.size());
        }
        long cluster = cluster(format, options);
        return qcow2(source.size(), stored(source, cluster), cluster);
    }

    /** Of an empty one. */
    public static Measurement ofSize(long size, Format format, Options options) {
        return format == Format.RAW ? new Measurement(size, size) : qcow2(size, 0, cluster(format, options));
    }

    private static long cluster(Format format, Options options) {
        if (format != Format.QCOW2) {
            throw new ImageException("measure knows raw and qcow2, not " + format);
        }
        return options.only(format, "cluster_size", "compat", "compression_type")
                .powerOfTwo("cluster_size", DEFAULT_CLUSTER, 512, 1 << 21);
    }

    /** Octets of the clusters of which something is stored. */
    public static long stored(Image source, long cluster) {
        long clusters = 0;
        long counted = -1;
        for (long at = 0; at < source.size(); ) {
            Extent run = source.run(at);
            if (run.isStored()) {
                long first = Math.max(run.start() / cluster, counted + 1);
                long last = (run.end() - 1) / cluster;
                clusters += Math.max(0, last - first + 1);
                counted = Math.max(counted, last);
            }
            at = run.end();
        }
        return clusters * cluster;
    }

    /** Header, refcounts, L1 and L2 tables are there for the whole disk. */
    private static Measurement qcow2(long size, long stored, long cluster) {
        long disk = DiskSize.roundedUp(size, cluster);
        long perTable = cluster / 8;
        long entries = DiskSize.roundedUp(disk / cluster, perTable);
        long l1 = DiskSize.roundedUp(entries * 8 / cluster, perTable) * 8;
        long metadata = cluster + entries * 8 + l1;
        long all = metadata + disk;
        all += refcounts(all / cluster, cluster) * cluster;
        return new Measurement(all - disk + stored, all);
    }

    private static long refcounts(long clusters, long cluster) {
        long blocks = 0;
        long table = 0;
        for (long before = -1; before != blocks + table; ) {
            before = blocks + table;
            blocks = (clusters + blocks + table + cluster / 2 - 1) / (cluster / 2);
            table = (blocks + cluster / 8 - 1) / (cluster / 8);
        }
        return blocks + table;
    }
}
