package dev.ganz.live.node;

import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.linux.netlink.Hop;
import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.stack.routing.Route;
import dev.ganz.stack.routing.ShortestPaths;
import dev.ganz.wire.addr.IpPrefix;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The routes of nodes that run no daemon, as virtual time has them too: computed over the whole lab, and again when a link fails or
 * comes back. Any thread in the patch namespace may call.
 */
final class Routes {
    private final Cabling cabling;
    private final Rooms rooms;
    /** As the lab is, and as the kernel has been told. */
    private final ShortestPaths present;

    private final ShortestPaths told;

    Routes(Cabling cabling, Rooms rooms) {
        this.cabling = cabling;
        this.rooms = rooms;
        this.present = new ShortestPaths(cabling);
        this.told = new ShortestPaths(cabling);
    }

    /** Adds the routes of a node by a socket that was opened in it. */
    synchronized void enter(RouteSocket socket, Node node) throws IOException {
        if (hasComputed(node)) {
            for (Map.Entry<IpPrefix, Route> each : present.table(node.name()).entrySet()) {
                add(socket, each.getKey(), each.getValue());
            }
        }
    }

    /** Links got or lost carrier, by their numbers in the lab. */
    synchronized void links(SortedMap<Integer, Boolean> changed) throws IOException {
        if (!changed.isEmpty()) {
            change(paths -> changed.forEach(paths::link));
        }
    }

    /** A node got or lost power. */
    synchronized void node(String name, boolean power) throws IOException {
        change(paths -> paths.node(name, power));
    }

    private void change(Consumer<ShortestPaths> change) throws IOException {
        change.accept(present);
        List<Node> nodes = cabling.lab().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (hasComputed(node) && rooms.hasPower(i)) {
                SortedMap<IpPrefix, Route> before = told.table(node.name());
                SortedMap<IpPrefix, Route> after = present.table(node.name());
                if (!before.equals(after)) {
                    rooms.enterNetwork(i, () -> replace(before, after));
                }
            }
        }
        change.accept(told);
    }

    private static void replace(SortedMap<IpPrefix, Route> before, SortedMap<IpPrefix, Route> after)
            throws IOException {
        try (RouteSocket socket = RouteSocket.open()) {
            for (Map.Entry<IpPrefix, Route> each : after.entrySet()) {
                if (!each.getValue().equals(before.get(each.getKey()))) {
                    add(socket, each.getKey(), each.getValue());
                }
            }
            for (IpPrefix gone : before.keySet()) {
                if (!after.containsKey(gone)) {
                    socket.forget(gone);
                }
            }
            socket.apply();
        }
    }

    /** Daemons find their own, and switches need none. */
    private static boolean hasComputed(Node node) {
        return switch (node.kind()) {
            case HOST, ROUTER -> true;
            case SWITCH, PROGRAM, LINUX, FRR, BIRD, VM, EXTERNAL -> false;
        };
    }

    private static void add(RouteSocket socket, IpPrefix prefix, Route route) throws IOException {
        switch (route) {
            case Route.Forward(List<Route.NextHop> hops) ->
                socket.route(
                        prefix,
                        hops.stream()
                                .map(hop -> new Hop(Numbers.ofPort(hop.port()), hop.gateway()))
                                .toList());
            case Route.Blackhole() -> socket.refuse(prefix, RouteSocket.Refusal.BLACKHOLE);
            case Route.Unreachable() -> socket.refuse(prefix, RouteSocket.Refusal.UNREACHABLE);
        }
    }
}
