package dev.ganz.stack.routing;

import java.util.Arrays;

/**
 * Small numbers for the IPv4 addresses that packets go to, the same for all nodes: a node keeps what it knows of a destination in an array,
 * so that the tables of a thousand nodes are a megabyte or two, which a second-level cache holds. For one thread.
 */
public final class AddressNumbers {
    /** There is no number for the address. */
    public static final int NONE = -1;

    /** More addresses do not get a number. */
    public static final int MOST = 1 << 16;

    private static final int SMALLEST_BITS = 4;

    /** Address in the upper half, its number plus 1 in the lower; 0: empty. */
    private long[] slots = new long[1 << SMALLEST_BITS];

    private int shift = Integer.SIZE - SMALLEST_BITS;
    private int size;

    /** The number of an address, below {@link #MOST}, or {@link #NONE}. */
    public int of(int address) {
        return (int) slots[slot(address)] - 1;
    }

    /** The number of an address, a new one if it had none; {@link #NONE} if there are too many. */
    public int add(int address) {
        int known = of(address);
        if (known != NONE || size == MOST) {
            return known;
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        slots[slot(address)] = (long) address << 32 | ++size;
        return size - 1;
    }

    /** Takes all numbers back; who has kept one must forget it. */
    public void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    /** Where the address is, or would be. */
    private int slot(int address) {
        int mask = slots.length - 1;
        int slot = address * 0x9e3779b9 >>> shift;
        while (slots[slot] != 0 && (int) (slots[slot] >>> 32) != address) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        shift--;
        for (long entry : old) {
            if (entry != 0) {
                slots[slot((int) (entry >>> 32))] = entry;
            }
        }
    }
}
