package dev.ganz.stack;

import dev.ganz.wire.addr.MacAddress;

/**
 * What a device knows of a port from the start.
 *
 * @param mtu octets of the largest network-layer packet
 */
public record PortInfo(String name, MacAddress mac, int mtu) {}
