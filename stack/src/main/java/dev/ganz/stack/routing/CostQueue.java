package dev.ganz.stack.routing;

import java.util.Arrays;

/** A binary heap of (cost, node) pairs, least cost first, equal costs by node. */
final class CostQueue {
    private long[] entries = new long[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int cost, int node) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        long entry = (long) cost << 32 | node;
        int at = size++;
        while (at > 0 && entries[(at - 1) / 2] > entry) {
            entries[at] = entries[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        entries[at] = entry;
    }

    long removeLeast() {
        long least = entries[0];
        long last = entries[--size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && entries[child + 1] < entries[child]) {
                child++;
            }
            if (entries[child] >= last) {
                break;
            }
            entries[at] = entries[child];
            at = child;
        }
        entries[at] = last;
        return least;
    }

    static int cost(long entry) {
        return (int) (entry >>> 32);
    }

    static int node(long entry) {
        return (int) entry;
    }
}
