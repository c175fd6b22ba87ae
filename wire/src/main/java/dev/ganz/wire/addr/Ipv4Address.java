package dev.ganz.wire.addr;

/**
 * An IPv4 address; {@code value} holds its 32 bits, first octet highest. The static predicates are for code that keeps addresses
 * as numbers.
 */
public record Ipv4Address(int value) implements IpAddress {
    public static final int BITS = 32;

    public static final Ipv4Address UNSPECIFIED = new Ipv4Address(0);
    /** {@code 127.0.0.1}. */
    public static final Ipv4Address LOOPBACK = new Ipv4Address(0x7f00_0001);
    /** Every host on the link: {@code 255.255.255.255} (RFC 919). */
    public static final Ipv4Address BROADCAST = new Ipv4Address(-1);
    /** {@code 224.0.0.1} (RFC 1112). */
    public static final Ipv4Address ALL_SYSTEMS = new Ipv4Address(0xe000_0001);
    /** {@code 224.0.0.2} (RFC 1256). */
    public static final Ipv4Address ALL_ROUTERS = new Ipv4Address(0xe000_0002);

    /** What every IPv4 group address on Ethernet begins with; the low 23 bits of the address follow. */
    private static final long MULTICAST_MAC = 0x0100_5e00_0000L;

    /**
     * Reads four decimal numbers with dots between them; the short and the octal forms of old are refused, as they name different
     * addresses to different readers.
     *
     * @throws MalformedAddress if the text is anything else
     */
    public static Ipv4Address parse(String text) {
        AddressReader reader = new AddressReader("an IPv4 address", text);
        Ipv4Address address = read(reader);
        reader.expectEnd();
        return address;
    }

    /** Reads the address that begins where {@code reader} stands. */
    static Ipv4Address read(AddressReader reader) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0) {
                reader.expect('.');
            }
            value = value << 8 | reader.decimal(255);
        }
        return new Ipv4Address(value);
    }

    /** The address whose four octets begin at {@code offset}. */
    public static Ipv4Address of(byte[] octets, int offset) {
        return new Ipv4Address(octets[offset] << 24
                | (octets[offset + 1] & 0xff) << 16
                | (octets[offset + 2] & 0xff) << 8
                | octets[offset + 3] & 0xff);
    }

    public static boolean isMulticast(int address) {
        return address >>> 28 == 0xe;
    }

    public static boolean isLoopback(int address) {
        return address >>> 24 == 127;
    }

    public static boolean isLinkLocal(int address) {
        return address >>> 16 == 0xa9fe;
    }

    /** The group address of Ethernet for {@code address}, which must be multicast, as a number. */
    public static long multicastMac(int address) {
        return MULTICAST_MAC | address & 0x7f_ffff;
    }

    @Override
    public int bits() {
        return BITS;
    }

    @Override
    public Ipv4Address masked(int length) {
        return new Ipv4Address(value & mask(length));
    }

    @Override
    public Ipv4Address lastOf(int length) {
        return new Ipv4Address(value | ~mask(length));
    }

    @Override
    public Ipv4Address plus(long distance) {
        return new Ipv4Address((int) (value + distance));
    }

    @Override
    public boolean isUnspecified() {
        return value == 0;
    }

    @Override
    public boolean isLoopback() {
        return isLoopback(value);
    }

    @Override
    public boolean isMulticast() {
        return isMulticast(value);
    }

    @Override
    public boolean isLinkLocal() {
        return isLinkLocal(value);
    }

    /** True for the limited broadcast alone; that of a network is known by {@link InterfaceAddress#isBroadcast}. */
    public boolean isBroadcast() {
        return value == -1;
    }

    @Override
    public MacAddress multicastMac() {
        if (!isMulticast()) {
            throw new IllegalStateException(this + " is not a multicast address");
        }
        return new MacAddress(multicastMac(value));
    }

    @Override
    public byte[] octets() {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    @Override
    public int compareTo(IpAddress other) {
        return other instanceof Ipv4Address(int that) ? Integer.compareUnsigned(value, that) : -1;
    }

    @Override
    public String toString() {
        return (value >>> 24) + "." + (value >>> 16 & 0xff) + "." + (value >>> 8 & 0xff) + "." + (value & 0xff);
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << BITS - length;
    }
}
