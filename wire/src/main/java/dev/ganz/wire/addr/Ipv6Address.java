package dev.ganz.wire.addr;

/**
 * An IPv6 address: {@code high} holds its first 64 bits, {@code low} the rest. The static predicates are for code that keeps
 * addresses as numbers.
 */
public record Ipv6Address(long high, long low) implements IpAddress {
    public static final int BITS = 128;

    public static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);
    /** {@code ::1}. */
    public static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);
    /** {@code ff02::1} (RFC 4291, section 2.7.1). */
    public static final Ipv6Address ALL_NODES = new Ipv6Address(0xff02L << 48, 1);
    /** {@code ff02::2} (RFC 4291, section 2.7.1). */
    public static final Ipv6Address ALL_ROUTERS = new Ipv6Address(0xff02L << 48, 2);

    private static final long LINK_LOCAL = 0xfe80L << 48;
    /** {@code ff02::1:ff00:0}, followed by the low 24 bits of a unicast address (RFC 4291, section 2.7.1). */
    private static final long SOLICITED_NODE_LOW = 0x1_ff00_0000L;

    private static final long MULTICAST_MAC = 0x3333_0000_0000L;

    /**
     * Reads any text form of RFC 4291, section 2.2, with dotted decimal at the end too; a zone ({@code %eth0}) is refused, for an
     * address of a lab means the same on every node.
     *
     * @throws MalformedAddress if the text is anything else
     */
    public static Ipv6Address parse(String text) {
        AddressReader reader = new AddressReader("an IPv6 address", text);
        Ipv6Address address = read(reader);
        reader.expectEnd();
        return address;
    }

    static Ipv6Address read(AddressReader reader) {
        return Ipv6Text.read(reader);
    }

    /** The address whose sixteen octets begin at {@code offset}. */
    public static Ipv6Address of(byte[] octets, int offset) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | octets[offset + i] & 0xff;
            low = low << 8 | octets[offset + 8 + i] & 0xff;
        }
        return new Ipv6Address(high, low);
    }

    /** The link-local address made from the modified EUI-64 of an interface (RFC 4291, appendix A; RFC 2464, section 5). */
    public static Ipv6Address linkLocal(MacAddress mac) {
        return new Ipv6Address(LINK_LOCAL, interfaceIdentifier(mac));
    }

    /** The modified EUI-64: the U/L bit inverted, {@code fffe} between the two halves (RFC 4291, appendix A). */
    public static long interfaceIdentifier(MacAddress mac) {
        long value = mac.value() ^ 0x0200_0000_0000L;
        return value >>> 24 << 40 | 0xff_fe00_0000L | value & 0xff_ffff;
    }

    public static boolean isMulticast(long high) {
        return high >>> 56 == 0xff;
    }

    public static boolean isLinkLocal(long high) {
        return high >>> 54 == 0xfe80 >>> 6;
    }

    public static boolean isLoopback(long high, long low) {
        return high == 0 && low == 1;
    }

    /** True for {@code ff02::1:ff00:0/104}. */
    public static boolean isSolicitedNode(long high, long low) {
        return high == 0xff02L << 48 && low >>> 24 == SOLICITED_NODE_LOW >>> 24;
    }

    /** Low half of the solicited-node group of an address with this low half; the high half is that of {@code ff02::}. */
    public static long solicitedNodeLow(long low) {
        return SOLICITED_NODE_LOW | low & 0xff_ffff;
    }

    /** The group address of Ethernet for a multicast address with this low half, as a number. */
    public static long multicastMac(long low) {
        return MULTICAST_MAC | low & 0xffff_ffffL;
    }

    @Override
    public int bits() {
        return BITS;
    }

    @Override
    public Ipv6Address masked(int length) {
        return new Ipv6Address(high & highMask(length), low & lowMask(length));
    }

    @Override
    public Ipv6Address lastOf(int length) {
        return new Ipv6Address(high | ~highMask(length), low | ~lowMask(length));
    }

    @Override
    public Ipv6Address plus(long distance) {
        long sum = low + distance;
        return new Ipv6Address(high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0), sum);
    }

    @Override
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    @Override
    public boolean isLoopback() {
        return isLoopback(high, low);
    }

    @Override
    public boolean isMulticast() {
        return isMulticast(high);
    }

    @Override
    public boolean isLinkLocal() {
        return isLinkLocal(high);
    }

    /** {@code fc00::/7} (RFC 4193). */
    public boolean isUniqueLocal() {
        return high >>> 57 == 0xfc >>> 1;
    }

    /** {@code ::ffff:0:0/96}: an IPv4 address in the clothes of IPv6, never on the wire (RFC 4291, section 2.5.5.2). */
    public boolean isIpv4Mapped() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** The group on which the owner of this unicast address is asked for (RFC 4291, section 2.7.1). */
    public Ipv6Address solicitedNode() {
        return new Ipv6Address(0xff02L << 48, solicitedNodeLow(low));
    }

    @Override
    public MacAddress multicastMac() {
        if (!isMulticast()) {
            throw new IllegalStateException(this + " is not a multicast address");
        }
        return new MacAddress(multicastMac(low));
    }

    @Override
    public byte[] octets() {
        byte[] octets = new byte[16];
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (high >>> 56 - 8 * i);
            octets[8 + i] = (byte) (low >>> 56 - 8 * i);
        }
        return octets;
    }

    @Override
    public int compareTo(IpAddress other) {
        if (!(other instanceof Ipv6Address(long thatHigh, long thatLow))) {
            return 1;
        }
        int first = Long.compareUnsigned(high, thatHigh);
        return first != 0 ? first : Long.compareUnsigned(low, thatLow);
    }

    /** The one text of RFC 5952; IPv4-mapped addresses end in dotted decimal (section 5). */
    @Override
    public String toString() {
        return Ipv6Text.write(this);
    }

    private static long highMask(int length) {
        return length == 0 ? 0 : length >= 64 ? -1L : -1L << 64 - length;
    }

    private static long lowMask(int length) {
        return length <= 64 ? 0 : -1L << BITS - length;
    }
}
