package dev.ganz.stack.ip;

import dev.ganz.stack.PortInfo;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A port as the IP layer sees it. */
final class IpPort {
    /** Number of the port by which a node reaches itself. */
    static final int LOOPBACK = -1;

    private static final int LARGEST_PACKET = 65_535;

    final int number;
    final long mac;
    final int mtu;
    final List<InterfaceAddress> addresses;
    /** Low half of fe80::, the interface identifier. */
    final long linkLocalLow;

    private final @Nullable Map<IpAddress, MacAddress> known;
    private @Nullable AddressTable<Neighbour> neighbours;
    /** The neighbours once more, in the order in which they came. */
    private @Nullable Neighbour first;

    private @Nullable Neighbour last;
    private boolean up;

    IpPort(int number, PortInfo info, IpConfiguration.Port configuration) {
        this.number = number;
        this.mac = info.mac().value();
        this.mtu = Math.min(info.mtu(), LARGEST_PACKET);
        this.addresses = configuration.addresses();
        this.known = configuration.neighbours();
        this.linkLocalLow = Ipv6Address.interfaceIdentifier(info.mac());
    }

    /** The port by which a node reaches itself. */
    IpPort() {
        this.number = LOOPBACK;
        this.mac = 0;
        this.mtu = LARGEST_PACKET;
        this.addresses = List.of();
        this.known = Map.of();
        this.linkLocalLow = 0;
        this.up = true;
    }

    boolean up() {
        return up;
    }

    void up(boolean carrier) {
        up = carrier;
    }

    /** True if neighbours are looked for on the link. */
    boolean discovers() {
        return known == null;
    }

    /** The neighbour's MAC address as it was configured, or -1. */
    long knownMac(long high, long low) {
        MacAddress found = known == null ? null : known.get(address(high, low));
        return found == null ? -1 : found.value();
    }

    @Nullable
    Neighbour neighbour(long high, long low) {
        return neighbours == null ? null : neighbours.get(high, low);
    }

    void add(Neighbour neighbour) {
        if (neighbours == null) {
            neighbours = new AddressTable<>();
        }
        neighbours.put(neighbour.high, neighbour.low, neighbour);
        neighbour.previous = last;
        if (last == null) {
            first = neighbour;
        } else {
            last.next = neighbour;
        }
        last = neighbour;
    }

    void remove(Neighbour neighbour) {
        if (neighbours != null) {
            neighbours.remove(neighbour.high, neighbour.low);
        }
        if (neighbour.previous == null) {
            first = neighbour.next;
        } else {
            neighbour.previous.next = neighbour.next;
        }
        if (neighbour.next == null) {
            last = neighbour.previous;
        } else {
            neighbour.next.previous = neighbour.previous;
        }
    }

    /** Forgets all neighbours: hands out the first, which leads to the rest. */
    @Nullable
    Neighbour takeNeighbours() {
        Neighbour taken = first;
        neighbours = null;
        first = null;
        last = null;
        return taken;
    }

    /** Bits of the longest network of this port that holds the address, or -1. */
    int networkLength(int address) {
        int longest = -1;
        for (InterfaceAddress own : addresses) {
            if (own.prefixLength() > longest
                    && own.address() instanceof Ipv4Address(int value)
                    && commonBits(value, address) >= own.prefixLength()) {
                longest = own.prefixLength();
            }
        }
        return longest;
    }

    int networkLength(long high, long low) {
        int longest = -1;
        for (InterfaceAddress own : addresses) {
            if (own.prefixLength() > longest
                    && own.address() instanceof Ipv6Address(long ownHigh, long ownLow)
                    && commonBits(ownHigh, ownLow, high, low) >= own.prefixLength()) {
                longest = own.prefixLength();
            }
        }
        return longest;
    }

    /** True for the broadcast address of one of the port's networks; a /31 or /32 has none (RFC 3021). */
    boolean isBroadcast(int address) {
        for (InterfaceAddress own : addresses) {
            if (own.prefixLength() <= 30
                    && own.address() instanceof Ipv4Address(int value)
                    && address == (value | -1 >>> own.prefixLength())) {
                return true;
            }
        }
        return false;
    }

    /**
     * True for the groups a node listens to: broadcast, all hosts (RFC 1112), all nodes, for a router all routers, and every
     * solicited-node group (RFC 4291, section 2.7.1): whom a solicitation is for, its target says.
     */
    boolean listensTo(long group, boolean forwarding) {
        if (group == 0xffff_ffff_ffffL || group == 0x0100_5e00_0001L || group == 0x3333_0000_0001L) {
            return true;
        }
        return group >>> 32 == 0x3333 && (group == 0x3333_0000_0002L ? forwarding : (group >>> 24 & 0xff) == 0xff);
    }

    static IpAddress address(long high, long low) {
        return AddressTable.isIpv4(high, low) ? new Ipv4Address((int) low) : new Ipv6Address(high, low);
    }

    static int commonBits(int one, int other) {
        return Integer.numberOfLeadingZeros(one ^ other);
    }

    static int commonBits(long oneHigh, long oneLow, long otherHigh, long otherLow) {
        return oneHigh != otherHigh
                ? Long.numberOfLeadingZeros(oneHigh ^ otherHigh)
                : 64 + Long.numberOfLeadingZeros(oneLow ^ otherLow);
    }
}
