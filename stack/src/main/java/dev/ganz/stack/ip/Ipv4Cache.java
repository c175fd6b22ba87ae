package dev.ganz.stack.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about IPv4 destinations: one probe of a flat table per packet. A slot is one number, so that a lookup waits for
 * one line of memory, and thousands of destinations share the few ways that a node has.
 */
final class Ipv4Cache {
    private static final int SMALLEST_BITS = 4;
    /** So many values are compared before one is taken for new; ports have fewer ways than that. */
    private static final int COMPARED = 64;

    /** Address in the upper half, place in {@link #values} plus 1 in the lower; 0: empty. */
    private long[] slots = new long[1 << SMALLEST_BITS];

    private Destination[] values = new Destination[4];
    private int shift = Integer.SIZE - SMALLEST_BITS;
    private int size;
    private int distinct;

    int size() {
        return size;
    }

    @Nullable
    Destination get(int address) {
        int mask = slots.length - 1;
        int slot = address * 0x9e3779b9 >>> shift;
        while (true) {
            long entry = slots[slot];
            if (entry == 0) {
                return null;
            }
            if ((int) (entry >>> 32) == address) {
                return values[(int) entry - 1];
            }
            slot = slot + 1 & mask;
        }
    }

    /** Adds an address that is not there. */
    void add(int address, Destination value) {
        if (size * 4 >= slots.length * 3) {
            grow();
        }
        insert((long) address << 32 | place(value) + 1);
        size++;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(slots, 0);
            values = new Destination[4];
            size = 0;
            distinct = 0;
        }
    }

    private int place(Destination value) {
        for (int i = 0; i < Math.min(distinct, COMPARED); i++) {
            if (values[i].equals(value)) {
                return i;
            }
        }
        if (distinct == values.length) {
            values = Arrays.copyOf(values, 2 * distinct);
        }
        values[distinct] = value;
        return distinct++;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        shift--;
        for (long entry : old) {
            if (entry != 0) {
                insert(entry);
            }
        }
    }

    private void insert(long entry) {
        int mask = slots.length - 1;
        int slot = (int) (entry >>> 32) * 0x9e3779b9 >>> shift;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
    }
}
