package dev.ganz.wire.pcap;

/**
 * Where the packet within a frame begins and what it is.
 *
 * @param offset index of its first octet, in the array that was searched
 * @param etherType protocol by its EtherType
 */
public record NetworkLayer(int offset, int etherType) {
    public static final int IPV4 = 0x0800;
    public static final int IPV6 = 0x86dd;
}
