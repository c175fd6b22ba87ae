package dev.ganz.stack.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was found out about IPv4 destinations: one probe of a flat table per packet. */
final class Ipv4Cache {
    private static final int SMALLEST_BITS = 4;

    private int[] keys = new int[1 << SMALLEST_BITS];
    private @Nullable Destination[] values = new @Nullable Destination[1 << SMALLEST_BITS];
    private int shift = Integer.SIZE - SMALLEST_BITS;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Destination get(int address) {
        int mask = values.length - 1;
        int slot = address * 0x9e3779b9 >>> shift;
        while (true) {
            Destination value = values[slot];
            if (value == null || keys[slot] == address) {
                return value;
            }
            slot = slot + 1 & mask;
        }
    }

    /** Adds an address that is not there. */
    void add(int address, Destination value) {
        if (size * 2 >= values.length) {
            grow();
        }
        insert(address, value);
        size++;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(values, null);
            size = 0;
        }
    }

    private void grow() {
        int[] oldKeys = keys;
        @Nullable Destination[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new @Nullable Destination[oldKeys.length * 2];
        shift--;
        for (int i = 0; i < oldKeys.length; i++) {
            Destination value = oldValues[i];
            if (value != null) {
                insert(oldKeys[i], value);
            }
        }
    }

    private void insert(int address, Destination value) {
        int mask = values.length - 1;
        int slot = address * 0x9e3779b9 >>> shift;
        while (values[slot] != null) {
            slot = slot + 1 & mask;
        }
        keys[slot] = address;
        values[slot] = value;
    }
}
