package dev.ganz.wire.addr;

/** A network: {@code 10.1.0.0/16}, {@code fd00::/8}. Bits of {@code network} behind the first {@code length} are zero. */
public record IpPrefix(IpAddress network, int length) implements Comparable<IpPrefix> {

    public IpPrefix {
        if (length < 0 || length > network.bits()) {
            throw new IllegalArgumentException(
                    "prefix length must be 0 to " + network.bits() + " for " + network + ", not " + length);
        }
        network = network.masked(length);
    }

    public boolean contains(IpAddress address) {
        return address.bits() == network.bits() && address.masked(length).equals(network);
    }

    public boolean overlaps(IpPrefix other) {
        return length <= other.length ? contains(other.network) : other.contains(network);
    }

    @Override
    public int compareTo(IpPrefix other) {
        int first = network.compareTo(other.network);
        return first != 0 ? first : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
