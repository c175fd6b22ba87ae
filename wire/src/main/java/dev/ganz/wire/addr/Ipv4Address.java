package dev.ganz.wire.addr;

/** An IPv4 address; {@code value} holds its 32 bits, first octet highest. */
public record Ipv4Address(int value) implements IpAddress {
    public static final int BITS = 32;

    @Override
    public int bits() {
        return BITS;
    }

    @Override
    public Ipv4Address masked(int length) {
        return new Ipv4Address(length == 0 ? 0 : value & -1 << BITS - length);
    }

    @Override
    public Ipv4Address plus(long distance) {
        return new Ipv4Address((int) (value + distance));
    }

    @Override
    public int compareTo(IpAddress other) {
        return other instanceof Ipv4Address(int that) ? Integer.compareUnsigned(value, that) : -1;
    }

    @Override
    public String toString() {
        return (value >>> 24) + "." + (value >>> 16 & 0xff) + "." + (value >>> 8 & 0xff) + "." + (value & 0xff);
    }
}
