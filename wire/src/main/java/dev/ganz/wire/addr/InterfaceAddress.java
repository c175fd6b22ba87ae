package dev.ganz.wire.addr;

/** An address together with the length of the network that is reached without a router: {@code 10.1.0.10/24}. */
public record InterfaceAddress(IpAddress address, int prefixLength) {

    public InterfaceAddress {
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw new IllegalArgumentException(
                    "prefix length must be 0 to " + address.bits() + " for " + address + ", not " + prefixLength);
        }
    }

    public IpPrefix prefix() {
        return new IpPrefix(address, prefixLength);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
