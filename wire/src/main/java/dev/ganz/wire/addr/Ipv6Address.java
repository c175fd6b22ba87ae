package dev.ganz.wire.addr;

/** An IPv6 address: {@code high} holds its first 64 bits, {@code low} the rest. */
public record Ipv6Address(long high, long low) implements IpAddress {
    public static final int BITS = 128;

    @Override
    public int bits() {
        return BITS;
    }

    @Override
    public Ipv6Address masked(int length) {
        if (length <= 64) {
            return new Ipv6Address(length == 0 ? 0 : high & -1L << 64 - length, 0);
        }
        return new Ipv6Address(high, low & -1L << BITS - length);
    }

    @Override
    public Ipv6Address plus(long distance) {
        long sum = low + distance;
        return new Ipv6Address(high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0), sum);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (!(other instanceof Ipv6Address(long thatHigh, long thatLow))) {
            return 1;
        }
        int first = Long.compareUnsigned(high, thatHigh);
        return first != 0 ? first : Long.compareUnsigned(low, thatLow);
    }
}
