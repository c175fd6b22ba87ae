package dev.ganz.disk.vhdx;

import dev.ganz.disk.Block;
import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.Options;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.TableWriter;
import dev.ganz.disk.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a VHDX, dynamic or {@code -o subformat=fixed} with all its blocks, in the order of the disk. */
public final class VhdxWriter implements ImageWriter {
    private static final long LOG = Vhdx.MIB;
    private static final long METADATA = 2 * Vhdx.MIB;
    private static final long TABLE = 3 * Vhdx.MIB;
    private static final long STORED = 6;
    private static final int ITEMS = 1 << 16;

    private final Target target;
    private final boolean isFixed;
    private final long block;
    private final OutputFile file;
    private final TableWriter table;
    private final long ratio;
    private final long blocks;
    private long end;
    private long current = -1;

    public VhdxWriter(Target target) {
        target.requireUncompressed(Format.VHDX);
        target.requireNoBacking(Format.VHDX);
        target.requireAtMost(Format.VHDX, Vhdx.LARGEST);
        Options options = target.options().only(Format.VHDX, "subformat", "block_size");
        this.target = target;
        this.isFixed = options.word("subformat", "dynamic", "fixed").equals("fixed");
        this.block = options.powerOfTwo("block_size", usual(target.size()), 1 << 20, 1 << 28);
        this.ratio = Vhdx.chunkRatio(512, block);
        this.blocks = DiskSize.roundedUp(target.size(), block) / block;
        this.end = TABLE + tableLength();
        this.file = target.output(target.file());
        this.table = new TableWriter(file, TABLE, 8, ByteOrder.LITTLE_ENDIAN, 0);
    }

    /** As qemu-img chooses: tables grow slower than disks. */
    private static int usual(long size) {
        if (size > 32L << 40) {
            return 64 << 20;
        }
        return size > 100L << 30 ? 32 << 20 : size > 1L << 30 ? 16 << 20 : 8 << 20;
    }

    private long tableLength() {
        return DiskSize.roundedUp(8 * (blocks + blocks / ratio + 1), Vhdx.MIB);
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        Block.split(
                offset,
                from,
                length,
                block,
                (number, within, first, part) -> file.write(place(number) + within, octets, first, part));
    }

    private long place(long number) {
        while (current < number) {
            current = isFixed ? current + 1 : number;
            table.set(current + current / ratio, end | STORED);
            end += block;
        }
        return end - block;
    }

    @Override
    public void finish() {
        if (isFixed && blocks > 0) {
            place(blocks - 1);
        }
        table.finish(tableLength() / 8);
        file.extend(end);
        byte[] creator = "Ganz".getBytes(StandardCharsets.UTF_16LE);
        file.write(
                0,
                ByteBuffer.allocate(8 + creator.length)
                        .put(Vhdx.MAGIC)
                        .put(creator)
                        .array());
        byte[] fileWrite = target.guid();
        byte[] dataWrite = target.guid();
        file.write(1 << 16, header(1, fileWrite, dataWrite));
        file.write(1 << 17, header(2, fileWrite, dataWrite));
        byte[] regions = regions();
        file.write(192 << 10, regions);
        file.write(256 << 10, regions);
        file.write(METADATA, metadata());
    }

    private static byte[] header(long sequence, byte[] fileWrite, byte[] dataWrite) {
        ByteBuffer header = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        header.put(Vhdx.HEADER);
        header.putInt(0);
        header.putLong(sequence);
        header.put(fileWrite);
        header.put(dataWrite);
        header.put(new byte[16]);
        header.putShort((short) 0);
        header.putShort((short) 1);
        header.putInt((int) Vhdx.MIB);
        header.putLong(LOG);
        return header.putInt(4, Vhdx.checksum(header, 4)).array();
    }

    private byte[] regions() {
        ByteBuffer regions = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        regions.put(Vhdx.REGIONS);
        regions.putInt(0);
        regions.putInt(2);
        regions.putInt(0);
        region(regions, Vhdx.BAT_REGION, TABLE, tableLength());
        region(regions, Vhdx.METADATA_REGION, METADATA, Vhdx.MIB);
        return regions.putInt(4, Vhdx.checksum(regions, 4)).array();
    }

    private static void region(ByteBuffer regions, byte[] guid, long offset, long length) {
        regions.put(guid).putLong(offset).putInt((int) length).putInt(1);
    }

    private byte[] metadata() {
        ByteBuffer metadata = ByteBuffer.allocate(ITEMS + 64).order(ByteOrder.LITTLE_ENDIAN);
        metadata.put(Vhdx.METADATA);
        metadata.putShort(10, (short) 5);
        metadata.position(32);
        item(metadata, Vhdx.FILE_PARAMETERS, 0, 8, 4);
        item(metadata, Vhdx.VIRTUAL_SIZE, 8, 8, 6);
        item(metadata, Vhdx.PAGE_83, 16, 16, 6);
        item(metadata, Vhdx.LOGICAL_SECTOR, 32, 4, 6);
        item(metadata, Vhdx.PHYSICAL_SECTOR, 36, 4, 6);
        metadata.position(ITEMS);
        metadata.putInt((int) block).putInt(isFixed ? 1 : 0);
        metadata.putLong(target.size());
        metadata.put(target.guid());
        metadata.putInt(512).putInt(4096);
        return metadata.array();
    }

    private static void item(ByteBuffer metadata, byte[] guid, int offset, int length, int flags) {
        metadata.put(guid).putInt(ITEMS + offset).putInt(length).putInt(flags).putInt(0);
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }
}
