package dev.ganz.disk.vhd;

import dev.ganz.disk.Guid;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The footer of a VHD, big-endian (Microsoft, Virtual Hard Disk Image Format Specification 1.0).
 *
 * <pre>
 *  0  8  "conectix"
 *  8  4  features: 2 always
 * 12  4  version 0x00010000
 * 16  8  offset of the dynamic header; all ones in a fixed disk
 * 24  4  seconds since 2000-01-01 UTC
 * 28  4  the program that made it
 * 32  4  its version
 * 36  4  its host
 * 40  8  octets of the disk when it was made
 * 48  8  octets of the disk
 * 56  4  cylinders (16 bits), heads, sectors (8 bits each)
 * 60  4  type: 2 fixed, 3 dynamic, 4 differencing
 * 64  4  ones' complement of the sum of all octets but these
 * 68 16  UUID
 * 84  1  whether the machine's state was saved
 *
 * fixed:   the disk, footer
 * dynamic: copy of the footer, {@link DynamicHeader}, block allocation table, blocks, footer
 * </pre>
 */
record VhdFooter(long dataOffset, String creator, long size, int type, String uuid) {
    static final byte[] MAGIC = "conectix".getBytes(StandardCharsets.US_ASCII);
    static final int LENGTH = 512;
    static final int VERSION = 0x10000;
    static final int FIXED = 2;
    static final int DYNAMIC = 3;
    static final int DIFFERENCING = 4;
    static final long EPOCH = 946_684_800L;

    /** Cylinders, heads and sectors that say no more than that the disk is larger. */
    private static final int LARGEST_GEOMETRY = 65_535 << 16 | 16 << 8 | 255;

    /** Programs that write the size as it is; all others mean the geometry, which Virtual PC shows to its guests. */
    private static final Set<String> EXACT = Set.of("win ", "qem2", "d2v ", "tap\0", "CTXS");

    /** Reads the footer at the end, or the copy at the begin where a dynamic disk has lost the end. */
    static VhdFooter read(Source file, boolean ignoreChecksum) {
        long end = file.size() - LENGTH;
        return readAt(file, file.has(MAGIC, end) ? end : 0, ignoreChecksum);
    }

    /** Whether a file ends in the footer of a fixed disk that is all that stands before it. */
    static boolean isOfFixed(Source file) {
        long end = file.size() - LENGTH;
        ByteBuffer footer = file.octets(end, LENGTH, ByteOrder.BIG_ENDIAN);
        return footer.getInt(64) == sum(footer, 64)
                && footer.getInt(12) == VERSION
                && footer.getLong(16) == -1
                && footer.getLong(48) == end
                && footer.getInt(60) == FIXED;
    }

    static VhdFooter readAt(Source file, long position, boolean ignoreChecksum) {
        ByteBuffer footer = file.octets(position, LENGTH, ByteOrder.BIG_ENDIAN);
        file.expect(position, file.has(MAGIC, position), "expected conectix, the begin of a VHD's footer");
        checkSum(file, position, footer, 64, ignoreChecksum);
        int type = footer.getInt(60);
        file.expect(
                position + 60, type >= FIXED && type <= DIFFERENCING, "expected a disk of type 2 to 4, found " + type);
        long octets = footer.getLong(48);
        file.expect(
                position + 48,
                octets >= 0 && octets < 1L << 60,
                "expected a smaller disk, found " + octets + " octets");
        String creator = StandardCharsets.ISO_8859_1.decode(footer.slice(28, 4)).toString();
        int geometry = footer.getInt(56);
        long shown = 512L * (geometry >>> 16) * (geometry >> 8 & 0xff) * (geometry & 0xff);
        boolean exact = EXACT.contains(creator) || geometry == LARGEST_GEOMETRY || shown == 0;
        byte[] uuid = new byte[16];
        footer.get(68, uuid);
        return new VhdFooter(
                footer.getLong(16), creator, (exact ? octets : shown) & ~511L, type, Guid.text(Guid.swapped(uuid)));
    }

    /** Refuses octets whose sum is not the one that they hold at {@code at}. */
    static void checkSum(Source file, long position, ByteBuffer octets, int at, boolean ignore) {
        int found = octets.getInt(at);
        int expected = sum(octets, at);
        if (!ignore && found != expected) {
            throw ImageException.at(
                    file,
                    position + at,
                    "expected the checksum " + Integer.toHexString(expected) + ", found " + Integer.toHexString(found)
                            + "; --ignore-checksum reads the disk all the same");
        }
    }

    /** The ones' complement of the sum of all octets but the four at {@code at}. */
    static int sum(ByteBuffer octets, int at) {
        int sum = 0;
        for (int i = 0; i < octets.limit(); i++) {
            sum += i >= at && i < at + 4 ? 0 : octets.get(i) & 0xff;
        }
        return ~sum;
    }
}
