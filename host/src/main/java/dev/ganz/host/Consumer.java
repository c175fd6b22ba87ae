package dev.ganz.host;

/**
 * What an owner's processes asked of the storage in an interval.
 *
 * @param readOctets a second that had to come from devices; 0 where that may not be read
 * @param writtenOctets a second that have to go to devices; 0 where that may not be read
 * @param blocked tasks in uninterruptible sleep at the end
 * @param waitsIn the kernel's function in which one of them sleeps; empty if unknown
 */
public record Consumer(Owner owner, double readOctets, double writtenOctets, int blocked, String waitsIn) {
    public double octets() {
        return readOctets + writtenOctets;
    }
}
