package dev.ganz.lab.addressing;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.addressing.Pool.Range;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Private IPv4 addresses (RFC 1918). Where the lab's own prefixes leave no room in 10.0.0.0/8 (a lone {@code 10.0.0.1/8} takes all
 * of it), those of 172.16.0.0/12 follow.
 *
 * <pre>
 *   networks         10.0.0.0 to 10.191.255.255, /24 or larger     then 172.16.0.0 to 172.27.255.255
 *   point to point   10.192.0.0/11, /31 (RFC 3021)                 then 172.28.0.0/15
 *   loopbacks        10.224.0.0/11 from 10.224.0.1 on, /32         then 172.30.0.0/15
 * </pre>
 */
final class Ipv4Space implements AddressSpace {
    private static final int LONGEST_LAN = 24;

    private final Pool lans;
    private final Pool cables;
    private final Pool loopbacks;

    Ipv4Space(List<IpPrefix> reserved) {
        List<Range> taken = new ArrayList<>();
        for (IpPrefix prefix : reserved) {
            if (prefix.network() instanceof Ipv4Address(int value)) {
                long first = Integer.toUnsignedLong(value);
                taken.add(new Range(first, first + (1L << Ipv4Address.BITS - prefix.length()) - 1));
            }
        }
        lans = new Pool(List.of(range(10, 0, 10, 191), range(172, 16, 172, 27)), taken);
        cables = new Pool(List.of(range(10, 192, 10, 223), range(172, 28, 172, 29)), taken);
        Range nodes = range(10, 224, 10, 255);
        loopbacks = new Pool(List.of(new Range(nodes.first() + 1, nodes.last()), range(172, 30, 172, 31)), taken);
    }

    private static Range range(long firstOctet, long secondOctet, long lastFirstOctet, long lastSecondOctet) {
        return new Range(firstOctet << 24 | secondOctet << 16, lastFirstOctet << 24 | lastSecondOctet << 16 | 0xffff);
    }

    @Override
    public int bits() {
        return Ipv4Address.BITS;
    }

    @Override
    public IpPrefix lan(int interfaces) {
        int hostBits = Long.SIZE - Long.numberOfLeadingZeros(interfaces + 1L); // the first and the last name no host
        int length = Math.min(LONGEST_LAN, Ipv4Address.BITS - hostBits);
        return new IpPrefix(take(lans, 1L << Ipv4Address.BITS - length, "networks"), length);
    }

    @Override
    public IpPrefix pointToPoint() {
        return new IpPrefix(take(cables, 2, "point-to-point networks"), Ipv4Address.BITS - 1);
    }

    @Override
    public IpAddress loopback() {
        return take(loopbacks, 1, "loopbacks");
    }

    private static Ipv4Address take(Pool pool, long size, String what) {
        long first = pool.take(size);
        if (first == Pool.EXHAUSTED) {
            throw new InvalidInput("no IPv4 addresses are left for " + what
                    + " in 10.0.0.0/8 and 172.16.0.0/12; give some interfaces addresses of their own, or shorten the prefixes"
                    + " that the lab gives there");
        }
        return new Ipv4Address((int) first);
    }
}
