package dev.ganz.plan.vbp;

import dev.ganz.lab.InvalidInput;
import dev.ganz.plan.pack.BinPacking;
import dev.ganz.plan.text.NumberText;
import java.util.Arrays;

/**
 * Vector bin packing in the format of VPSolver (Brandão and Pedroso): the number of dimensions, the capacity of a bin in each, the
 * number of kinds of items, and for each kind its size in every dimension and how many there are of it.
 */
public final class VbpFile {
    private static final int MOST_DIMENSIONS = 1000;
    private static final int MOST_ITEMS = 1 << 22;

    private VbpFile() {}

    /**
     * Reads a problem.
     *
     * @throws InvalidInput if the text is none, or an item is larger than a bin
     */
    public static BinPacking read(NumberText text) {
        int dimensions = text.next("the number of dimensions", 1, MOST_DIMENSIONS);
        long[] capacity = new long[dimensions];
        for (int k = 0; k < dimensions; k++) {
            capacity[k] = text.next("the capacity in dimension " + (k + 1), BinPacking.LARGEST);
        }
        int kinds = text.next("the number of kinds of items", 0, MOST_ITEMS);
        long[] sizes = new long[Math.min(1024, kinds) * dimensions];
        int used = 0;
        for (int kind = 1; kind <= kinds; kind++) {
            long[] size = new long[dimensions];
            for (int k = 0; k < dimensions; k++) {
                size[k] = text.next("the size of item " + kind + " in dimension " + (k + 1), BinPacking.LARGEST);
                if (size[k] > capacity[k]) {
                    throw text.error("expected an item that fits into a bin, at most " + capacity[k] + " in dimension "
                            + (k + 1) + ", found " + size[k]);
                }
            }
            int count = text.next("how many items there are of kind " + kind, 0, MOST_ITEMS);
            long needed = used + (long) count * dimensions;
            if (needed > Math.min(BinPacking.MOST_SIZES, (long) MOST_ITEMS * dimensions)) {
                throw text.error("expected at most " + Math.min(BinPacking.MOST_SIZES / dimensions, MOST_ITEMS)
                        + " items of " + dimensions + " dimensions, found more");
            }
            if (needed > sizes.length) {
                sizes = Arrays.copyOf(
                        sizes, (int) Math.min(BinPacking.MOST_SIZES, Math.max(needed, 2L * sizes.length)));
            }
            for (; used < needed; used += dimensions) {
                System.arraycopy(size, 0, sizes, used, dimensions);
            }
        }
        text.end("the last kind of item");
        return new BinPacking(capacity, Arrays.copyOf(sizes, used));
    }
}
