package dev.ganz.disk;

/**
 * The block in which an octet of a disk lies, where all blocks are of one length.
 *
 * @param within where in the block the octet lies
 * @param length octets from there to the end of the block, or of the disk
 */
public record Block(long number, long within, long length) {
    /** What is written to one block. */
    @FunctionalInterface
    public interface Part {
        /**
         * Writes the octets that fall into one block.
         *
         * @param within where in the block it begins
         * @param from its first index among the octets that are written
         */
        void write(long number, long within, int from, int length);
    }

    public static Block at(long offset, long blockSize, long diskSize) {
        long within = offset % blockSize;
        return new Block(offset / blockSize, within, Math.min(blockSize - within, diskSize - offset));
    }

    /** Parts what is written at the borders of blocks. */
    public static void split(long offset, int from, int length, long blockSize, Part part) {
        int done = 0;
        while (done < length) {
            Block block = at(offset + done, blockSize, offset + length);
            part.write(block.number, block.within, from + done, (int) block.length);
            done += (int) block.length;
        }
    }
}
