package dev.ganz.plan.pack;

import java.util.Arrays;

/** Items in bins, some of which may hold more than they have room for: what the searches change. */
final class Assignment {
    final int dimensions;
    final int items;
    final int bins;
    final int[] sizes;
    final int[] limits;
    final int[][] members;
    final int[] memberCount;
    final int[] loads;
    /** Load over the limit of each bin, added over the dimensions. */
    final long[] overloads;

    final int[] overloaded;
    int overloadedCount;

    private final int[] binOf;
    private final int[] placeOf;
    private final int[] overloadedPlace;
    private long total;

    /**
     * @param sizes of the items, item after item
     * @param limits what each bin has room for, bin after bin
     * @param start a bin for every item
     */
    Assignment(int dimensions, int[] sizes, int[] limits, int[] start) {
        this.dimensions = dimensions;
        this.items = start.length;
        this.bins = limits.length / dimensions;
        this.sizes = sizes;
        this.limits = limits;
        this.binOf = new int[items];
        this.placeOf = new int[items];
        this.members = new int[bins][4];
        this.memberCount = new int[bins];
        this.loads = new int[limits.length];
        this.overloads = new long[bins];
        this.overloaded = new int[bins];
        this.overloadedPlace = new int[bins];
        Arrays.fill(overloadedPlace, -1);
        for (int item = 0; item < items; item++) {
            add(item, start[item]);
        }
        for (int bin = 0; bin < bins; bin++) {
            weigh(bin);
        }
    }

    long total() {
        return total;
    }

    int[] binOfItems() {
        return binOf.clone();
    }

    /** Moves an item; the two bins are to be weighed before anything else is asked. */
    void move(int item, int from, int to) {
        int last = members[from][--memberCount[from]];
        members[from][placeOf[item]] = last;
        placeOf[last] = placeOf[item];
        for (int k = 0; k < dimensions; k++) {
            loads[from * dimensions + k] -= sizes[item * dimensions + k];
        }
        add(item, to);
    }

    /** Moves an item from wherever it is. */
    void moveTo(int item, int bin) {
        int from = binOf[item];
        move(item, from, bin);
        weigh(from);
        weigh(bin);
    }

    private void add(int item, int bin) {
        if (memberCount[bin] == members[bin].length) {
            members[bin] = Arrays.copyOf(members[bin], 2 * memberCount[bin]);
        }
        placeOf[item] = memberCount[bin];
        members[bin][memberCount[bin]++] = item;
        binOf[item] = bin;
        for (int k = 0; k < dimensions; k++) {
            loads[bin * dimensions + k] += sizes[item * dimensions + k];
        }
    }

    /** Computes a bin's overload anew. */
    void weigh(int bin) {
        long overload = 0;
        for (int k = bin * dimensions; k < (bin + 1) * dimensions; k++) {
            overload += Math.max(0, loads[k] - limits[k]);
        }
        total += overload - overloads[bin];
        overloads[bin] = overload;
        if (overload > 0 && overloadedPlace[bin] < 0) {
            overloadedPlace[bin] = overloadedCount;
            overloaded[overloadedCount++] = bin;
        } else if (overload == 0 && overloadedPlace[bin] >= 0) {
            int last = overloaded[--overloadedCount];
            overloaded[overloadedPlace[bin]] = last;
            overloadedPlace[last] = overloadedPlace[bin];
            overloadedPlace[bin] = -1;
        }
    }

    /** The overload of a bin with one more item; what exceeds {@code most} may be told too small, but above it. */
    long overloadWith(int bin, int item, long most) {
        long overload = 0;
        int from = item * dimensions;
        int own = bin * dimensions;
        for (int k = 0; k < dimensions && overload <= most; k++) {
            overload += Math.max(0, loads[own + k] - limits[own + k] + sizes[from + k]);
        }
        return overload;
    }

    /** As {@link #overloadWith}, with one item less. */
    long overloadWithout(int bin, int out) {
        long overload = 0;
        for (int k = 0; k < dimensions; k++) {
            int at = bin * dimensions + k;
            overload += Math.max(0, loads[at] - limits[at] - sizes[out * dimensions + k]);
        }
        return overload;
    }

    /** As {@link #overloadWith}, with another item less. */
    long overloadInstead(int bin, int out, int item, long most) {
        long overload = 0;
        int from = item * dimensions;
        int gone = out * dimensions;
        int own = bin * dimensions;
        for (int k = 0; k < dimensions && overload <= most; k++) {
            overload += Math.max(0, loads[own + k] - limits[own + k] + sizes[from + k] - sizes[gone + k]);
        }
        return overload;
    }
}
