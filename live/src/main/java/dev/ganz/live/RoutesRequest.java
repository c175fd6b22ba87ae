package dev.ganz.live;

import dev.ganz.lab.Node;
import dev.ganz.linux.netlink.Hop;
import dev.ganz.linux.netlink.RouteEntry;
import dev.ganz.linux.netlink.RouteTable;
import dev.ganz.live.control.Message;
import dev.ganz.live.node.Room;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the kernel of a node knows of ways. */
final class RoutesRequest {
    private RoutesRequest() {}

    /** @param name by an interface's number: its name */
    static Message answer(Node node, Room room, Name name) throws IOException {
        room.enterNetwork();
        List<Message> routes = new ArrayList<>();
        for (RouteEntry entry : RouteTable.read()) {
            Message route = Message.of("prefix", entry.prefix().toString())
                    .with("from", protocol(entry.protocol()))
                    .with("metric", (long) entry.metric());
            if (entry.hops().isEmpty()) {
                routes.add(route.with("via", type(entry.type())));
            }
            for (Hop hop : entry.hops()) {
                String gateway = hop.gateway() == null ? "" : hop.gateway().toString();
                routes.add(route.with("via", gateway).with("interface", name.of(node, hop.index())));
            }
        }
        return Message.of("routes", routes);
    }

    /** How an interface of a node is called. */
    interface Name {
        String of(Node node, int index);
    }

    private static String type(int type) {
        return switch (type) {
            case 6 -> "blackhole";
            case 7 -> "unreachable";
            case 8 -> "prohibit";
            default -> "type " + type;
        };
    }

    /** As iproute2 calls them, save for those that Ganz has added. */
    private static String protocol(int number) {
        return switch (number) {
            case 2 -> "kernel";
            case 3 -> "boot";
            case 4 -> "lab";
            case 9 -> "ra";
            case 11 -> "zebra";
            case 12 -> "bird";
            case 16 -> "dhcp";
            case 186 -> "bgp";
            case 187 -> "isis";
            case 188 -> "ospf";
            case 189 -> "rip";
            default -> String.valueOf(number);
        };
    }
}
