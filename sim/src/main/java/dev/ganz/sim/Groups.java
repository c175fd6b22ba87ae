package dev.ganz.sim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which group an address belongs to: sorted arrays, so that asking allocates nothing. */
final class Groups {
    /** Group of an address in no group. */
    static final int NONE = -1;

    private final long[] high;
    private final long[] low;
    private final int[] group;

    /** An address in two halves, and its group. */
    record Member(long high, long low, int group) {
        static final Comparator<Member> ORDER =
                Comparator.comparingLong(Member::high).thenComparingLong(Member::low);
    }

    /** @param members in any order; an address given twice is in one of its groups */
    Groups(List<Member> members) {
        Member[] sorted = members.toArray(Member[]::new);
        Arrays.sort(sorted, Member.ORDER);
        high = Arrays.stream(sorted).mapToLong(Member::high).toArray();
        low = Arrays.stream(sorted).mapToLong(Member::low).toArray();
        group = Arrays.stream(sorted).mapToInt(Member::group).toArray();
    }

    /** The group, or {@link #NONE}. */
    int of(long wantedHigh, long wantedLow) {
        int from = 0;
        int to = group.length - 1;
        while (from <= to) {
            int middle = from + to >>> 1;
            int order = Long.compare(high[middle], wantedHigh);
            order = order == 0 ? Long.compare(low[middle], wantedLow) : order;
            if (order == 0) {
                return group[middle];
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return NONE;
    }
}
