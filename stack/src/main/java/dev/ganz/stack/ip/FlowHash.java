package dev.ganz.stack.ip;

import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.UdpView;

/**
 * Which of several equal paths a packet takes: a hash of addresses, protocol and ports, so that a flow stays on one path. Fragments
 * are hashed without ports, as only the first has them. IPv6 adds the flow label (RFC 6438), and ports only where they follow the
 * fixed header directly. The seed differs from node to node: with the same hash everywhere, the second router would see only flows
 * that the first one sent its way, and use one of its own paths alone.
 */
final class FlowHash {
    private static final int DCCP = 33;
    private static final int UDP_LITE = 136;
    private static final int PORTS = 4;

    private FlowHash() {}

    /** The seed of a node: FNV-1a over its name. */
    static long seed(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static int ipv4(byte[] octets, int ip, long seed) {
        int protocol = Ipv4View.protocol(octets, ip);
        int headerLength = Ipv4View.headerLength(octets, ip);
        boolean ports = hasPorts(protocol)
                && !Ipv4View.isFragment(octets, ip)
                && headerLength + PORTS <= Ipv4View.totalLength(octets, ip);
        long addresses = (long) Ipv4View.source(octets, ip) << 32 | Ipv4View.destination(octets, ip) & 0xffff_ffffL;
        long transport = ports ? ports(octets, ip + headerLength) : 0;
        return (int) (mix(mix(addresses ^ seed) ^ transport << 8 ^ protocol) >>> 32);
    }

    static int ipv6(byte[] octets, int ip, long seed) {
        boolean ports = hasPorts(Ipv6View.nextHeader(octets, ip)) && PORTS <= Ipv6View.payloadLength(octets, ip);
        long hash = mix(seed ^ Ipv6View.sourceHigh(octets, ip));
        hash = mix(hash ^ Ipv6View.sourceLow(octets, ip));
        hash = mix(hash ^ Ipv6View.destinationHigh(octets, ip));
        hash = mix(hash ^ Ipv6View.destinationLow(octets, ip));
        // The next header is left out: a fragment of a flow with a label has another one than the flow's whole packets.
        long transport = ports ? ports(octets, ip + Ipv6View.HEADER_LENGTH) : 0;
        return (int) (mix(hash ^ transport << 20 ^ Ipv6View.flowLabel(octets, ip)) >>> 32);
    }

    /** The ports of TCP, SCTP and the others lie where those of UDP do. */
    private static long ports(byte[] octets, int transport) {
        return (long) UdpView.sourcePort(octets, transport) << 16 | UdpView.destinationPort(octets, transport);
    }

    private static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case IpProtocol.UDP, IpProtocol.TCP, IpProtocol.SCTP, DCCP, UDP_LITE -> true;
            default -> false;
        };
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
