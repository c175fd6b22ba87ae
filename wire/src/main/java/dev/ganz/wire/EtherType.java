package dev.ganz.wire;

/** What an Ethernet frame carries (IEEE 802 numbers, as registered by IANA). */
public final class EtherType {
    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    /** The tag of IEEE 802.1Q, C-VLAN. */
    public static final int VLAN = 0x8100;
    /** The service tag of IEEE 802.1ad, S-VLAN: the outer one of QinQ. */
    public static final int SERVICE_VLAN = 0x88a8;
    /** The outer tag of QinQ before 802.1ad gave it a number. */
    public static final int LEGACY_VLAN = 0x9100;

    public static final int IPV6 = 0x86dd;
    public static final int MPLS = 0x8847;
    public static final int SLOW_PROTOCOLS = 0x8809;
    public static final int LLDP = 0x88cc;
    /** Free for experiments (IEEE 802, clause 9.2.4). */
    public static final int EXPERIMENTAL = 0x88b5;

    private EtherType() {}

    /** True for the three kinds of VLAN tag. */
    public static boolean isTag(int type) {
        return type == VLAN || type == SERVICE_VLAN || type == LEGACY_VLAN;
    }

    /** The usual name of a type, or its number: {@code 0x88b5}. */
    public static String name(int type) {
        return switch (type) {
            case IPV4 -> "IPv4";
            case ARP -> "ARP";
            case VLAN -> "802.1Q";
            case SERVICE_VLAN -> "802.1ad";
            case LEGACY_VLAN -> "QinQ";
            case IPV6 -> "IPv6";
            case MPLS -> "MPLS";
            case SLOW_PROTOCOLS -> "slow protocols";
            case LLDP -> "LLDP";
            default -> String.format("0x%04x", type);
        };
    }
}
