package dev.ganz.lab;

import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;

/** A route from the lab file: {@code 10.9.0.0/16 via branch}. */
public record StaticRoute(IpPrefix prefix, Target target) {

    /** Where packets of a static route go. */
    public sealed interface Target {}

    /** Through a neighbour's address. */
    public record ViaAddress(IpAddress gateway) implements Target {}

    /** Through a neighbouring node, by whatever link joins the two. */
    public record ViaNode(String node) implements Target {}

    /** Out of an interface, to the destination itself. */
    public record Device(String interfaceName) implements Target {}

    /** Dropped in silence. */
    public record Blackhole() implements Target {}

    /** Dropped with "destination unreachable". */
    public record Unreachable() implements Target {}
}
