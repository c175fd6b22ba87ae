package dev.ganz.wire.addr;

/** A network: {@code 10.1.0.0/16}, {@code fd00::/8}. Bits of {@code network} behind the first {@code length} are zero. */
public record IpPrefix(IpAddress network, int length) implements Comparable<IpPrefix> {
    private static final String KIND = "a network such as 10.1.0.0/16 or fd00::/8";

    public IpPrefix {
        if (length < 0 || length > network.bits()) {
            throw new IllegalArgumentException(
                    "prefix length must be 0 to " + network.bits() + " for " + network + ", not " + length);
        }
        network = network.masked(length);
    }

    /**
     * Reads an address, a slash and a length. Bits behind the length are refused rather than cleared: who writes
     * {@code 10.1.2.0/16} means something else than {@code 10.1.0.0/16}. {@link InterfaceAddress#parse} allows them.
     *
     * @throws MalformedAddress if the text is anything else
     */
    public static IpPrefix parse(String text) {
        InterfaceAddress parsed = InterfaceAddress.parse(KIND, text);
        IpPrefix prefix = parsed.prefix();
        if (!prefix.network.equals(parsed.address())) {
            throw new MalformedAddress(
                    KIND,
                    text,
                    0,
                    prefix + ", with zeros behind the first " + prefix.length + " bits,",
                    parsed.toString());
        }
        return prefix;
    }

    public boolean contains(IpAddress address) {
        return address.bits() == network.bits() && address.masked(length).equals(network);
    }

    public boolean overlaps(IpPrefix other) {
        return length <= other.length ? contains(other.network) : other.contains(network);
    }

    /** The address of the network with all ones behind the prefix. */
    public IpAddress last() {
        return network.lastOf(length);
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
