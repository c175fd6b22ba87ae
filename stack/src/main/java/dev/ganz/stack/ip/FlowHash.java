package dev.ganz.stack.ip;

/**
 * Which of several equal paths a packet takes: a hash of addresses, protocol and ports, so that a flow stays on one path. Fragments
 * are hashed without ports, as only the first has them. IPv6 adds the flow label (RFC 6438), and ports only where they follow the
 * fixed header directly. The seed differs from node to node: with the same hash everywhere, the second router would see only flows
 * that the first one sent its way, and use one of its own paths alone.
 */
final class FlowHash {
    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int DCCP = 33;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

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
        int protocol = Octets.u8(octets, ip + Ipv4Fields.PROTOCOL);
        boolean fragment = (Octets.u16(octets, ip + Ipv4Fields.FRAGMENT) & ~Ipv4Fields.DONT_FRAGMENT) != 0;
        int transport = ip + Ipv4Fields.headerLength(octets, ip);
        int end = ip + Octets.u16(octets, ip + Ipv4Fields.TOTAL_LENGTH);
        long ports = !fragment && hasPorts(protocol) && transport + 4 <= end
                ? Octets.i32(octets, transport) & 0xffff_ffffL
                : 0;
        long addresses = Octets.i64(octets, ip + Ipv4Fields.SOURCE);
        return (int) (mix(mix(addresses ^ seed) ^ ports << 8 ^ protocol) >>> 32);
    }

    static int ipv6(byte[] octets, int ip, long seed) {
        int next = Octets.u8(octets, ip + Ipv6Fields.NEXT_HEADER);
        int transport = ip + Ipv6Fields.HEADER_LENGTH;
        int end = transport + Octets.u16(octets, ip + Ipv6Fields.PAYLOAD_LENGTH);
        long ports = hasPorts(next) && transport + 4 <= end ? Octets.i32(octets, transport) & 0xffff_ffffL : 0;
        long label = Octets.i32(octets, ip) & 0xf_ffff;
        long hash = seed;
        for (int at = ip + Ipv6Fields.SOURCE; at < transport; at += Long.BYTES) {
            hash = mix(Octets.i64(octets, at) ^ hash);
        }
        // A fragment of a flow with a label must not differ from the flow's whole packets by its next header.
        return (int) (mix(hash ^ ports << 20 ^ label) >>> 32);
    }

    private static boolean hasPorts(int protocol) {
        return protocol == UDP || protocol == TCP || protocol == SCTP || protocol == DCCP || protocol == UDP_LITE;
    }

    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
