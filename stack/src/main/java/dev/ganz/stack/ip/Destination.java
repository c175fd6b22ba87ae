package dev.ganz.stack.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where packets to one address go. */
sealed interface Destination permits Neighbour, Destination.Group, Destination.Broadcast, Destination.Verdict {

    /** Several equal next hops; a flow keeps to one of them. */
    final class Group implements Destination {
        private final Neighbour[] hops;

        /** @param hops at least one; kept, not copied */
        Group(Neighbour[] hops) {
            this.hops = hops;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Group group && Arrays.equals(hops, group.hops);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(hops);
        }

        Neighbour first() {
            return hops[0];
        }

        /**
         * The hop for a flow's hash, by the hash-threshold method of RFC 2992: when a hop goes, fewer flows move than by remainder.
         */
        Neighbour select(int hash) {
            return hops[(int) ((hash & 0xffff_ffffL) * hops.length >>> 32)];
        }
    }

    /** Every host of the network at a port (RFC 919). */
    record Broadcast(IpPort port) implements Destination {}

    /** Destinations without a next hop. */
    enum Verdict implements Destination {
        /** The node itself. */
        LOCAL,
        /** The node itself, by an address it shares with others: a subnet's routers (RFC 4291, section 2.6.1). */
        ANYCAST,
        BLACKHOLE,
        UNREACHABLE,
        NO_ROUTE
    }

    /** The port by which packets leave, or null if they do not; of several the first. */
    default @Nullable IpPort port() {
        return switch (this) {
            case Neighbour neighbour -> neighbour.port;
            case Group group -> group.first().port;
            case Broadcast broadcast -> broadcast.port;
            case Verdict _ -> null;
        };
    }
}
