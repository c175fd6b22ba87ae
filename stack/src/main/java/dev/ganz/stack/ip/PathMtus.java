package dev.ganz.stack.ip;

import dev.ganz.wire.Ipv6;
import org.jspecify.annotations.Nullable;

/**
 * The largest packets that paths have been found to carry (RFC 1191, RFC 8201). What was learnt is forgotten after ten minutes, and
 * larger packets tried again.
 */
final class PathMtus {
    /** No limit but that of the link. */
    static final int UNKNOWN = 65_535;

    /** Of Linux ({@code mtu_expires}) and RFC 8201, section 4. */
    private static final long KEPT = 600_000_000_000L;
    /** Of Linux ({@code min_pmtu}): a lie about a smaller one must not make the node send dust. */
    private static final int SMALLEST_IPV4 = 552;

    private static final int LARGEST_COUNT = 1024;

    /** @param fragmented true if the path carries even less: packets of this size may be fragmented on the way */
    private record Limit(int mtu, boolean fragmented, long until) {}

    private final IpStack stack;
    private @Nullable AddressTable<Limit> limits;

    PathMtus(IpStack stack) {
        this.stack = stack;
    }

    int of(int destination) {
        return limits == null ? UNKNOWN : of(AddressTable.IPV4_HIGH, AddressTable.ipv4Low(destination));
    }

    int of(long high, long low) {
        Limit limit = limits == null ? null : limits.get(high, low);
        return limit == null || limit.until() <= stack.runtime.now() ? UNKNOWN : limit.mtu();
    }

    /** True if routers must be let fragment packets to this destination. */
    boolean fragmented(int destination) {
        Limit limit = limits == null ? null : limits.get(AddressTable.IPV4_HIGH, AddressTable.ipv4Low(destination));
        return limit != null && limit.fragmented();
    }

    /** A router said what its link carries; only a smaller one than before is believed. */
    void learn(long high, long low, int mtu) {
        int smallest = AddressTable.isIpv4(high, low) ? SMALLEST_IPV4 : Ipv6.SMALLEST_MTU;
        int bounded = Math.max(mtu, smallest);
        boolean fragmented = mtu < smallest;
        if (bounded > of(high, low) || bounded == of(high, low) && !fragmented) {
            return;
        }
        if (limits == null) {
            limits = new AddressTable<>();
        } else if (limits.size() >= LARGEST_COUNT) {
            limits.clear();
        }
        limits.put(high, low, new Limit(bounded, fragmented, stack.runtime.now() + KEPT));
    }
}
