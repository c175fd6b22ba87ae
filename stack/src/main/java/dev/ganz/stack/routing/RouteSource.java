package dev.ganz.stack.routing;

import org.jspecify.annotations.Nullable;

/** The routes of one node, looked up by longest prefix. A device may keep answers as long as the {@link #version} has the same number. */
public interface RouteSource {
    /** Advances whenever an answer may have changed; always the same object. */
    RouteVersion version();

    /** Of the IPv4 addresses that nodes keep routes of; when they are taken back, the version advances. Always the same object. */
    AddressNumbers numbers();

    /** The route to an IPv4 address, or null if there is none. */
    @Nullable
    Route lookup(int destination);

    /** The route to an IPv6 address, or null if there is none. */
    @Nullable
    Route lookup(long destinationHigh, long destinationLow);
}
