package dev.ganz.linux.netlink;

import dev.ganz.wire.addr.IpPrefix;
import java.util.List;

/**
 * A route of the kernel's main table.
 *
 * @param type of rtnetlink(7): 1 leads somewhere, 6 is a black hole, 7 is unreachable
 * @param protocol who added it, by the numbers of rtnetlink(7)
 * @param metric lower ones count before higher ones
 * @param hops empty for a route that refuses
 */
public record RouteEntry(IpPrefix prefix, int type, int protocol, int metric, List<Hop> hops) {
    public RouteEntry {
        hops = List.copyOf(hops);
    }
}
