package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;

/**
 * An ARP packet for IPv4 over Ethernet where it lies. The static accessors are for code that cannot afford a view; they expect
 * {@link #LENGTH} octets.
 *
 * <pre>
 *   0            15 16           31
 *  +---------------+---------------+
 *  |   hardware    |   protocol    |
 *  +-------+-------+---------------+
 *  | hlen  | plen  |   operation   |
 *  +-------+-------+---------------+
 *  | sender MAC (6), sender IP (4) |
 *  | target MAC (6), target IP (4) |
 *  +-------------------------------+      RFC 826
 * </pre>
 */
public final class ArpView {
    static final int HARDWARE = 0;
    static final int PROTOCOL = 2;
    static final int HARDWARE_LENGTH = 4;
    static final int PROTOCOL_LENGTH = 5;
    static final int OPERATION = 6;
    static final int SENDER_MAC = 8;
    static final int SENDER_IP = 14;
    static final int TARGET_MAC = 18;
    static final int TARGET_IP = 24;

    static final int ETHERNET = 1;

    /** Octets of the whole packet. */
    public static final int LENGTH = 28;

    private final byte[] octets;
    private final int offset;

    private ArpView(byte[] octets, int offset) {
        this.octets = octets;
        this.offset = offset;
    }

    /**
     * Checks that {@code available} octets from {@code offset} on begin with an ARP packet.
     *
     * @throws MalformedPacket if it is cut short, or speaks of anything but IPv4 over Ethernet
     */
    public static ArpView parse(byte[] octets, int offset, int available) {
        if (available < LENGTH) {
            throw new MalformedPacket("ARP packet", offset, "at least 28 octets", available + " octets");
        }
        require("ARP hardware type", BigEndian.u16(octets, offset + HARDWARE), ETHERNET, offset + HARDWARE);
        require("ARP protocol type", BigEndian.u16(octets, offset + PROTOCOL), EtherType.IPV4, offset + PROTOCOL);
        require("ARP hardware length", BigEndian.u8(octets, offset + HARDWARE_LENGTH), 6, offset + HARDWARE_LENGTH);
        require("ARP protocol length", BigEndian.u8(octets, offset + PROTOCOL_LENGTH), 4, offset + PROTOCOL_LENGTH);
        return new ArpView(octets, offset);
    }

    private static void require(String field, int found, int expected, int at) {
        if (found != expected) {
            throw new MalformedPacket(field, at, String.valueOf(expected), String.valueOf(found));
        }
    }

    public static int operation(byte[] octets, int offset) {
        return BigEndian.u16(octets, offset + OPERATION);
    }

    public static long senderMac(byte[] octets, int offset) {
        return BigEndian.u48(octets, offset + SENDER_MAC);
    }

    public static int senderIp(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + SENDER_IP);
    }

    public static int targetIp(byte[] octets, int offset) {
        return BigEndian.i32(octets, offset + TARGET_IP);
    }

    public byte[] octets() {
        return octets;
    }

    /** Where the header begins. */
    public int offset() {
        return offset;
    }

    /** {@link Arp#REQUEST}, {@link Arp#REPLY} or another. */
    public int operation() {
        return operation(octets, offset);
    }

    public MacAddress senderMac() {
        return new MacAddress(senderMac(octets, offset));
    }

    public Ipv4Address senderIp() {
        return new Ipv4Address(senderIp(octets, offset));
    }

    public MacAddress targetMac() {
        return new MacAddress(BigEndian.u48(octets, offset + TARGET_MAC));
    }

    public Ipv4Address targetIp() {
        return new Ipv4Address(targetIp(octets, offset));
    }
}
