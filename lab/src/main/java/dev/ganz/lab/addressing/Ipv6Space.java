package dev.ganz.lab.addressing;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.addressing.Pool.Range;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Unique local IPv6 addresses (RFC 4193): a /48 whose 40 bits of Global ID derive from the lab's name, so that two labs that meet
 * one day are unlikely to clash. If the lab's own prefixes cover it whole, the next one is used.
 *
 * <pre>
 *   loopbacks        subnet 0, from ::1 on, /128
 *   networks         subnets 1 to fffe, /64
 *   point to point   subnet ffff, from ::2 on, /127 (RFC 6164, which forbids an interface identifier of zero)
 * </pre>
 */
final class Ipv6Space implements AddressSpace {
    private static final int SITE_LENGTH = 48;
    private static final int LAN_LENGTH = 64;
    private static final long GLOBAL_IDS = 1L << 40;
    private static final long LOOPBACKS = 0;
    private static final long CABLES = 0xffff;
    /** More than any lab has; keeps identifiers short and far from the reserved anycast ones (RFC 2526). */
    private static final long LAST_IDENTIFIER = (1L << 40) - 1;

    private final long site;
    private final Pool lans;
    private final Pool cables;
    private final Pool loopbacks;

    Ipv6Space(String lab, List<IpPrefix> reserved) {
        site = site(lab, reserved);
        List<Range> takenSubnets = new ArrayList<>();
        List<Range> takenCables = new ArrayList<>();
        List<Range> takenLoopbacks = new ArrayList<>();
        for (IpPrefix prefix : reserved) {
            if (prefix.network() instanceof Ipv6Address network
                    && siteOf(network).contains(network(site))) {
                takenSubnets.add(subnets(network, prefix.length()));
                addIdentifiers(takenCables, prefix, site | CABLES);
                addIdentifiers(takenLoopbacks, prefix, site | LOOPBACKS);
            }
        }
        lans = new Pool(List.of(new Range(LOOPBACKS + 1, CABLES - 1)), takenSubnets);
        cables = new Pool(List.of(new Range(2, LAST_IDENTIFIER)), takenCables);
        loopbacks = new Pool(List.of(new Range(1, LAST_IDENTIFIER)), takenLoopbacks);
    }

    private static long site(String lab, List<IpPrefix> reserved) {
        long globalId = NameHash.of(lab) & GLOBAL_IDS - 1;
        for (long tries = 0; tries <= reserved.size(); tries++) {
            long site = 0xfdL << 56 | (globalId + tries & GLOBAL_IDS - 1) << 16;
            IpPrefix whole = siteOf(network(site));
            if (reserved.stream()
                    .noneMatch(prefix -> prefix.length() <= SITE_LENGTH && prefix.contains(whole.network()))) {
                return site;
            }
        }
        throw new InvalidInput("the lab's own IPv6 prefixes leave no /48 of fd00::/8 for automatic addresses;"
                + " lengthen them, or give every interface an IPv6 address");
    }

    private static Ipv6Address network(long high) {
        return new Ipv6Address(high, 0);
    }

    private static IpPrefix siteOf(Ipv6Address address) {
        return new IpPrefix(address, SITE_LENGTH);
    }

    /** The subnets of the site that a prefix inside it touches. */
    private static Range subnets(Ipv6Address network, int length) {
        long first = network.high() & 0xffff;
        return new Range(first, length >= LAN_LENGTH ? first : first + (1L << LAN_LENGTH - length) - 1);
    }

    /** Adds the identifiers that a prefix takes in the subnet {@code high}. */
    private static void addIdentifiers(List<Range> taken, IpPrefix prefix, long high) {
        if (prefix.length() <= LAN_LENGTH) {
            if (prefix.contains(network(high))) {
                taken.add(new Range(0, LAST_IDENTIFIER));
            }
            return;
        }
        if (prefix.network() instanceof Ipv6Address(long subnet, long first)
                && subnet == high
                && first >= 0
                && first <= LAST_IDENTIFIER) {
            int hostBits = Math.min(Ipv6Address.BITS - prefix.length(), 41);
            taken.add(new Range(first, first + (1L << hostBits) - 1));
        }
    }

    @Override
    public int bits() {
        return Ipv6Address.BITS;
    }

    @Override
    public IpPrefix lan(int interfaces) {
        return new IpPrefix(network(site | take(lans, 1, "networks")), LAN_LENGTH);
    }

    @Override
    public IpPrefix pointToPoint() {
        long first = take(cables, 2, "point-to-point networks");
        return new IpPrefix(new Ipv6Address(site | CABLES, first), Ipv6Address.BITS - 1);
    }

    @Override
    public IpAddress loopback() {
        return new Ipv6Address(site | LOOPBACKS, take(loopbacks, 1, "loopbacks"));
    }

    private long take(Pool pool, long size, String what) {
        long first = pool.take(size);
        if (first == Pool.EXHAUSTED) {
            throw new InvalidInput(
                    "no IPv6 addresses are left for " + what + " in " + siteOf(network(site))
                            + "; give some interfaces addresses of their own, or lengthen the prefixes that the lab gives there");
        }
        return first;
    }
}
