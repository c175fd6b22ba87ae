package dev.ganz.disk.vhdx;

import dev.ganz.disk.Guid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The constants of the format: {@link VhdxLayout} says where they stand. */
final class Vhdx {
    static final byte[] MAGIC = "vhdxfile".getBytes(StandardCharsets.US_ASCII);
    static final byte[] HEADER = "head".getBytes(StandardCharsets.US_ASCII);
    static final byte[] REGIONS = "regi".getBytes(StandardCharsets.US_ASCII);
    static final byte[] METADATA = "metadata".getBytes(StandardCharsets.US_ASCII);
    static final byte[] BAT_REGION = Guid.parse("2dc27766-f623-4200-9d64-115e9bfd4a08");
    static final byte[] METADATA_REGION = Guid.parse("8b7ca206-4790-4b9a-b8fe-575f050f886e");
    static final byte[] FILE_PARAMETERS = Guid.parse("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
    static final byte[] VIRTUAL_SIZE = Guid.parse("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
    static final byte[] PAGE_83 = Guid.parse("beca12ab-b2e6-4523-93ef-c309e000c746");
    static final byte[] LOGICAL_SECTOR = Guid.parse("8141bf1d-a96f-4709-ba47-f233a8faab5f");
    static final byte[] PHYSICAL_SECTOR = Guid.parse("cda348c7-445d-4471-9cc9-e9885251c556");
    static final byte[] PARENT_LOCATOR = Guid.parse("a8d35f2d-b30b-454d-abf7-d3d84834ab0c");
    static final long MIB = 1 << 20;
    static final long LARGEST = 64L << 40;

    private Vhdx() {}

    /** CRC-32C of everything, with the field at {@code field} as zero. */
    static int checksum(ByteBuffer octets, int field) {
        byte[] copy = new byte[octets.limit()];
        octets.get(0, copy);
        java.util.Arrays.fill(copy, field, field + 4, (byte) 0);
        CRC32C crc = new CRC32C();
        crc.update(copy);
        return (int) crc.getValue();
    }

    /** How many payload entries of the BAT stand before each entry about a bitmap. */
    static long chunkRatio(long logicalSector, long blockSize) {
        return (1L << 23) * logicalSector / blockSize;
    }
}
