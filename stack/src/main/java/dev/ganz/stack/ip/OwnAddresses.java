package dev.ganz.stack.ip;

import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of a node, and the choice of one to send from. Any of them is answered at any port, as in Linux. */
final class OwnAddresses {
    private static final long LINK_LOCAL_HIGH = 0xfe80L << 48;

    private final IpPort[] ports;
    private final List<InterfaceAddress> loopbacks;
    private final int[] ipv4;
    /** High and low halves in turn. */
    private final long[] ipv6;
    /** One bit for each address's hash: most sources of forwarded packets are told apart by it alone. */
    private final long ipv4Filter;

    private final long ipv6Filter;

    OwnAddresses(IpPort[] ports, List<InterfaceAddress> loopbacks) {
        this.ports = ports;
        this.loopbacks = loopbacks;
        int count4 = 0;
        int count6 = ports.length;
        for (int list = -1; list < ports.length; list++) {
            for (InterfaceAddress address : list < 0 ? loopbacks : ports[list].addresses) {
                if (address.address() instanceof Ipv4Address) {
                    count4++;
                } else {
                    count6++;
                }
            }
        }
        ipv4 = new int[count4];
        ipv6 = new long[2 * count6];
        fill();
        long filter4 = 0;
        for (int address : ipv4) {
            filter4 |= bit(address);
        }
        long filter6 = 0;
        for (int i = 0; i < ipv6.length; i += 2) {
            filter6 |= bit(ipv6[i] ^ ipv6[i + 1]);
        }
        ipv4Filter = filter4;
        ipv6Filter = filter6;
    }

    private void fill() {
        int next4 = 0;
        int next6 = 0;
        for (IpPort port : ports) {
            ipv6[next6++] = LINK_LOCAL_HIGH;
            ipv6[next6++] = port.linkLocalLow;
        }
        for (int list = -1; list < ports.length; list++) {
            for (InterfaceAddress address : list < 0 ? loopbacks : ports[list].addresses) {
                switch (address.address()) {
                    case Ipv4Address(int value) -> ipv4[next4++] = value;
                    case Ipv6Address(long high, long low) -> {
                        ipv6[next6++] = high;
                        ipv6[next6++] = low;
                    }
                }
            }
        }
    }

    boolean has(int address) {
        return (ipv4Filter & bit(address)) != 0 && search(address);
    }

    boolean has(long high, long low) {
        return (ipv6Filter & bit(high ^ low)) != 0 && search(high, low);
    }

    /**
     * True if the solicited-node group with this low half is that of one of the addresses (RFC 4291, section 2.7.1); of a router also
     * if it is that of subnet-router anycast.
     */
    boolean solicits(long groupLow, boolean forwarding) {
        if (forwarding && groupLow == Ipv6Address.solicitedNodeLow(0)) {
            return true;
        }
        for (int i = 0; i < ipv6.length; i += 2) {
            if (Ipv6Address.solicitedNodeLow(ipv6[i + 1]) == groupLow) {
                return true;
            }
        }
        return false;
    }

    private boolean search(int address) {
        for (int own : ipv4) {
            if (own == address) {
                return true;
            }
        }
        return false;
    }

    private boolean search(long high, long low) {
        for (int i = 0; i < ipv6.length; i += 2) {
            if (ipv6[i + 1] == low && ipv6[i] == high) {
                return true;
            }
        }
        return false;
    }

    /** True for the addresses of a port, its link-local one, and those of the node itself. */
    boolean isOn(IpPort port, long high, long low) {
        return high == LINK_LOCAL_HIGH && low == port.linkLocalLow
                || contains(port.addresses, high, low)
                || contains(loopbacks, high, low);
    }

    private static boolean contains(List<InterfaceAddress> addresses, long high, long low) {
        for (InterfaceAddress candidate : addresses) {
            if (candidate.address() instanceof Ipv6Address(long ownHigh, long ownLow)
                    && ownHigh == high
                    && ownLow == low) {
                return true;
            }
        }
        return false;
    }

    /**
     * True for the subnet-router anycast address of a network (RFC 4291, section 2.6.1): the prefix with zeros behind. A /127 has
     * none, both its addresses are hosts' (RFC 6164).
     */
    boolean isAnycast(long high, long low) {
        for (IpPort port : ports) {
            for (InterfaceAddress own : port.addresses) {
                if (own.prefixLength() < 127
                        && own.address() instanceof Ipv6Address address
                        && address.masked(own.prefixLength()).equals(new Ipv6Address(high, low))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The address to send from through {@code out} to {@code next}, the next hop: the port's own on that network, else its first,
     * else the node's first; 0 if the node has none.
     */
    int source(@Nullable IpPort out, int next) {
        int best = 0;
        int bestLength = -1;
        if (out != null) {
            for (InterfaceAddress own : out.addresses) {
                if (own.address() instanceof Ipv4Address(int value)) {
                    int length = Math.min(IpPort.commonBits(value, next), own.prefixLength());
                    length = length == own.prefixLength() ? length : 0;
                    if (length > bestLength) {
                        best = value;
                        bestLength = length;
                    }
                }
            }
        }
        return bestLength >= 0 || ipv4.length == 0 ? best : ipv4[0];
    }

    /**
     * The address to send from through {@code out}: of the scope of the destination, then the one that shares the longest prefix
     * with it (RFC 6724, section 5, rules 2, 5 and 8). Candidates are those of the port, else of the whole node.
     */
    Ipv6Address source(@Nullable IpPort out, long high, long low) {
        Ipv6Address best = null;
        if (!Ipv6Address.isLinkLocal(high)) {
            best = out == null ? null : closest(out.addresses, high, low);
            if (best == null) {
                best = closest(loopbacks, high, low);
            }
            for (int i = 0; best == null && i < ports.length; i++) {
                best = closest(ports[i].addresses, high, low);
            }
        }
        return best != null ? best : new Ipv6Address(LINK_LOCAL_HIGH, out == null ? 0 : out.linkLocalLow);
    }

    private static @Nullable Ipv6Address closest(List<InterfaceAddress> candidates, long high, long low) {
        Ipv6Address best = null;
        int bestBits = -1;
        for (InterfaceAddress candidate : candidates) {
            if (candidate.address() instanceof Ipv6Address address && !Ipv6Address.isLinkLocal(address.high())) {
                int bits = IpPort.commonBits(address.high(), address.low(), high, low);
                if (bits > bestBits) {
                    best = address;
                    bestBits = bits;
                }
            }
        }
        return best;
    }

    private static long bit(long address) {
        return 1L << (address * 0x9e3779b97f4a7c15L >>> 58);
    }
}
