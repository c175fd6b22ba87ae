package dev.ganz.host;

import java.util.List;

/**
 * A software RAID, md(4).
 *
 * @param members names of block devices
 * @param missing members that it lacks
 * @param activity {@code idle}, or what keeps its members busy: {@code check}, {@code resync}, {@code recovery}, {@code reshape}
 */
public record RaidArray(String name, List<String> members, int missing, String activity) {
    public RaidArray {
        members = List.copyOf(members);
    }

    public boolean isBusy() {
        return !activity.equals("idle");
    }
}
