package dev.ganz.wire.addr;

/** An IPv4 or IPv6 address. The order of all addresses is IPv4 before IPv6, then as unsigned numbers. */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

    /** Bits of an address of this family: 32 or 128. */
    int bits();

    /** The first {@code length} bits kept, the rest zero. */
    IpAddress masked(int length);

    /** The address {@code distance} after this one, as an unsigned number that wraps. */
    IpAddress plus(long distance);
}
