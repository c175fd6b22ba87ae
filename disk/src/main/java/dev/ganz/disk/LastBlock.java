package dev.ganz.disk;

import java.util.function.LongFunction;

/** The block of a disk that was decoded last, as the next octets that are read are mostly of the same. */
public final class LastBlock {
    private long number = -1;
    private byte[] octets = {};

    /**
     * Copies octets of a block.
     *
     * @param most octets that are wanted
     * @param decode gives the octets of a block
     * @return how many there were
     */
    public int read(long block, long within, byte[] into, int from, long most, LongFunction<byte[]> decode) {
        if (block != number) {
            octets = decode.apply(block);
            number = block;
        }
        int length = (int) Math.min(most, octets.length - within);
        System.arraycopy(octets, (int) within, into, from, length);
        return length;
    }
}
