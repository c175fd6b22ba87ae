package dev.ganz.disk.qcow;

import dev.ganz.disk.Block;
import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.LastBlock;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import dev.ganz.disk.codec.Inflate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;

/**
 * Reads a qcow of version 1 without its backing file, big-endian (QEMU, {@code block/qcow.c}).
 *
 * <pre>
 *  0  4  "QFI" FB
 *  4  4  version 1
 *  8  8  offset of the backing file's name, 0 without one
 * 16  4  its length
 * 20  4  time of the last change
 * 24  8  octets of the disk
 * 32  1  bits of a cluster's size: 9 to 16
 * 33  1  bits of the entries of an L2 table: 6 to 13
 * 36  4  encryption: 0 none, 1 AES
 * 40  8  offset of the L1 table
 *
 * L1: u64 offset of each L2 table, 0 none
 * L2: u64 for each cluster: its offset, 0 none; bit 63 compressed: below it as many bits as a cluster's size has for the octets, then
 *     the offset; RFC 1951
 * </pre>
 */
public final class QcowImage implements Image {
    private static final int HEADER = 48;
    private static final int LONGEST_NAME = 1023;
    private static final long COMPRESSED = 1L << 63;

    private final Source file;
    private final Pages tables;
    private final ImageInfo info;
    private final int clusterBits;
    private final int l2Bits;
    private final long l1Offset;
    private final Inflate inflate = new Inflate(true);
    private final LastBlock last = new LastBlock();

    public QcowImage(Source file) {
        this.file = file;
        this.tables = new Pages(file, ByteOrder.BIG_ENDIAN);
        ByteBuffer header = file.octets(0, HEADER, ByteOrder.BIG_ENDIAN);
        file.expect(0, recognises(file), "expected a qcow of version 1");
        this.clusterBits = header.get(32);
        this.l2Bits = header.get(33);
        this.l1Offset = header.getLong(40);
        file.expect(32, clusterBits >= 9 && clusterBits <= 16, "expected clusters of 2^9 to 2^16 octets");
        file.expect(33, l2Bits >= 6 && l2Bits <= 13, "expected tables of 2^6 to 2^13 entries");
        file.expect(36, header.getInt(36) == 0, "the disk is encrypted with AES, which is not read");
        long size = header.getLong(24);
        file.expect(24, size >= 0 && size < 1L << 60, "expected a smaller disk, found " + size + " octets");
        long covered = 1L << clusterBits + l2Bits;
        long entries = DiskSize.roundedUp(size, covered) / covered;
        file.expect(
                40,
                l1Offset >= HEADER && l1Offset % 8 == 0 && l1Offset <= file.size() - 8 * entries,
                "expected an L1 table of " + entries + " entries within the file, found it at " + l1Offset);
        this.info = ImageInfo.of(Format.QCOW, DiskSize.roundedUp(size, 512), 1L << clusterBits)
                .withBacking(backing(header), Optional.empty());
    }

    private Optional<String> backing(ByteBuffer header) {
        long offset = header.getLong(8);
        int length = header.getInt(16);
        if (offset == 0 || length == 0) {
            return Optional.empty();
        }
        file.expect(
                16, length > 0 && length <= LONGEST_NAME, "expected the backing file's name of at most 1023 octets");
        return Optional.of(StandardCharsets.UTF_8
                .decode(file.octets(offset, length, ByteOrder.BIG_ENDIAN))
                .toString());
    }

    /** Whether a file begins like one. */
    public static boolean recognises(Source file) {
        return file.has(new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 1}, 0);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        Block cluster = Block.at(offset, 1L << clusterBits, size());
        long l2 = l2(cluster.number());
        if (l2 == 0) {
            Block table = Block.at(offset, 1L << clusterBits + l2Bits, size());
            return Extent.of(Extent.Kind.ABSENT, offset, table.length());
        }
        long entry = entry(l2, cluster.number());
        if (entry == 0) {
            return Extent.of(Extent.Kind.ABSENT, offset, cluster.length());
        }
        if ((entry & COMPRESSED) != 0) {
            return Extent.of(Extent.Kind.COMPRESSED, offset, cluster.length());
        }
        long place = entry + cluster.within();
        file.expect(
                place,
                entry >= HEADER && place < file.size(),
                "expected the cluster of offset " + offset + " of the disk, found the end of the file");
        // A file may end within its last cluster; what is not there is zero.
        return Extent.data(offset, Math.min(cluster.length(), file.size() - place), file, place);
    }

    private long l2(long cluster) {
        return tables.u64(l1Offset + 8 * (cluster >> l2Bits));
    }

    private long entry(long l2, long cluster) {
        return tables.u64(l2 + 8 * (cluster & (1L << l2Bits) - 1));
    }

    @Override
    public int readCompressed(long offset, byte[] octets, int from, int most) {
        Block cluster = Block.at(offset, 1L << clusterBits, size());
        return last.read(
                cluster.number(), cluster.within(), octets, from, Math.min(most, cluster.length()), this::inflate);
    }

    private byte[] inflate(long cluster) {
        long entry = entry(l2(cluster), cluster);
        long place = entry & (1L << 63 - clusterBits) - 1;
        int length = (int) (entry >>> 63 - clusterBits) & (1 << clusterBits) - 1;
        file.expect(place, place <= file.size() - length, "expected a compressed cluster of " + length + " octets");
        byte[] stream = new byte[length];
        file.read(place, stream, 0, length);
        byte[] octets = new byte[1 << clusterBits];
        try {
            int done = inflate.inflate(stream, 0, length, octets);
            if (done < octets.length) {
                throw new DataFormatException("it gives " + done + " octets of " + octets.length);
            }
        } catch (DataFormatException broken) {
            throw new ImageException(
                    file.name() + ": offset " + place + ": expected a compressed cluster: " + broken.getMessage(),
                    broken);
        }
        return octets;
    }

    @Override
    public void close() {
        try (inflate) {
            file.close();
        }
    }
}
