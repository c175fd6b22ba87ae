package dev.ganz.disk.parallels;

import dev.ganz.disk.Block;
import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads an expanding disk of Parallels, little-endian (QEMU, {@code docs/interop/parallels}).
 *
 * <pre>
 *  0 16  "WithoutFreeSpace", or "WithouFreSpacExt"
 * 16  4  version 2
 * 20  8  heads, cylinders
 * 28  4  sectors of a cluster
 * 32  4  entries of the block allocation table
 * 36  8  sectors of the disk; with the first magic only 4 octets of it
 * 44  4  0x746F6E59 while it is open
 * 48  4  sector where the data begin
 * 52  4  flags
 * 56  8  sector of an extension
 * 64     u32 for each cluster: where it lies, in sectors with the first magic, in clusters with the second; 0 none
 * </pre>
 */
public final class ParallelsImage implements Image {
    private static final byte[] OLD = "WithoutFreeSpace".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "WithouFreSpacExt".getBytes(StandardCharsets.US_ASCII);
    private static final int OPEN = 0x746f_6e59;
    private static final int TABLE = 64;
    private static final long LARGEST_CLUSTER = 1 << 30;

    private final Source file;
    private final Pages tables;
    private final ImageInfo info;
    private final long cluster;
    private final long unit;
    private final long entries;

    public ParallelsImage(Source file) {
        this.file = file;
        this.tables = new Pages(file, ByteOrder.LITTLE_ENDIAN);
        ByteBuffer header = file.octets(0, TABLE, ByteOrder.LITTLE_ENDIAN);
        file.expect(0, recognises(file), "expected a disk of Parallels");
        boolean old = file.has(OLD, 0);
        file.expect(16, header.getInt(16) == 2, "expected version 2, found " + header.getInt(16));
        this.cluster = (header.getInt(28) & 0xffff_ffffL) * 512;
        this.entries = header.getInt(32) & 0xffff_ffffL;
        long sectors = old ? header.getInt(36) & 0xffff_ffffL : header.getLong(36);
        file.expect(
                28,
                cluster >= 512 && cluster <= LARGEST_CLUSTER,
                "expected clusters of at most 1 GiB, found " + cluster + " octets");
        file.expect(36, sectors >= 0 && sectors < 1L << 51, "expected a smaller disk, found " + sectors + " sectors");
        long needed = (sectors * 512 + cluster - 1) / cluster;
        file.expect(
                32,
                entries >= needed && TABLE + 4 * entries <= file.size(),
                "expected a table of " + needed + " clusters within the file, found " + entries);
        this.unit = old ? 512 : cluster;
        this.info = ImageInfo.of(Format.PARALLELS, sectors * 512, cluster).dirty(header.getInt(44) == OPEN);
    }

    /** Whether a file has one of the two texts at its begin. */
    public static boolean recognises(Source file) {
        return file.has(OLD, 0) || file.has(NEW, 0);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        Block block = Block.at(offset, cluster, size());
        long entry = tables.u32(TABLE + 4 * block.number());
        return entry == 0
                ? Extent.of(Extent.Kind.ABSENT, offset, block.length())
                : stored(offset, block.length(), entry * unit + block.within());
    }

    /** A file may end within its last cluster; what is not there is zero. */
    private Extent stored(long offset, long length, long place) {
        file.expect(place, place < file.size(), "expected the cluster of offset " + offset + " of the disk");
        return Extent.data(offset, Math.min(length, file.size() - place), file, place);
    }

    /** Clusters lie in the file, none where another is. */
    @Override
    public Optional<CheckReport> check() {
        CheckReport.Findings findings = new CheckReport.Findings();
        for (long i = 0; i < entries; i++) {
            long entry = tables.u32(TABLE + 4 * i);
            if (entry != 0) {
                // A file may end within its last cluster.
                findings.placed(i, entry * unit, cluster, file.size() + cluster - 1);
            }
        }
        return Optional.of(findings.report(entries));
    }

    @Override
    public void close() {
        file.close();
    }
}
