package dev.ganz.stack.ip;

import dev.ganz.wire.Checksum;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6Extension;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.OctetString;
import dev.ganz.wire.Udp;
import dev.ganz.wire.UdpView;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whole frames with one packet, made and taken apart by the headers of {@code wire}. */
final class Packets {
    static final int ETHERNET = 14;
    /** The MAC of nobody in particular, from which frames of tests come. */
    static final MacAddress STRANGER = new MacAddress(0x0200_0000_ff00L);

    private Packets() {}

    static MacAddress mac(int node, int port) {
        return new MacAddress(0x0200_0000_0000L | (long) node << 8 | port);
    }

    /** An IPv4 packet, its header as given, to a MAC. */
    static byte[] frame(MacAddress to, Ipv4 header, byte[] payload) {
        byte[] octets = new byte[ETHERNET + header.headerLength() + payload.length];
        new Ethernet(to, STRANGER, EtherType.IPV4).emit(octets, 0);
        System.arraycopy(payload, 0, octets, ETHERNET + header.headerLength(), payload.length);
        header.emit(octets, ETHERNET, payload.length);
        return octets;
    }

    static byte[] frame(MacAddress to, Ipv6 header, byte[] payload) {
        byte[] octets = new byte[ETHERNET + Ipv6View.HEADER_LENGTH + payload.length];
        new Ethernet(to, STRANGER, EtherType.IPV6).emit(octets, 0);
        System.arraycopy(payload, 0, octets, ETHERNET + Ipv6View.HEADER_LENGTH, payload.length);
        header.emit(octets, ETHERNET, payload.length);
        return octets;
    }

    static Ipv4 ipv4(String from, String to, int ttl, int protocol) {
        return new Ipv4(ttl, protocol, (Ipv4Address) Addresses.address(from), (Ipv4Address) Addresses.address(to));
    }

    static Ipv4 ipv4Fragment(String from, String to, int id, int offset, boolean more) {
        return new Ipv4(
                0,
                id,
                false,
                more,
                offset,
                64,
                IpProtocol.UDP,
                (Ipv4Address) Addresses.address(from),
                (Ipv4Address) Addresses.address(to),
                OctetString.EMPTY);
    }

    static Ipv6 ipv6(String from, String to, int hopLimit, int nextHeader) {
        return new Ipv6(
                nextHeader, hopLimit, (Ipv6Address) Addresses.address(from), (Ipv6Address) Addresses.address(to));
    }

    static byte[] udp(Ipv4 header, int sourcePort, int destinationPort, byte[] payload) {
        long pseudo = Checksum.pseudoHeader(
                header.source().value(), header.destination().value(), IpProtocol.UDP);
        return udp(sourcePort, destinationPort, payload, pseudo);
    }

    static byte[] udp(Ipv6 header, int sourcePort, int destinationPort, byte[] payload) {
        return udp(sourcePort, destinationPort, payload, pseudo(header, IpProtocol.UDP));
    }

    private static byte[] udp(int sourcePort, int destinationPort, byte[] payload, long pseudo) {
        byte[] octets = new byte[UdpView.HEADER_LENGTH + payload.length];
        System.arraycopy(payload, 0, octets, UdpView.HEADER_LENGTH, payload.length);
        new Udp(sourcePort, destinationPort).emit(octets, 0, payload.length, pseudo);
        return octets;
    }

    static byte[] icmp(Icmpv4 message, byte[] payload) {
        byte[] octets = new byte[8 + payload.length];
        System.arraycopy(payload, 0, octets, 8, payload.length);
        message.emit(octets, 0, payload.length);
        return octets;
    }

    static byte[] icmp(Ipv6 header, Icmpv6 message, byte[] payload) {
        byte[] octets = new byte[message.headerLength() + payload.length];
        System.arraycopy(payload, 0, octets, message.headerLength(), payload.length);
        message.emit(octets, 0, payload.length, pseudo(header, IpProtocol.ICMPV6));
        return octets;
    }

    private static long pseudo(Ipv6 header, int protocol) {
        return Checksum.pseudoHeader(
                header.source().high(),
                header.source().low(),
                header.destination().high(),
                header.destination().low(),
                protocol);
    }

    /** A fragment header in front of a part of a payload. */
    static byte[] fragment(int nextHeader, int id, int offset, boolean more, byte[] part) {
        byte[] octets = new byte[Ipv6Extension.Fragment.LENGTH + part.length];
        new Ipv6Extension.Fragment(offset, more, id).emit(octets, 0, nextHeader);
        System.arraycopy(part, 0, octets, Ipv6Extension.Fragment.LENGTH, part.length);
        return octets;
    }

    /** Octets that count upwards. */
    static byte[] payload(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (i * 31 >>> 3);
        }
        return octets;
    }

    /** What a node sent, without the port. */
    static byte[] octets(String sent) {
        return HexFormat.of().parseHex(sent.substring(sent.indexOf(':') + 1));
    }

    static Ipv4View ipv4(byte[] frame) {
        return Ipv4View.parse(frame, ETHERNET, frame.length - ETHERNET);
    }

    static Ipv6View ipv6(byte[] frame) {
        return Ipv6View.parse(frame, ETHERNET, frame.length - ETHERNET);
    }

    /** True for frames of ARP and neighbour discovery, with which tests about packets are not concerned. */
    static boolean isDiscovery(byte[] frame) {
        int type = (frame[12] & 0xff) << 8 | frame[13] & 0xff;
        return type == EtherType.ARP
                || type == EtherType.IPV6
                        && frame[ETHERNET + 6] == IpProtocol.ICMPV6
                        && Icmpv6View.isNeighbourDiscovery(frame[ETHERNET + Ipv6View.HEADER_LENGTH] & 0xff);
    }

    static byte[] slice(byte[] octets, int from, int to) {
        return Arrays.copyOfRange(octets, from, to);
    }
}
