package dev.ganz.disk.dmg;

import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The last 512 octets of a DMG, big-endian (libyal, Mac OS disk image types).
 *
 * <pre>
 *   0   4  "koly"
 *   4   4  version 4
 *   8   4  octets of this: 512
 *  24   8  where the data fork begins
 *  56   4  number of the segment
 *  60   4  segments
 * 216   8  where the property list begins
 * 224   8  its octets
 * 352   4  checksum of the checksums of all block tables: type, 2 for CRC-32; u32 its bits; the checksum
 * 492   8  sectors of the disk
 * </pre>
 */
record Trailer(long dataOffset, long listOffset, int listLength, int checksumType, int checksum, long sectors) {
    static final byte[] MAGIC = "koly".getBytes(StandardCharsets.US_ASCII);
    static final int LENGTH = 512;
    static final int CRC32 = 2;
    private static final int LONGEST_LIST = 32 << 20;

    /** Whether a file ends in one. */
    static boolean isIn(Source file) {
        long end = file.size() - LENGTH;
        if (!file.has(MAGIC, end)) {
            return false;
        }
        ByteBuffer trailer = file.octets(end, LENGTH, ByteOrder.BIG_ENDIAN);
        return trailer.getInt(4) == 4 && trailer.getInt(8) == LENGTH;
    }

    static Trailer read(Source file) {
        long end = file.size() - LENGTH;
        file.expect(Math.max(0, end), isIn(file), "expected koly, the begin of a DMG's trailer");
        ByteBuffer trailer = file.octets(end, LENGTH, ByteOrder.BIG_ENDIAN);
        int segments = trailer.getInt(60);
        file.expect(end + 60, segments <= 1, "expected a DMG in one segment, found one of " + segments);
        long offset = trailer.getLong(216);
        long length = trailer.getLong(224);
        file.expect(
                end + 216,
                offset >= 0 && length > 0 && length <= LONGEST_LIST && offset <= end - length,
                "expected a property list of at most 32 MiB within the file, found " + length + " octets at " + offset
                        + (length == 0 ? ": DMGs that keep their block tables in a resource fork are not read" : ""));
        long sectors = trailer.getLong(492);
        file.expect(
                end + 492,
                sectors >= 0 && sectors < 1L << 51,
                "expected a smaller disk, found " + sectors + " sectors");
        return new Trailer(
                trailer.getLong(24), offset, (int) length, trailer.getInt(352), trailer.getInt(360), sectors);
    }
}
