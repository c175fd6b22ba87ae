package dev.ganz.disk.qcow2;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.LastBlock;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import dev.ganz.disk.codec.Inflate;
import dev.ganz.disk.codec.Zstandard;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** Reads a qcow2 file without its backing file: {@link Qcow2Header} says how it is laid out. */
public final class Qcow2Image implements Image {
    private static final int SUBCLUSTERS = 32;

    private final Source file;
    /** Where clusters lie that are stored as they are. */
    private final Source data;

    private final Qcow2Header header;
    private final Pages tables;
    private final ImageInfo info;
    private final Inflate inflate = new Inflate(true);
    private final LastBlock last = new LastBlock();

    private Qcow2Image(Source file, Qcow2Header header, Source data) {
        this.file = file;
        this.header = header;
        this.data = data;
        this.tables = new Pages(file, ByteOrder.BIG_ENDIAN);
        this.info = ImageInfo.of(Format.QCOW2, header.size(), header.clusterSize())
                .withDetails(details(header))
                .withBacking(header.backingFile(), header.backingFormat())
                .dirty(header.has(Qcow2Header.DIRTY))
                .withSnapshots(SnapshotTable.read(file, header));
    }

    /** Whether a file begins like a qcow2 of version 2 or 3. */
    public static boolean recognises(Source file) {
        return file.has(Qcow2Header.MAGIC, 0)
                && file.size() >= 8
                && file.octets(4, 4, ByteOrder.BIG_ENDIAN).getInt() >= 2;
    }

    /**
     * Opens an image.
     *
     * @param snapshot the name, or else the identifier, of the state that is read; empty for that of now
     */
    public static Qcow2Image open(Source file, Neighbours neighbours, Optional<String> snapshot) {
        Qcow2Header now = Qcow2Header.read(file);
        Qcow2Header header = snapshot.map(
                        name -> SnapshotTable.entry(file, now, name).applied(file, now))
                .orElse(now);
        Source data = header.has(Qcow2Header.DATA_FILE)
                ? neighbours.file(header.dataFile().orElseThrow())
                : file;
        try {
            return new Qcow2Image(file, header, data);
        } catch (RuntimeException failure) {
            if (header.has(Qcow2Header.DATA_FILE)) {
                data.close();
            }
            throw failure;
        }
    }

    private static Map<String, Object> details(Qcow2Header header) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("compat", header.version() == 2 ? "0.10" : "1.1");
        details.put("compression-type", header.isZstd() ? "zstd" : "zlib");
        details.put("refcount-bits", 1L << header.refcountOrder());
        if (header.version() == 3) {
            details.put("lazy-refcounts", (header.compatible() & 1) != 0);
            details.put("corrupt", header.has(Qcow2Header.CORRUPT));
            details.put("extended-l2", header.has(Qcow2Header.EXTENDED_L2));
        }
        header.dataFile().ifPresent(name -> details.put("data-file", name));
        return details;
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        long cluster = offset >> header.clusterBits();
        long within = offset & header.clusterSize() - 1;
        long l2 = l2(cluster);
        if (l2 == 0) {
            long covered = header.clusterSize() * header.l2Entries();
            return Extent.of(Extent.Kind.ABSENT, offset, Math.min(size(), (offset / covered + 1) * covered) - offset);
        }
        long length = Math.min(header.clusterSize() - within, size() - offset);
        ClusterEntry entry = entry(l2, cluster);
        if (entry.isCompressed()) {
            return Extent.of(Extent.Kind.COMPRESSED, offset, length);
        }
        if (header.has(Qcow2Header.EXTENDED_L2)) {
            return subcluster(offset, within, entry, tables.u64(entryPlace(l2, cluster) + 8));
        }
        if (entry.isZero() && header.version() == 3) {
            return Extent.of(Extent.Kind.ZERO, offset, length);
        }
        // In an external data file a cluster may lie at offset 0.
        if (entry.offset() == 0 && !(header.has(Qcow2Header.DATA_FILE) && entry.isCopied())) {
            return Extent.of(Extent.Kind.ABSENT, offset, length);
        }
        return stored(offset, length, entry.offset() + within);
    }

    private Extent subcluster(long offset, long within, ClusterEntry entry, long bitmap) {
        long unit = header.clusterSize() / SUBCLUSTERS;
        int number = (int) (within / unit);
        long length = Math.min(unit - within % unit, size() - offset);
        if ((bitmap >>> number & 1) != 0) {
            return stored(offset, length, entry.offset() + within);
        }
        boolean zero = (bitmap >>> SUBCLUSTERS + number & 1) != 0;
        return Extent.of(zero ? Extent.Kind.ZERO : Extent.Kind.ABSENT, offset, length);
    }

    /** A file may end within its last cluster; what is not there is zero. */
    private Extent stored(long offset, long length, long place) {
        if (place >= data.size()) {
            throw ImageException.at(
                    data,
                    place,
                    "expected the cluster of offset " + offset + " of the disk, found the end of the file");
        }
        return Extent.data(offset, Math.min(length, data.size() - place), data, place);
    }

    /** Where the L2 table of a cluster lies, or 0. */
    private long l2(long cluster) {
        long place = tables.u64(header.l1Offset() + cluster / header.l2Entries() * 8) & ClusterEntry.OFFSET;
        if ((place & header.clusterSize() - 1) != 0) {
            throw ImageException.at(file, place, "expected an L2 table at a whole cluster");
        }
        return place;
    }

    private long entryPlace(long l2, long cluster) {
        return l2 + cluster % header.l2Entries() * header.l2EntryLength();
    }

    private ClusterEntry entry(long l2, long cluster) {
        return new ClusterEntry(tables.u64(entryPlace(l2, cluster)), header.clusterBits());
    }

    @Override
    public int readCompressed(long offset, byte[] octets, int from, int most) {
        return last.read(
                offset >> header.clusterBits(), offset & header.clusterSize() - 1, octets, from, most, this::inflate);
    }

    private byte[] inflate(long cluster) {
        ClusterEntry entry = entry(l2(cluster), cluster);
        long place = entry.compressedOffset();
        long length = Math.min(entry.compressedLength(), file.size() - place);
        if (length <= 0) {
            throw ImageException.at(file, place, "expected a compressed cluster, found the end of the file");
        }
        byte[] stream = new byte[(int) length];
        file.read(place, stream, 0, stream.length);
        byte[] octets = new byte[(int) header.clusterSize()];
        int done = 0;
        try {
            done = header.isZstd()
                    ? Zstandard.decompress(stream, octets)
                    : inflate.inflate(stream, 0, stream.length, octets);
        } catch (DataFormatException | IOException broken) {
            throw new ImageException(
                    file.name() + ": offset " + place + ": expected a compressed cluster: " + broken.getMessage(),
                    broken);
        }
        if (done < octets.length) {
            throw ImageException.at(
                    file, place, "expected " + octets.length + " octets in a compressed cluster, found " + done);
        }
        return octets;
    }

    @Override
    public Optional<CheckReport> check() {
        return Optional.of(new RefcountCheck(file, header).report());
    }

    @Override
    public void close() {
        try (file;
                inflate) {
            data.close();
        }
    }
}
