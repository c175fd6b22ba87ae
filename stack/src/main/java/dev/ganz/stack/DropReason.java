package dev.ganz.stack;

/** Why a frame ended before its destination. */
public enum DropReason {
    /** The channel's loss model took it. */
    LOSS("loss"),
    /** The channel's queue was full. */
    QUEUE("queue full"),
    /** The link had no carrier, or lost it with the frame on the way. */
    DOWN("link down"),
    /** A partition kept the node from its peer. */
    PARTITION("partition"),
    /** A header was cut short or contradicted itself. */
    MALFORMED("malformed"),
    /** A checksum was wrong. */
    CHECKSUM("bad checksum"),
    /** The frame or the packet was for somebody else, and the node does not forward. */
    NOT_FOR_ME("not for me"),
    /** No entry in the routing table fitted. */
    NO_ROUTE("no route"),
    /** A route said so. */
    BLACKHOLE("blackhole"),
    /** TTL or hop limit reached zero. */
    TTL_EXPIRED("ttl expired"),
    /** The next hop did not answer ARP or neighbour discovery. */
    NO_NEIGHBOUR("no neighbour"),
    /** Larger than the next link's MTU, and not to be fragmented. */
    TOO_BIG("too big"),
    /** Fragments of it did not all arrive, or contradicted each other. */
    REASSEMBLY("reassembly"),
    /** Nobody listens on the port or speaks the protocol. */
    NO_SOCKET("no socket"),
    /** The VLAN is not carried by the port. */
    VLAN("vlan"),
    /** The source address is one of the node's own, or no source can have it. */
    BAD_SOURCE("bad source"),
    /** The switch learnt that the destination lies where the frame came from. */
    SAME_PORT("same port");

    private final String text;

    DropReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
