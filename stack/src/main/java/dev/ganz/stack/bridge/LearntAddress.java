package dev.ganz.stack.bridge;

import org.jspecify.annotations.Nullable;

/** Where a station was last heard from. Lies in the list of its {@link AddressTable}, from the newest to the oldest. */
final class LearntAddress {
    final Circulation circulation = new Circulation();

    /** MAC address and VLAN, see {@link AddressTable#key}. */
    long key;

    int port;

    /** When a frame of the station came last, nanoseconds. */
    long heard;

    @Nullable
    LearntAddress newer;

    @Nullable
    LearntAddress older;
}
