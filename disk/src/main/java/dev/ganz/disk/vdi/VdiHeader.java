package dev.ganz.disk.vdi;

import dev.ganz.disk.Guid;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a VDI file, little-endian, and what follows it (VirtualBox, {@code Storage/VDICore.h}).
 *
 * <pre>
 * 0x000  64  text, ignored
 * 0x040   4  signature 0xBEDA107F
 * 0x044   4  version 1.1: 0x00010001
 * 0x048   4  octets of the header from here on
 * 0x04C   4  type: 1 dynamic, 2 static, 3 undo, 4 differencing
 * 0x050   4  flags
 * 0x054 256  comment
 * 0x154   4  offset of the block map
 * 0x158   4  offset of the data
 * 0x15C  12  cylinders, heads, sectors
 * 0x168   4  octets of a sector: 512
 * 0x170   8  octets of the disk
 * 0x178   4  octets of a block: a power of two
 * 0x17C   4  octets of extra data in front of each block
 * 0x180   4  blocks of the disk
 * 0x184   4  blocks in the file
 * 0x188  16  UUID of the image
 * 0x198  16  UUID of its last modification
 * 0x1A8  16  UUID of the parent, zero without one
 * 0x1B8  16  UUID of the parent's last modification
 * 0x1C8  16  geometry that the guest sees
 *
 * block map: u32 for each block of the disk: its number in the file,
 *            0xFFFFFFFF never written, 0xFFFFFFFE zero
 * block n:   at offset of the data + n * (extra data + block), behind its extra data
 * </pre>
 */
record VdiHeader(
        int type,
        long mapOffset,
        long dataOffset,
        long diskSize,
        long blockSize,
        long extra,
        long blocks,
        long allocated,
        String uuid,
        boolean hasParent) {
    static final int SIGNATURE = 0xbeda_107f;
    static final int SIGNATURE_OFFSET = 0x40;
    static final int VERSION = 0x0001_0001;
    static final int LENGTH = 0x1d8;
    static final int DYNAMIC = 1;
    static final int STATIC = 2;
    static final int DIFFERENCING = 4;
    private static final int LARGEST_BLOCK = 1 << 28;

    static VdiHeader read(Source file) {
        ByteBuffer header = file.octets(0, 0x1c8, ByteOrder.LITTLE_ENDIAN);
        file.expect(SIGNATURE_OFFSET, header.getInt(SIGNATURE_OFFSET) == SIGNATURE, "expected the signature of a VDI");
        file.expect(0x44, header.getInt(0x44) == VERSION, "expected version 1.1 of VDI, found another");
        byte[] uuid = new byte[16];
        header.get(0x188, uuid);
        byte[] parent = new byte[16];
        header.get(0x1a8, parent);
        VdiHeader found = new VdiHeader(
                header.getInt(0x4c),
                unsigned(header, 0x154),
                unsigned(header, 0x158),
                (header.getLong(0x170) + 511) & ~511L,
                unsigned(header, 0x178),
                unsigned(header, 0x17c),
                unsigned(header, 0x180),
                unsigned(header, 0x184),
                Guid.text(uuid),
                !java.util.Arrays.equals(parent, new byte[16]));
        found.check(file, header.getInt(0x168));
        return found;
    }

    private void check(Source file, int sector) {
        file.expect(0x4c, type >= DYNAMIC && type <= DIFFERENCING, "expected a type from 1 to 4, found " + type);
        file.expect(0x168, sector == 512, "expected sectors of 512 octets, found " + sector);
        file.expect(0x170, diskSize >= 0, "expected a size of the disk, found one beyond 2^63");
        file.expect(
                0x178,
                blockSize >= 512 && blockSize <= LARGEST_BLOCK && Long.bitCount(blockSize) == 1,
                "expected blocks of a power of two octets, found " + blockSize);
        file.expect(0x17c, extra % 512 == 0 && extra <= blockSize, "expected less extra data, found " + extra);
        long needed = diskSize / blockSize + (diskSize % blockSize == 0 ? 0 : 1);
        file.expect(
                0x180,
                blocks >= needed,
                "expected " + needed + " blocks for a disk of " + diskSize + " octets, found " + blocks);
        file.expect(
                0x154,
                mapOffset % 512 == 0 && mapOffset >= 512 && mapOffset + 4 * blocks <= file.size(),
                "expected a map of " + blocks + " blocks within the file, found it at " + mapOffset);
        file.expect(0x158, dataOffset % 512 == 0, "expected data in whole sectors, found it at " + dataOffset);
    }

    private static long unsigned(ByteBuffer header, int at) {
        return header.getInt(at) & 0xffff_ffffL;
    }
}
