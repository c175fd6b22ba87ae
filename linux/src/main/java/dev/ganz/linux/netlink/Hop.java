package dev.ganz.linux.netlink;

import dev.ganz.wire.addr.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a route leads.
 *
 * @param index of the interface
 * @param gateway null: the destination itself is on the link
 */
public record Hop(int index, @Nullable IpAddress gateway) {}
