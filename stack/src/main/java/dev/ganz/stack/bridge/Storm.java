package dev.ganz.stack.bridge;

import dev.ganz.wire.addr.MacAddress;

/**
 * A flooded frame goes round and round: switches form a loop, and nothing in a learning switch breaks it. Every round adds what is
 * flooded meanwhile, so a run that meets one has no end worth waiting for.
 *
 * @param port where the frame came from this time
 * @param otherPort where it came from before
 * @param vlan 0 where the switch knows no VLANs
 */
public record Storm(int port, int otherPort, MacAddress source, MacAddress destination, int vlan) {}
