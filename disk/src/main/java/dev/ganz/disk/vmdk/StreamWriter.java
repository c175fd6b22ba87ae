package dev.ganz.disk.vmdk;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OrderedWork;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Target;
import dev.ganz.disk.codec.Compressor;
import dev.ganz.disk.codec.Deflate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes {@code streamOptimized} with the layout that VMware documents: grains in ascending order, behind every 512 of them their table,
 * then the directory, the footer and the mark of the end. Grains are deflated by several threads.
 */
final class StreamWriter implements ImageWriter {
    private static final int DESCRIPTOR_SECTORS = 127;
    private static final int OVERHEAD = 128 * 512;
    private static final int TABLE = 4 * GrainFile.TABLE_ENTRIES;
    private static final int FLAGS = 1 | SparseHeader.COMPRESSED | SparseHeader.MARKERS;
    private static final int MARK_TABLE = 1;
    private static final int MARK_DIRECTORY = 2;
    private static final int MARK_FOOTER = 3;
    /** Directories are gathered in memory, and hold 32 bits for a sector. */
    private static final long LARGEST = 1L << 44;

    private final Target target;
    private final OutputFile file;
    private final byte[] descriptor;
    private final Compressor deflate = new Deflate(false, Deflate.USUAL);
    private final OrderedWork<Grain> work;
    private final int[] directory;
    private final ByteBuffer table = ByteBuffer.allocate(TABLE).order(ByteOrder.LITTLE_ENDIAN);
    private int tableNumber = -1;
    private long end = OVERHEAD;

    private record Grain(long number, byte[] stream) {}

    StreamWriter(Target target) {
        target.requireAtMost(Format.VMDK, LARGEST);
        String part = DescriptorText.part("RW", target.size(), "SPARSE", target.name(), "");
        this.target = target;
        this.descriptor = DescriptorText.of(target, "streamOptimized", part);
        long covered = (long) GrainFile.GRAIN * GrainFile.TABLE_ENTRIES;
        this.directory = new int[(int) (DiskSize.roundedUp(target.size(), covered) / covered)];
        this.file = target.output(target.file());
        this.work = new OrderedWork<>(target.workers(), this::append);
    }

    @Override
    public int granularity() {
        return GrainFile.GRAIN;
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        for (int done = 0; done < length; done += GrainFile.GRAIN) {
            long number = (offset + done) / GrainFile.GRAIN;
            // The last grain of a disk is filled up with zeros.
            byte[] grain = Arrays.copyOf(
                    Arrays.copyOfRange(octets, from + done, from + Math.min(done + GrainFile.GRAIN, length)),
                    GrainFile.GRAIN);
            work.give(() -> new Grain(number, deflate.compress(grain)));
        }
    }

    private void append(Grain grain) {
        int number = (int) (grain.number() / GrainFile.TABLE_ENTRIES);
        if (number != tableNumber) {
            finishTable();
            tableNumber = number;
        }
        table.putInt((int) (grain.number() % GrainFile.TABLE_ENTRIES) * 4, sector(end));
        int length = 12 + grain.stream().length;
        ByteBuffer marked = ByteBuffer.allocate((int) DiskSize.roundedUp(length, 512))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(grain.number() * GrainFile.GRAIN / 512)
                .putInt(grain.stream().length)
                .put(grain.stream());
        appendWhole(marked.array());
    }

    private void finishTable() {
        if (tableNumber >= 0) {
            mark(TABLE / 512, MARK_TABLE);
            directory[tableNumber] = sector(end);
            appendWhole(table.array());
            Arrays.fill(table.array(), (byte) 0);
        }
    }

    private int sector(long position) {
        if (position >= 1L << 41) {
            throw new ImageException(
                    target.file() + ": a streamOptimized VMDK holds 2 TiB of compressed data, found more");
        }
        return (int) (position / 512);
    }

    private void mark(long sectors, int type) {
        appendWhole(ByteBuffer.allocate(512)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(sectors)
                .putInt(0)
                .putInt(type)
                .array());
    }

    private void appendWhole(byte[] sectors) {
        file.write(end, sectors);
        end += sectors.length;
    }

    @Override
    public void finish() {
        work.finish();
        finishTable();
        ByteBuffer octets = ByteBuffer.allocate((int) DiskSize.roundedUp(4L * directory.length, 512))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int entry : directory) {
            octets.putInt(entry);
        }
        mark(octets.capacity() / 512, MARK_DIRECTORY);
        long place = end;
        appendWhole(octets.array());
        mark(1, MARK_FOOTER);
        appendWhole(header(place));
        appendWhole(new byte[512]); // the mark of the end is all zero
        file.write(512, descriptor);
        file.write(0, header(SparseHeader.IN_FOOTER));
    }

    private byte[] header(long directoryPlace) {
        return GrainFile.header(3, FLAGS, target.size(), DESCRIPTOR_SECTORS, 0, directoryPlace, OVERHEAD);
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }

    @Override
    public void close() {
        work.close();
        deflate.close();
        file.close();
    }
}
