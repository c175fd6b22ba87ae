package dev.ganz.disk.bochs;

import dev.ganz.disk.Block;
import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.SectorBits;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a growing disk of Bochs, little-endian (QEMU, {@code block/bochs.c}).
 *
 * <pre>
 *  0 32  "Bochs Virtual HD Image"
 * 32 16  "Redolog"
 * 48 16  "Growing"; "Undoable" and "Volatile" are differences to a disk that is not named
 * 64  4  version: 0x10000 or 0x20000
 * 68  4  octets of the header: 512
 * 72  4  entries of the catalogue
 * 76  4  octets of an extent's bitmap
 * 80  4  octets of an extent: a power of two
 * 84  8  octets of the disk; in version 0x20000 at 88
 *
 * catalogue: u32 number of each extent, all ones for none
 * extent n:  behind the catalogue + n * (bitmap + extent), both in whole sectors; a bit for each sector,
 *            the first the lowest of its octet, 0 for zeros; the data
 * </pre>
 */
public final class BochsImage implements Image {
    private static final byte[] MAGIC = "Bochs Virtual HD Image\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SECTOR = 512;
    private static final int MOST_ENTRIES = 1 << 20;
    private static final int LARGEST_EXTENT = 1 << 23;
    private static final long NONE = 0xffff_ffffL;

    private final Source file;
    private final Pages tables;
    private final ImageInfo info;
    private final long catalogue;
    private final long begin;
    private final long bitmap;
    private final long extent;

    public BochsImage(Source file) {
        this.file = file;
        this.tables = new Pages(file, ByteOrder.LITTLE_ENDIAN);
        ByteBuffer header = file.octets(0, SECTOR, ByteOrder.LITTLE_ENDIAN);
        file.expect(0, recognises(file) && isText(header, 32, "Redolog"), "expected a disk of Bochs");
        file.expect(48, isText(header, 48, "Growing"), "expected a growing disk, found differences to another one");
        int version = header.getInt(64);
        file.expect(64, version == 0x10000 || version == 0x20000, "expected version 1 or 2, found " + version);
        long entries = header.getInt(72) & NONE;
        this.catalogue = header.getInt(68) & NONE;
        this.bitmap = wholeSectors(header.getInt(76) & NONE);
        this.extent = header.getInt(80) & NONE;
        this.begin = catalogue + 4 * entries;
        long size = header.getLong(version == 0x10000 ? 84 : 88) & -SECTOR;
        file.expect(
                80,
                extent >= SECTOR && extent <= LARGEST_EXTENT && Long.bitCount(extent) == 1,
                "expected extents of a power of two octets up to 8 MiB, found " + extent);
        file.expect(76, bitmap >= extent / SECTOR / 8 && bitmap <= LARGEST_EXTENT, "expected a bit for each sector");
        file.expect(
                72,
                catalogue % 4 == 0 && entries <= MOST_ENTRIES && begin <= file.size(),
                "expected a catalogue of at most 2^20 entries within the file, found " + entries);
        file.expect(
                84,
                size >= 0 && (size + extent - 1) / extent <= entries,
                "expected a disk of no more than " + entries + " extents, found " + size + " octets");
        this.info = ImageInfo.of(Format.BOCHS, size, 0);
    }

    /** Whether a file has the text at its begin. */
    public static boolean recognises(Source file) {
        return file.has(MAGIC, 0);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        Block block = Block.at(offset, extent, size());
        long number = tables.u32(catalogue + 4 * block.number());
        if (number == NONE) {
            return Extent.of(Extent.Kind.ABSENT, offset, block.length());
        }
        long place = begin + number * (bitmap + extent);
        SectorBits bits = new SectorBits(tables, place, true, SECTOR);
        long length = bits.same(block.within(), block.length());
        return bits.isSet(block.within())
                ? Extent.data(offset, length, file, place + bitmap + block.within())
                : Extent.of(Extent.Kind.ZERO, offset, length);
    }

    private static long wholeSectors(long octets) {
        return DiskSize.roundedUp(octets, SECTOR);
    }

    private static boolean isText(ByteBuffer header, int at, String text) {
        return StandardCharsets.ISO_8859_1
                .decode(header.slice(at, 16))
                .toString()
                .startsWith(text + "\0");
    }

    @Override
    public void close() {
        file.close();
    }
}
