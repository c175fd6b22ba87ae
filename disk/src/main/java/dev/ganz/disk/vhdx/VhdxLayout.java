package dev.ganz.disk.vhdx;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where things are in a VHDX, little-endian, with CRC-32C ([MS-VHDX]).
 *
 * <pre>
 *   0       "vhdxfile", the creator in UTF-16
 *  64 KiB   header:  "head", CRC of 4 KiB, u64 sequence, 3 GUIDs: of writes to the file, to the data, of the log;
 * 128 KiB            u16 version of the log 0, u16 version 1, u32 octets of the log, u64 its offset.
 *                    The one with the higher sequence and a right CRC counts.
 * 192 KiB   regions: "regi", CRC of 64 KiB, u32 count, u32 0; for each: GUID, u64 offset, u32 octets, u32 required
 * 256 KiB            a copy
 *
 * metadata: "metadata", u16 0, u16 count, 20 octets; for each: GUID, u32 offset within the region, u32 octets,
 *           u32 flags: 1 of the user, 2 about the disk, 4 required; u32 0
 *   file parameters: u32 octets of a block; u32 1 fixed, 2 has a parent
 *   u64 octets of the disk; GUID of it; u32 octets of a logical and of a physical sector; parent locator
 * BAT: u64 for each block: bits 0-2 state, 20-63 offset in MiB; after every "chunk ratio" of these one about a bitmap
 *   state: 0 absent, 1 undefined, 2 zero, 3 unmapped, 6 stored, 7 stored in part
 * </pre>
 */
record VhdxLayout(
        long size, long blockSize, long logicalSector, boolean isFixed, boolean hasParent, long table, boolean hadLog) {

    private static final int HEADER = 4096;
    private static final int REGIONS = 1 << 16;
    private static final int MOST_REGIONS = 2047;
    private static final long LARGEST_BLOCK = 256 << 20;

    /** What a region or an entry of the metadata says. */
    private record Place(long offset, long length) {}

    /** The header that counts. */
    record Header(long sequence, byte[] logGuid, long logOffset, long logLength) {}

    static Header header(Source file) {
        Header first = header(file, 1 << 16);
        Header second = header(file, 1 << 17);
        if (first.sequence < 0 && second.sequence < 0) {
            throw ImageException.at(file, 1 << 16, "expected one of the two headers with a right checksum, found none");
        }
        return first.sequence >= second.sequence ? first : second;
    }

    /** With a sequence below zero if it does not count. */
    private static Header header(Source file, int position) {
        if (position > file.size() - HEADER || !file.has(Vhdx.HEADER, position)) {
            return new Header(-1, new byte[16], 0, 0);
        }
        ByteBuffer header = file.octets(position, HEADER, ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(4) != Vhdx.checksum(header, 4) || header.getShort(66) != 1) {
            return new Header(-1, new byte[16], 0, 0);
        }
        byte[] log = new byte[16];
        header.get(48, log);
        return new Header(
                header.getLong(8) & Long.MAX_VALUE, log, header.getLong(72), header.getInt(68) & 0xffff_ffffL);
    }

    /** Reads regions and metadata of a file whose log has been replayed. */
    static VhdxLayout read(Source file, boolean hadLog) {
        ByteBuffer regions = regions(file);
        Place metadata = region(file, regions, Vhdx.METADATA_REGION);
        Place table = region(file, regions, Vhdx.BAT_REGION);
        ByteBuffer items =
                file.octets(metadata.offset, (int) Math.min(metadata.length, REGIONS), ByteOrder.LITTLE_ENDIAN);
        file.expect(metadata.offset, file.has(Vhdx.METADATA, metadata.offset), "expected the table of metadata");
        ByteBuffer parameters = item(file, items, metadata, Vhdx.FILE_PARAMETERS, 8);
        int flags = parameters.getInt(4);
        VhdxLayout layout = new VhdxLayout(
                item(file, items, metadata, Vhdx.VIRTUAL_SIZE, 8).getLong(0),
                parameters.getInt(0) & 0xffff_ffffL,
                item(file, items, metadata, Vhdx.LOGICAL_SECTOR, 4).getInt(0),
                (flags & 1) != 0,
                (flags & 2) != 0,
                table.offset,
                hadLog);
        layout.check(file, table);
        return layout;
    }

    private void check(Source file, Place region) {
        file.expect(
                0,
                blockSize >= Vhdx.MIB && blockSize <= LARGEST_BLOCK && Long.bitCount(blockSize) == 1,
                "expected blocks of 1 to 256 MiB, found " + blockSize + " octets");
        file.expect(
                0,
                logicalSector == 512 || logicalSector == 4096,
                "expected sectors of 512 or 4096 octets, found " + logicalSector);
        file.expect(
                0,
                size >= 0 && size <= Vhdx.LARGEST && size % 512 == 0,
                "expected a disk of at most 64 TiB in whole sectors, found " + size + " octets");
        long needed = blocks() == 0 ? 0 : 8 * (entry(blocks() - 1) + 1);
        file.expect(
                region.offset,
                needed <= region.length && region.offset <= file.size() - needed,
                "expected a BAT of " + needed + " octets, found " + region.length);
    }

    long blocks() {
        return DiskSize.roundedUp(size, blockSize) / blockSize;
    }

    /** The number of a block's entry in the BAT. */
    long entry(long block) {
        return block + block / Vhdx.chunkRatio(logicalSector, blockSize);
    }

    private static ByteBuffer regions(Source file) {
        for (long position : new long[] {192 << 10, 256 << 10}) {
            if (position <= file.size() - REGIONS && file.has(Vhdx.REGIONS, position)) {
                ByteBuffer regions = file.octets(position, REGIONS, ByteOrder.LITTLE_ENDIAN);
                if (regions.getInt(4) == Vhdx.checksum(regions, 4)) {
                    return regions;
                }
            }
        }
        throw ImageException.at(
                file, 192 << 10, "expected one of the two region tables with a right checksum, found none");
    }

    private static Place region(Source file, ByteBuffer regions, byte[] guid) {
        int count = regions.getInt(8);
        file.expect(192 << 10, count >= 0 && count <= MOST_REGIONS, "expected at most 2047 regions, found " + count);
        Place found = null;
        for (int at = 16; at < 16 + 32 * count; at += 32) {
            byte[] each = new byte[16];
            regions.get(at, each);
            boolean required = (regions.getInt(at + 28) & 1) != 0;
            if (Arrays.equals(each, guid)) {
                found = new Place(regions.getLong(at + 16), regions.getInt(at + 24) & 0xffff_ffffL);
            } else if (required
                    && !Arrays.equals(each, Vhdx.BAT_REGION)
                    && !Arrays.equals(each, Vhdx.METADATA_REGION)) {
                throw ImageException.at(file, 192 << 10, "the file requires a region that is not known");
            }
        }
        if (found == null) {
            throw ImageException.at(
                    file, 192 << 10, "expected regions with the BAT and the metadata, found one at most");
        }
        file.expect(
                192 << 10,
                found.offset >= Vhdx.MIB && found.offset % Vhdx.MIB == 0 && found.offset <= file.size() - found.length,
                "expected a region at a whole MiB within the file, found one at " + found.offset);
        return found;
    }

    private static ByteBuffer item(Source file, ByteBuffer items, Place region, byte[] guid, int length) {
        int count = items.getShort(10) & 0xffff;
        for (int at = 32; at < 32 + 32 * count && at <= items.limit() - 32; at += 32) {
            byte[] each = new byte[16];
            items.get(at, each);
            if (Arrays.equals(each, guid)) {
                long offset = items.getInt(at + 16) & 0xffff_ffffL;
                file.expect(
                        region.offset + at,
                        offset <= region.length - length,
                        "expected metadata within their region, found them at " + offset);
                return file.octets(region.offset + offset, length, ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw ImageException.at(file, region.offset, "expected metadata about blocks, sectors and size, found too few");
    }
}
