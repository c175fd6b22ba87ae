package dev.ganz.wire;

import dev.ganz.wire.addr.MacAddress;

/**
 * What an Ethernet header says.
 *
 * @param type an {@link EtherType}, or the length of an LLC payload up to 1500
 */
public record Ethernet(MacAddress destination, MacAddress source, int type) {

    public Ethernet {
        Range.require("type", type, 0xffff);
        if (type > EthernetView.LARGEST_LENGTH && type < EthernetView.SMALLEST_TYPE) {
            throw new IllegalArgumentException("type must be 0 to 1500 or from 1536 on, not " + type);
        }
    }

    public static Ethernet from(EthernetView view) {
        return new Ethernet(view.destination(), view.source(), view.type());
    }

    /** Writes the header in front of a payload that already stands behind it, and returns {@link EthernetView#HEADER_LENGTH}. */
    public int emit(byte[] octets, int offset) {
        return write(octets, offset, destination.value(), source.value(), type);
    }

    /** {@link #emit} for code that keeps addresses as numbers. */
    public static int write(byte[] octets, int offset, long destination, long source, int type) {
        BigEndian.put64(octets, offset, destination << 16 | source >>> 32);
        BigEndian.put64(octets, offset + EthernetView.SOURCE, source << 16 | type);
        return EthernetView.HEADER_LENGTH;
    }

    /** Gives a frame new addresses and leaves the rest as it is: what a router does on the way out. */
    public static void readdress(byte[] octets, int offset, long destination, long source) {
        BigEndian.put48(octets, offset + EthernetView.DESTINATION, destination);
        BigEndian.put48(octets, offset + EthernetView.SOURCE, source);
    }
}
