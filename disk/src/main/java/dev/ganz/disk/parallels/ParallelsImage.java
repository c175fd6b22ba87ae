package dev.ganz.disk.parallels;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
        expect(recognises(file), 0, "expected a disk of Parallels");
        boolean old = file.has(OLD, 0);
        expect(header.getInt(16) == 2, 16, "expected version 2, found " + header.getInt(16));
        this.cluster = (header.getInt(28) & 0xffff_ffffL) * 512;
        this.entries = header.getInt(32) & 0xffff_ffffL;
        long sectors = old ? header.getInt(36) & 0xffff_ffffL : header.getLong(36);
        expect(
                cluster >= 512 && cluster <= LARGEST_CLUSTER,
                28,
                "expected clusters of at most 1 GiB, found " + cluster + " octets");
        expect(sectors >= 0 && sectors < 1L << 51, 36, "expected a smaller disk, found " + sectors + " sectors");
        long needed = (sectors * 512 + cluster - 1) / cluster;
        expect(
                entries >= needed && TABLE + 4 * entries <= file.size(),
                32,
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
        long within = offset % cluster;
        long length = Math.min(cluster - within, size() - offset);
        long entry = tables.u32(TABLE + 4 * (offset / cluster));
        return entry == 0
                ? Extent.of(Extent.Kind.ABSENT, offset, length)
                : stored(offset, length, entry * unit + within);
    }

    /** A file may end within its last cluster; what is not there is zero. */
    private Extent stored(long offset, long length, long place) {
        expect(place < file.size(), place, "expected the cluster of offset " + offset + " of the disk");
        return Extent.data(offset, Math.min(length, file.size() - place), file, place);
    }

    /** Clusters lie in the file, none where another is. */
    @Override
    public Optional<CheckReport> check() {
        CheckReport.Findings findings = new CheckReport.Findings();
        Set<Long> seen = new HashSet<>();
        for (long i = 0; i < entries; i++) {
            long entry = tables.u32(TABLE + 4 * i);
            if (entry == 0) {
                continue;
            }
            if (entry * unit >= file.size()) {
                findings.corruption("cluster " + i + " lies behind the end of the file");
            } else if (!seen.add(entry)) {
                findings.corruption("cluster " + i + " is stored where another is");
            }
            findings.allocated(false, entry * unit + cluster);
        }
        return Optional.of(findings.report(entries));
    }

    private void expect(boolean holds, long offset, String message) {
        if (!holds) {
            throw ImageException.at(file, offset, message);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
