package dev.ganz.disk.vdi;

import dev.ganz.disk.Block;
import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.TableWriter;
import dev.ganz.disk.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a VDI, {@code -o static=on} with all its blocks, with blocks in the order of the disk. */
public final class VdiWriter implements ImageWriter {
    private static final int BLOCK = 1 << 20;
    /** VirtualBox begins map and data at whole mebibytes, so that the host's sectors and the guest's lie upon each other. */
    private static final int ALIGNMENT = 1 << 20;

    private static final long MOST_BLOCKS = (1L << 29) - 1;

    private final Target target;
    private final OutputFile file;
    private final TableWriter map;
    private final boolean isStatic;
    private final long blocks;
    private final long dataOffset;
    private long allocated;
    private long current = -1;

    public VdiWriter(Target target) {
        target.requireUncompressed(Format.VDI);
        target.requireNoBacking(Format.VDI);
        target.requireAtMost(Format.VDI, MOST_BLOCKS * BLOCK);
        this.target = target;
        this.isStatic = target.options().only(Format.VDI, "static").flag("static");
        this.blocks = DiskSize.roundedUp(target.size(), BLOCK) / BLOCK;
        this.dataOffset = ALIGNMENT + DiskSize.roundedUp(4 * blocks, ALIGNMENT);
        this.file = target.output(target.file());
        this.map = new TableWriter(file, ALIGNMENT, 4, ByteOrder.LITTLE_ENDIAN, 0xff);
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        Block.split(
                offset,
                from,
                length,
                BLOCK,
                (block, within, first, part) -> file.write(place(block) + within, octets, first, part));
    }

    private long place(long block) {
        while (current < block) {
            current = isStatic ? current + 1 : block;
            map.set(current, allocated);
            allocated++;
        }
        return dataOffset + (allocated - 1) * BLOCK;
    }

    @Override
    public void finish() {
        if (isStatic) {
            place(blocks - 1);
        }
        map.finish(blocks);
        file.extend(dataOffset + allocated * BLOCK);
        file.write(0, header());
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        header.put("<<< Oracle VM VirtualBox Disk Image >>>\n".getBytes(StandardCharsets.US_ASCII));
        header.putInt(0x40, VdiHeader.SIGNATURE);
        header.putInt(0x44, VdiHeader.VERSION);
        header.putInt(0x48, VdiHeader.LENGTH - 0x48);
        header.putInt(0x4c, isStatic ? VdiHeader.STATIC : VdiHeader.DYNAMIC);
        header.putInt(0x154, ALIGNMENT);
        header.putInt(0x158, (int) dataOffset);
        header.putInt(0x168, 512);
        header.putLong(0x170, target.size());
        header.putInt(0x178, BLOCK);
        header.putInt(0x180, (int) blocks);
        header.putInt(0x184, (int) allocated);
        header.put(0x188, target.guid());
        header.put(0x198, target.guid());
        header.putInt(0x1c8 + 12, 512);
        return header.array();
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }
}
