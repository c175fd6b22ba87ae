/**
 * Routers and hosts: one node, {@link dev.ganz.stack.ip.IpNode}, for IPv4 and IPv6.
 *
 * <p>A frame comes in by {@code IpStack.receive}. {@code Ipv4Input} and {@code Ipv6Input} check it and ask {@code Destinations} where it
 * goes: to a {@code Neighbour}, whose MAC {@code Arp} or {@code NeighbourDiscovery} finds, or to {@code LocalDelivery} and from there to
 * a socket. {@code Ipv4Output} and {@code Ipv6Output} send what begins here. Forwarding a packet whose destination is known allocates
 * nothing. Tables come into being when they are first used: a node nobody talks to is small.
 */
package dev.ganz.stack.ip;
