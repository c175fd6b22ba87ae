package dev.ganz.wire.addr;

/** An IPv4 or IPv6 address. The order of all addresses is IPv4 before IPv6, then as unsigned numbers. */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

    /**
     * Reads {@code 10.1.0.10} or {@code fd00::1}: text with a colon is IPv6.
     *
     * @throws MalformedAddress if it is neither
     */
    static IpAddress parse(String text) {
        return text.indexOf(':') >= 0 ? Ipv6Address.parse(text) : Ipv4Address.parse(text);
    }

    /** Bits of an address of this family: 32 or 128. */
    int bits();

    /** The first {@code length} bits kept, the rest zero. */
    IpAddress masked(int length);

    /** The address {@code distance} after this one, as an unsigned number that wraps. */
    IpAddress plus(long distance);

    /** The first {@code length} bits kept, the rest one: the last address of the network. */
    IpAddress lastOf(int length);

    /** {@code 0.0.0.0} or {@code ::}. */
    boolean isUnspecified();

    boolean isLoopback();

    boolean isMulticast();

    /** Unicast on one link only: {@code 169.254.0.0/16} (RFC 3927) or {@code fe80::/10} (RFC 4291). */
    boolean isLinkLocal();

    /**
     * The group address of Ethernet to which packets for this group are sent (RFC 1112, section 6.4; RFC 2464, section 7).
     *
     * @throws IllegalStateException if this is not a multicast address
     */
    MacAddress multicastMac();

    /** The octets in the order of the wire: 4 or 16. */
    byte[] octets();
}
