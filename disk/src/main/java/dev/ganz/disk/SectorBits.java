package dev.ganz.disk;

/**
 * Bits in a file, one for each sector of a block.
 *
 * @param position of the first octet
 * @param lowestFirst whether a sector's bit is the lowest of its octet that is left, or the highest
 */
public record SectorBits(Pages tables, long position, boolean lowestFirst, int sector) {
    /** Whether the bit of the sector is set that lies {@code within} octets behind the block's begin. */
    public boolean isSet(long within) {
        long bit = within / sector;
        int mask = lowestFirst ? 1 << bit % 8 : 0x80 >> bit % 8;
        return (tables.u8(position + bit / 8) & mask) != 0;
    }

    /** How many octets from {@code within} on, up to {@code most}, have the same bit. */
    public long same(long within, long most) {
        boolean set = isSet(within);
        long length = sector - within % sector;
        while (length < most && isSet(within + length) == set) {
            length += sector;
        }
        return Math.min(length, most);
    }
}
