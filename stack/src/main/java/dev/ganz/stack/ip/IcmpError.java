package dev.ganz.stack.ip;

import dev.ganz.wire.addr.IpAddress;

/**
 * Why a packet did not arrive.
 *
 * @param from who says so: a router on the way, the destination, or the node itself
 * @param destination where the packet was going
 * @param type of ICMP (RFC 792) or ICMPv6 (RFC 4443), by the family of the addresses
 * @param mtu what the next link carries, if the packet was too big for it; else 0
 */
public record IcmpError(IpAddress from, IpAddress destination, int type, int code, int mtu) {}
