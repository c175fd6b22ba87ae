package dev.ganz.stack.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the pairs of segment and subnet in the order in which they are met: neighbours must share both. Most segments have one
 * subnet, and that needs no map.
 */
final class LanIndex {
    private static final int NONE = -1;

    private final int[] firstPrefix;
    private final int[] firstLan;
    private final Map<Long, Integer> further = new HashMap<>();
    private int size;

    LanIndex(int segments) {
        firstPrefix = new int[segments];
        firstLan = new int[segments];
        Arrays.fill(firstPrefix, NONE);
    }

    int number(int segment, int prefix) {
        if (firstPrefix[segment] == prefix) {
            return firstLan[segment];
        }
        if (firstPrefix[segment] == NONE) {
            firstPrefix[segment] = prefix;
            firstLan[segment] = size;
            return size++;
        }
        return further.computeIfAbsent((long) segment << 32 | prefix, _ -> size++);
    }

    int size() {
        return size;
    }
}
