package dev.ganz.disk.qcow2;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.Options;
import dev.ganz.disk.OrderedWork;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.TableWriter;
import dev.ganz.disk.Target;
import dev.ganz.disk.codec.Compressor;
import dev.ganz.disk.codec.Deflate;
import dev.ganz.disk.codec.Zstandard;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a qcow2 from front to back: header, L1 table, then clusters in the order of the disk with an L2 table behind those that it
 * covers, refcounts at the end. Clusters are compressed by several threads.
 */
public final class Qcow2Writer implements ImageWriter {
    /** That of zstd itself, and of QEMU. */
    private static final int ZSTD_LEVEL = 3;

    private final Target target;
    private final HeaderText header;
    private final int clusterBits;
    private final int cluster;
    private final OutputFile file;
    private final Compressor compressor;
    private final OrderedWork<Piece> work;
    private final Refcounts refcounts;
    private final long l1Entries;
    private final TableWriter l1;
    private final ByteBuffer l2;
    private long l2Number = -1;
    private long current = -1;
    private long place;
    private long end;

    private record Piece(long number, byte[] octets, boolean isCompressed) {}

    public Qcow2Writer(Target target) {
        Options options = target.options()
                .only(Format.QCOW2, "cluster_size", "compat", "compression_type", "backing_file", "backing_fmt");
        this.target = target;
        this.cluster = options.powerOfTwo("cluster_size", 1 << 16, 512, 1 << 21);
        this.clusterBits = Integer.numberOfTrailingZeros(cluster);
        boolean isZstd = options.word("compression_type", "zlib", "zstd").equals("zstd");
        boolean version2 = options.word("compat", "1.1", "0.10", "v3", "v2").matches("0\\.10|v2");
        if (version2 && isZstd) {
            throw new ImageException("-o compression_type=zstd: expected compat=1.1 with it, found compat=0.10");
        }
        this.header = new HeaderText(version2 ? 2 : 3, clusterBits, isZstd, target);
        long covered = (long) cluster * (cluster / 8);
        this.l1Entries = DiskSize.roundedUp(target.size(), covered) / covered;
        if (l1Entries * 8 > Qcow2Header.LARGEST_L1) {
            throw new ImageException(target.file() + ": a disk of " + target.size()
                    + " octets is too large for clusters of " + cluster + "; expected a larger -o cluster_size");
        }
        this.file = target.output(target.file());
        this.l1 = new TableWriter(file, cluster, 8, ByteOrder.BIG_ENDIAN, 0);
        this.end = cluster + DiskSize.roundedUp(Math.max(1, l1Entries) * 8, cluster);
        this.l2 = ByteBuffer.allocate(cluster);
        this.refcounts = new Refcounts(clusterBits);
        this.compressor = isZstd ? new Zstandard(ZSTD_LEVEL) : new Deflate(true, Deflate.FAST);
        this.work = new OrderedWork<>(target.workers(), this::append);
    }

    @Override
    public int granularity() {
        return target.compress() ? cluster : Math.min(cluster, 4096);
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        int done = 0;
        while (done < length) {
            long number = (offset + done) >> clusterBits;
            int within = (int) (offset + done & cluster - 1);
            int part = Math.min(length - done, cluster - within);
            if (target.compress()) {
                byte[] copy = Arrays.copyOf(Arrays.copyOfRange(octets, from + done, from + done + part), cluster);
                work.give(() -> compressed(number, copy));
            } else {
                if (number != current) {
                    begin(number);
                }
                file.write(place + within, octets, from + done, part);
            }
            done += part;
        }
    }

    /** Gives a cluster its place, as it is. */
    private void begin(long number) {
        turnTo(number);
        end = DiskSize.roundedUp(end, cluster);
        place = end;
        end += cluster;
        current = number;
        set(number, place | ClusterEntry.COPIED);
    }

    private void set(long number, long entry) {
        l2.putLong((int) (number % (cluster / 8)) * 8, entry);
    }

    private Piece compressed(long number, byte[] octets) {
        byte[] stream = compressor.compress(octets);
        return stream.length < cluster ? new Piece(number, stream, true) : new Piece(number, octets, false);
    }

    private void append(Piece piece) {
        if (!piece.isCompressed()) {
            begin(piece.number());
            file.write(place, piece.octets());
            return;
        }
        turnTo(piece.number());
        set(piece.number(), ClusterEntry.compressed(end, piece.octets().length, clusterBits));
        file.write(end, piece.octets());
        refcounts.compressed(end, piece.octets().length);
        end += piece.octets().length;
    }

    /** Writes the L2 table before the one of a cluster. */
    private void turnTo(long number) {
        long next = number / (cluster / 8);
        if (next != l2Number) {
            finishL2();
            l2Number = next;
        }
    }

    private void finishL2() {
        if (l2Number >= 0) {
            end = DiskSize.roundedUp(end, cluster);
            file.write(end, l2.array());
            l1.set(l2Number, end | ClusterEntry.COPIED);
            end += cluster;
            Arrays.fill(l2.array(), (byte) 0);
        }
    }

    @Override
    public void finish() {
        work.finish();
        finishL2();
        l1.finish(l1Entries);
        end = DiskSize.roundedUp(end, cluster);
        Refcounts.Place table = refcounts.write(file, end);
        file.write(0, header.octets(l1Entries, cluster, table));
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }

    @Override
    public void close() {
        work.close();
        compressor.close();
        file.close();
    }
}
