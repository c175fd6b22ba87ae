package dev.ganz.stack;

/** Why a frame ended before its destination. */
public enum DropReason {
    /** The channel's loss model took it. */
    LOSS("loss", "the loss of the link took them"),
    /** The channel's queue was full. */
    QUEUE("queue full", "they came faster than the link sends, until its queue was full"),
    /** The link had no carrier, or lost it with the frame on the way. */
    DOWN("link down", "the link had no carrier, or lost it while they waited"),
    /** A partition kept the node from its peer. */
    PARTITION("partition", "a partition kept the nodes apart"),
    /** A header was cut short or contradicted itself. */
    MALFORMED("malformed", "a header was cut short or contradicted itself"),
    /** A checksum was wrong. */
    CHECKSUM("bad checksum", "a checksum was wrong, as corruption makes it"),
    /** The frame or the packet was for somebody else, and the node does not forward. */
    NOT_FOR_ME("not for me", "addressed to somebody else, and the node does not forward"),
    /** No entry in the routing table fitted. */
    NO_ROUTE("no route", "the routing table has no entry for the destination"),
    /** A route said so. */
    BLACKHOLE("blackhole", "a route of kind blackhole took them"),
    /** TTL or hop limit reached zero. */
    TTL_EXPIRED("ttl expired", "more routers on the way than their TTL allows, as in a loop"),
    /** The next hop did not answer ARP or neighbour discovery. */
    NO_NEIGHBOUR(
            "no neighbour",
            "the next hop did not answer ARP or neighbour discovery, or more came than a node keeps until it does"),
    /** Larger than the next link's MTU, and not to be fragmented. */
    TOO_BIG("too big", "larger than the MTU of the next link"),
    /** Fragments of it did not all arrive, or contradicted each other. */
    REASSEMBLY("reassembly", "fragments of them did not all arrive"),
    /** Nobody listens on the port or speaks the protocol. */
    NO_SOCKET("no socket", "nobody listened there"),
    /** The VLAN is not carried by the port. */
    VLAN("vlan", "the port does not carry their VLAN"),
    /** The source address is one of the node's own, or no source can have it. */
    BAD_SOURCE("bad source", "nobody can have their source address, or it was the node's own"),
    /** The switch learnt that the destination lies where the frame came from. */
    SAME_PORT("same port", "the destination lies where they came from");

    private final String text;
    private final String explanation;

    DropReason(String text, String explanation) {
        this.text = text;
        this.explanation = explanation;
    }

    /** The word that reports and event logs use. */
    public String text() {
        return text;
    }

    /** What happened to such frames, for somebody who meets the word for the first time. */
    public String explanation() {
        return explanation;
    }
}
