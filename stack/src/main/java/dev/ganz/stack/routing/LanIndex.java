package dev.ganz.stack.routing;

import java.util.HashMap;
import java.util.Map;

/** Numbers the pairs of segment and subnet in the order in which they are met: neighbours must share both. */
final class LanIndex {
    private final Map<Long, Integer> numbers = new HashMap<>();

    int number(int segment, int prefix) {
        return numbers.computeIfAbsent((long) segment << 32 | prefix, _ -> numbers.size());
    }

    int size() {
        return numbers.size();
    }
}
