package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;

/**
 * What an IPv4 header says (RFC 791), apart from its length.
 *
 * @param trafficClass DSCP in the upper six bits, ECN in the lower two
 * @param fragmentOffset in octets, a multiple of 8
 * @param protocol an {@link IpProtocol}
 * @param options made by {@link Ipv4Option#emit}: at most 40 octets, a multiple of 4
 */
public record Ipv4(
        int trafficClass,
        int identification,
        boolean dontFragment,
        boolean moreFragments,
        int fragmentOffset,
        int ttl,
        int protocol,
        Ipv4Address source,
        Ipv4Address destination,
        OctetString options) {

    /** The largest total length. */
    public static final int LARGEST_LENGTH = 65_535;

    public Ipv4 {
        Range.require("traffic class", trafficClass, 0xff);
        Range.require("identification", identification, 0xffff);
        Range.require("fragment offset", fragmentOffset, Ipv4View.FRAGMENT_OFFSET << 3);
        Range.requireMultiple("fragment offset", fragmentOffset, 8);
        Range.require("TTL", ttl, 0xff);
        Range.require("protocol", protocol, 0xff);
        Range.require("length of options", options.length(), Ipv4View.LONGEST_LENGTH - Ipv4View.SHORTEST_LENGTH);
        Range.requireMultiple("length of options", options.length(), 4);
    }

    /** A packet of the default class that is no fragment, may not become one, and has no options. */
    public Ipv4(int ttl, int protocol, Ipv4Address source, Ipv4Address destination) {
        this(0, 0, true, false, 0, ttl, protocol, source, destination, OctetString.EMPTY);
    }

    public static Ipv4 from(Ipv4View view) {
        return new Ipv4(
                view.trafficClass(),
                view.identification(),
                view.dontFragment(),
                view.moreFragments(),
                view.fragmentOffset(),
                view.ttl(),
                view.protocol(),
                view.source(),
                view.destination(),
                view.options());
    }

    public int headerLength() {
        return Ipv4View.SHORTEST_LENGTH + options.length();
    }

    /**
     * Writes the header, with its checksum, in front of a payload that already stands behind it.
     *
     * @return octets of the packet, header and payload
     */
    public int emit(byte[] octets, int offset, int payloadLength) {
        int headerLength = headerLength();
        int totalLength = headerLength + payloadLength;
        Range.require("total length", totalLength, headerLength, LARGEST_LENGTH);
        int fragment = (dontFragment ? Ipv4View.DONT_FRAGMENT : 0)
                | (moreFragments ? Ipv4View.MORE_FRAGMENTS : 0)
                | fragmentOffset >>> 3;
        write(
                octets,
                offset,
                trafficClass,
                totalLength,
                identification,
                fragment,
                ttl,
                protocol,
                source.value(),
                destination.value());
        if (!options.isEmpty()) {
            BigEndian.put8(octets, offset + Ipv4View.VERSION_IHL, 4 << 4 | headerLength >>> 2);
            options.emit(octets, offset + Ipv4View.OPTIONS);
            refreshChecksum(octets, offset);
        }
        return totalLength;
    }

    /**
     * {@link #emit} without options, for code that keeps fields as numbers.
     *
     * @param fragment flags and fragment offset as they stand in the header: {@code 0x4000} for "don't fragment"
     * @return {@link Ipv4View#SHORTEST_LENGTH}
     */
    public static int write(
            byte[] octets,
            int offset,
            int trafficClass,
            int totalLength,
            int identification,
            int fragment,
            int ttl,
            int protocol,
            int source,
            int destination) {
        // Summed before it is written: octets that were just stored one by one are slow to load together.
        long first =
                (0x4500L | trafficClass) << 48 | (long) totalLength << 32 | (identification & 0xffffL) << 16 | fragment;
        long second = (long) ttl << 56 | (long) protocol << 48 | source & 0xffff_ffffL;
        long checksum = Checksum.finish(Checksum.words(first) + Checksum.words(second) + (destination & 0xffff_ffffL));
        BigEndian.put64(octets, offset, first);
        BigEndian.put64(octets, offset + Ipv4View.TTL, second | checksum << 32);
        BigEndian.put32(octets, offset + Ipv4View.DESTINATION, destination);
        return Ipv4View.SHORTEST_LENGTH;
    }

    /** Sums the header that begins at {@code offset} anew. */
    public static void refreshChecksum(byte[] octets, int offset) {
        BigEndian.put16(octets, offset + Ipv4View.CHECKSUM, 0);
        int checksum = Checksum.of(octets, offset, Ipv4View.headerLength(octets, offset), 0);
        BigEndian.put16(octets, offset + Ipv4View.CHECKSUM, checksum);
    }

    /**
     * Takes one from the TTL, which must not be 0, and updates the checksum (RFC 1624): a wrong checksum stays as wrong as it was.
     *
     * @return the TTL now; a packet that reaches 0 must not be forwarded (RFC 1812, section 5.3.1)
     */
    public static int decrementTtl(byte[] octets, int offset) {
        int before = BigEndian.i32(octets, offset + Ipv4View.TTL); // TTL, protocol, checksum
        int sum = (~before & 0xffff) + 0xfeff; // what the word with the TTL becomes, less what it was
        int checksum = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
        BigEndian.put32(octets, offset + Ipv4View.TTL, before - 0x0100_0000 & 0xffff_0000 | checksum);
        return (before >>> 24) - 1;
    }

    /** Changes DSCP and ECN, and updates the checksum (RFC 1624). */
    public static void setTrafficClass(byte[] octets, int offset, int trafficClass) {
        int before = BigEndian.u16(octets, offset + Ipv4View.VERSION_IHL);
        replaceWord(octets, offset, Ipv4View.VERSION_IHL, before, before & 0xff00 | trafficClass);
    }

    private static void replaceWord(byte[] octets, int offset, int field, int before, int after) {
        int checksum = BigEndian.u16(octets, offset + Ipv4View.CHECKSUM);
        BigEndian.put16(octets, offset + field, after);
        BigEndian.put16(octets, offset + Ipv4View.CHECKSUM, Checksum.updated(checksum, before, after));
    }
}
