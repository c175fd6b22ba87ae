package dev.ganz.lab.addressing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers that are handed out in rising order and once, without those that are reserved. */
final class Pool {
    /** What {@link #take} returns when nothing is left. */
    static final long EXHAUSTED = -1;

    private final List<Range> free = new ArrayList<>();
    private int current;
    private long next;

    /** Numbers from {@code first} to {@code last}, both included and not negative. */
    record Range(long first, long last) {}

    /** A pool of {@code ranges}, used in this order; {@code reserved} may be in any order and overlap. */
    Pool(List<Range> ranges, List<Range> reserved) {
        List<Range> holes = new ArrayList<>(reserved);
        holes.sort(Comparator.comparingLong(Range::first));
        for (Range range : ranges) {
            long from = range.first;
            for (Range hole : holes) {
                if (hole.last < from || hole.first > range.last) {
                    continue;
                }
                if (hole.first > from) {
                    free.add(new Range(from, hole.first - 1));
                }
                from = hole.last + 1;
            }
            if (from <= range.last) {
                free.add(new Range(from, range.last));
            }
        }
        next = free.isEmpty() ? 0 : free.getFirst().first;
    }

    /**
     * The first of {@code size} free numbers in a row, a multiple of {@code size}.
     *
     * @param size a power of two
     */
    long take(long size) {
        while (current < free.size()) {
            long at = next + size - 1 & -size;
            if (at + size - 1 <= free.get(current).last) {
                next = at + size;
                return at;
            }
            current++;
            next = current < free.size() ? free.get(current).first : 0;
        }
        return EXHAUSTED;
    }
}
