package dev.ganz.stack.routing;

import dev.ganz.wire.addr.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do with packets to a prefix. */
public sealed interface Route {

    /** Send to one of several equal next hops, chosen by a hash of the flow; at least one. */
    record Forward(List<NextHop> hops) implements Route {
        public Forward {
            hops = List.copyOf(hops);
        }
    }

    /** Drop in silence. */
    record Blackhole() implements Route {}

    /** Drop with "destination unreachable". */
    record Unreachable() implements Route {}

    /**
     * A port, and the neighbour there that is addressed.
     *
     * @param gateway null: the destination itself is on the link
     */
    record NextHop(int port, @Nullable IpAddress gateway) {}
}
