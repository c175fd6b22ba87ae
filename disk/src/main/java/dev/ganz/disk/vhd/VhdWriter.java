package dev.ganz.disk.vhd;

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
import java.util.Arrays;
import java.util.List;

/**
 * Writes a VHD, dynamic or {@code -o subformat=fixed}. Its size is exact: the geometry, which cannot express every size, is written for
 * those that want one, and the creator is said to be Windows, whose disks are read by their size.
 */
public final class VhdWriter implements ImageWriter {
    private static final int BLOCK = 1 << 21;
    private static final int BITMAP = 512;
    private static final int TABLE = VhdFooter.LENGTH + DynamicHeader.LENGTH;
    private static final long LARGEST = 2040L << 30;

    private final Target target;
    private final boolean isFixed;
    private final OutputFile file;
    private final TableWriter table;
    private final long blocks;
    private final byte[] uuid;
    private long end;
    private long current = -1;

    public VhdWriter(Target target) {
        target.requireUncompressed(Format.VPC);
        target.requireNoBacking(Format.VPC);
        target.requireAtMost(Format.VPC, LARGEST);
        Options options = target.options().only(Format.VPC, "subformat", "force_size");
        options.flag("force_size"); // what qemu-img is asked for with it is always so
        this.target = target;
        this.isFixed = options.word("subformat", "dynamic", "fixed").equals("fixed");
        this.blocks = DiskSize.roundedUp(target.size(), BLOCK) / BLOCK;
        this.end = isFixed ? target.size() : TABLE + DiskSize.roundedUp(4 * blocks, 512);
        this.uuid = target.uuid();
        this.file = target.output(target.file());
        this.table = new TableWriter(file, TABLE, 4, ByteOrder.BIG_ENDIAN, 0xff);
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        if (isFixed) {
            file.write(offset, octets, from, length);
            return;
        }
        Block.split(
                offset,
                from,
                length,
                BLOCK,
                (block, within, first, part) -> file.write(place(block) + within, octets, first, part));
    }

    private long place(long block) {
        if (block != current) {
            table.set(block, end / 512);
            byte[] bitmap = new byte[BITMAP];
            Arrays.fill(bitmap, (byte) 0xff);
            file.write(end, bitmap);
            end += BITMAP + BLOCK;
            current = block;
        }
        return end - BLOCK;
    }

    @Override
    public void finish() {
        byte[] footer = footer();
        if (!isFixed) {
            table.finish(DiskSize.roundedUp(4 * blocks, 512) / 4);
            file.write(VhdFooter.LENGTH, header());
            file.write(0, footer);
        }
        file.write(end, footer);
    }

    private byte[] footer() {
        ByteBuffer footer = ByteBuffer.allocate(VhdFooter.LENGTH);
        footer.put(VhdFooter.MAGIC);
        footer.putInt(2);
        footer.putInt(VhdFooter.VERSION);
        footer.putLong(isFixed ? -1 : VhdFooter.LENGTH);
        footer.putInt((int) (target.time().getEpochSecond() - VhdFooter.EPOCH));
        footer.put("win ".getBytes(StandardCharsets.US_ASCII));
        footer.putInt(0x000a_0000);
        footer.put("Wi2k".getBytes(StandardCharsets.US_ASCII));
        footer.putLong(target.size());
        footer.putLong(target.size());
        footer.putInt(geometry(target.size() / 512));
        footer.putInt(isFixed ? VhdFooter.FIXED : VhdFooter.DYNAMIC);
        footer.put(68, uuid);
        return footer.putInt(64, VhdFooter.sum(footer, 64)).array();
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(DynamicHeader.LENGTH);
        header.put(DynamicHeader.MAGIC);
        header.putLong(-1);
        header.putLong(TABLE);
        header.putInt(0x10000);
        header.putInt((int) blocks);
        header.putInt(BLOCK);
        return header.putInt(36, VhdFooter.sum(header, 36)).array();
    }

    /** Cylinders, heads and sectors by the algorithm of the specification's appendix. */
    static int geometry(long sectors) {
        long total = Math.min(sectors, 65_535L * 16 * 255);
        int track = 255;
        long heads = 16;
        long rest = total / track;
        if (total < 65_535L * 16 * 63) {
            track = 17;
            rest = total / track;
            heads = Math.max(4, (rest + 1023) / 1024);
            if (rest >= heads * 1024 || heads > 16) {
                track = 31;
                heads = 16;
                rest = total / track;
            }
            if (rest >= heads * 1024) {
                track = 63;
                heads = 16;
                rest = total / track;
            }
        }
        return (int) (rest / heads) << 16 | (int) heads << 8 | track;
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }
}
