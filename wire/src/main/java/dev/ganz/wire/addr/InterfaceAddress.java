package dev.ganz.wire.addr;

/** An address together with the length of the network that is reached without a router: {@code 10.1.0.10/24}. */
public record InterfaceAddress(IpAddress address, int prefixLength) {
    private static final String KIND = "an address with its prefix length, such as 10.1.0.10/24";

    public InterfaceAddress {
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw new IllegalArgumentException(
                    "prefix length must be 0 to " + address.bits() + " for " + address + ", not " + prefixLength);
        }
    }

    /**
     * Reads an address, a slash and a length.
     *
     * @throws MalformedAddress if the text is anything else
     */
    public static InterfaceAddress parse(String text) {
        return parse(KIND, text);
    }

    static InterfaceAddress parse(String kind, String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        AddressReader reader = new AddressReader(kind, text, 0, end);
        IpAddress address = text.lastIndexOf(':', end) >= 0 ? Ipv6Address.read(reader) : Ipv4Address.read(reader);
        reader.expectEnd();
        AddressReader rest = new AddressReader(kind, text, end, text.length());
        rest.expect('/');
        int length = rest.decimal(address.bits());
        rest.expectEnd();
        return new InterfaceAddress(address, length);
    }

    public IpPrefix prefix() {
        return new IpPrefix(address, prefixLength);
    }

    /**
     * True if {@code candidate} reaches every host of this network: the limited broadcast, or all ones behind the prefix (RFC 919).
     * A /31 or /32 has none of its own (RFC 3021), nor has IPv6.
     */
    public boolean isBroadcast(Ipv4Address candidate) {
        return address instanceof Ipv4Address own
                && (candidate.isBroadcast() || prefixLength <= 30 && candidate.equals(own.lastOf(prefixLength)));
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
