package dev.ganz.wire;

/** What an IP packet carries: the protocol of IPv4, the next header of IPv6 (IANA, protocol numbers). */
public final class IpProtocol {
    /** Hop-by-hop options, an extension header of IPv6. */
    public static final int HOP_BY_HOP = 0;

    public static final int ICMP = 1;
    public static final int IGMP = 2;
    /** IPv4 in IP. */
    public static final int IPV4 = 4;

    public static final int TCP = 6;
    public static final int UDP = 17;
    /** IPv6 in IP. */
    public static final int IPV6 = 41;
    /** The routing header, an extension header of IPv6. */
    public static final int ROUTING = 43;
    /** The fragment header, an extension header of IPv6. */
    public static final int FRAGMENT = 44;

    public static final int GRE = 47;
    /** Encapsulating security payload. */
    public static final int ESP = 50;
    /** The authentication header (RFC 4302), an extension header of IPv6 as well. */
    public static final int AH = 51;

    public static final int ICMPV6 = 58;
    /** Nothing follows this header. */
    public static final int NO_NEXT_HEADER = 59;
    /** Destination options, an extension header of IPv6. */
    public static final int DESTINATION_OPTIONS = 60;

    public static final int OSPF = 89;
    public static final int PIM = 103;
    public static final int VRRP = 112;
    public static final int SCTP = 132;

    private IpProtocol() {}

    /** True for the headers that may stand between an IPv6 header and its payload and say what follows in a way known here. */
    public static boolean isExtension(int protocol) {
        return protocol == HOP_BY_HOP
                || protocol == ROUTING
                || protocol == FRAGMENT
                || protocol == DESTINATION_OPTIONS
                || protocol == AH;
    }

    /** The usual name of a protocol, or its number: {@code protocol 253}. */
    public static String name(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP -> "hop-by-hop options";
            case ICMP -> "ICMP";
            case IGMP -> "IGMP";
            case IPV4 -> "IPv4";
            case TCP -> "TCP";
            case UDP -> "UDP";
            case IPV6 -> "IPv6";
            case ROUTING -> "routing header";
            case FRAGMENT -> "fragment header";
            case GRE -> "GRE";
            case ESP -> "ESP";
            case AH -> "AH";
            case ICMPV6 -> "ICMPv6";
            case NO_NEXT_HEADER -> "no next header";
            case DESTINATION_OPTIONS -> "destination options";
            case OSPF -> "OSPF";
            case PIM -> "PIM";
            case VRRP -> "VRRP";
            case SCTP -> "SCTP";
            default -> "protocol " + protocol;
        };
    }
}
