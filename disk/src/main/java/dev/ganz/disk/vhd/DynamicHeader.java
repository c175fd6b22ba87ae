package dev.ganz.disk.vhd;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Guid;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The second header of a dynamic or differencing VHD, big-endian.
 *
 * <pre>
 *   0   8  "cxsparse"
 *   8   8  all ones
 *  16   8  offset of the block allocation table
 *  24   4  version 0x00010000
 *  28   4  entries of the table
 *  32   4  octets of a block: a power of two
 *  36   4  checksum as in the footer
 *  40  16  UUID of the parent
 *  56   4  time of the parent
 *  64 512  name of the parent in UTF-16
 * 576 192  8 locators of the parent: platform, space, length, 0, offset (64 bits)
 *
 * table: u32 sector of each block, all ones for none
 * block: a bit for each sector, the first the highest of its octet, up to a whole sector; the data.
 *        In a differencing disk 0 stands for the parent's sector.
 * </pre>
 */
record DynamicHeader(long table, long entries, long blockSize, String parentUuid, Optional<String> parent) {
    static final byte[] MAGIC = "cxsparse".getBytes(StandardCharsets.US_ASCII);
    static final int LENGTH = 1024;
    static final long NONE = 0xffff_ffffL;
    private static final int LARGEST_BLOCK = 1 << 28;
    private static final int LONGEST_PATH = 65_536;

    static DynamicHeader read(Source file, VhdFooter footer, boolean ignoreChecksum) {
        long at = footer.dataOffset();
        ByteBuffer header = file.octets(at, LENGTH, ByteOrder.BIG_ENDIAN);
        file.expect(at, file.has(MAGIC, at), "expected cxsparse, the begin of a dynamic disk's header");
        VhdFooter.checkSum(file, at, header, 36, ignoreChecksum);
        long table = header.getLong(16);
        long entries = header.getInt(28) & 0xffff_ffffL;
        long block = header.getInt(32) & 0xffff_ffffL;
        file.expect(
                at + 32,
                block >= 512 && block <= LARGEST_BLOCK && Long.bitCount(block) == 1,
                "expected blocks of a power of two octets, found " + block);
        long needed = DiskSize.roundedUp(footer.size(), block) / block;
        file.expect(at + 28, entries >= needed, "expected a table of " + needed + " blocks, found " + entries);
        file.expect(
                at + 16,
                table >= 0 && table % 4 == 0 && table <= file.size() - 4 * needed,
                "expected a table of " + needed + " blocks within the file, found it at " + table);
        byte[] uuid = new byte[16];
        header.get(40, uuid);
        return new DynamicHeader(
                table,
                needed,
                block,
                Guid.text(Guid.swapped(uuid)),
                footer.type() == VhdFooter.DIFFERENCING ? Optional.of(parent(file, header)) : Optional.empty());
    }

    /** The path relative to the disk, or else the name. */
    private static String parent(Source file, ByteBuffer header) {
        for (int at = 576; at < 768; at += 24) {
            int length = header.getInt(at + 8);
            if (header.getInt(at) == ('W' << 24 | '2' << 16 | 'r' << 8 | 'u') && length > 0 && length <= LONGEST_PATH) {
                ByteBuffer path = file.octets(header.getLong(at + 16), length, ByteOrder.LITTLE_ENDIAN);
                return slashes(StandardCharsets.UTF_16LE.decode(path).toString());
            }
        }
        byte[] name = new byte[512];
        header.get(64, name);
        return slashes(new String(name, StandardCharsets.UTF_16BE));
    }

    private static String slashes(String path) {
        int end = path.indexOf('\0');
        String name = (end < 0 ? path : path.substring(0, end)).replace('\\', '/');
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** Octets of the bits in front of a block. */
    long bitmapLength() {
        return DiskSize.roundedUp(Math.max(1, blockSize / 512 / 8), 512);
    }
}
