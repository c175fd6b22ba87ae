package dev.ganz.lab.addressing;

import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;

/** Where automatic addresses of one family come from. Nothing is handed out twice or overlaps what the lab says itself. */
sealed interface AddressSpace permits Ipv4Space, Ipv6Space {

    /** Bits of an address of this family: 32 or 128. */
    int bits();

    /**
     * A network for {@code interfaces} and at least as large as people expect of one.
     *
     * @throws dev.ganz.lab.InvalidInput if none is left
     */
    IpPrefix lan(int interfaces);

    /**
     * A network of two addresses for the two ends of a cable.
     *
     * @throws dev.ganz.lab.InvalidInput if none is left
     */
    IpPrefix pointToPoint();

    /**
     * An address of a node itself.
     *
     * @throws dev.ganz.lab.InvalidInput if none is left
     */
    IpAddress loopback();
}
