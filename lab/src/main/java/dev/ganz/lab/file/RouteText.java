package dev.ganz.lab.file;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.StaticRoute.Blackhole;
import dev.ganz.lab.StaticRoute.Device;
import dev.ganz.lab.StaticRoute.Target;
import dev.ganz.lab.StaticRoute.Unreachable;
import dev.ganz.lab.StaticRoute.ViaAddress;
import dev.ganz.lab.StaticRoute.ViaNode;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.MalformedAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads a route as ip-route(8) writes it: {@code PREFIX via ADDRESS|NODE}, {@code PREFIX dev IF}, {@code blackhole PREFIX}. */
final class RouteText {
    private static final String FORM =
            "a route such as \"10.9.0.0/16 via branch\", \"… via 10.1.0.1\", \"… dev eth1\", \"… blackhole\" or \"… unreachable\"";
    private static final IpPrefix ALL_IPV4 = IpPrefix.parse("0.0.0.0/0");
    private static final IpPrefix ALL_IPV6 = IpPrefix.parse("::/0");

    private RouteText() {}

    /** One route; two where {@code default} means both families. */
    static List<StaticRoute> parse(String text) {
        String[] tokens = text.strip().split("\\s+", -1);
        if (tokens.length == 2) {
            boolean last = isSink(tokens[1]);
            if (last || isSink(tokens[0])) {
                return routes(last ? tokens[0] : tokens[1], sink(last ? tokens[1] : tokens[0]));
            }
        }
        if (tokens.length == 3 && tokens[1].equals("via")) {
            return routes(tokens[0], via(tokens[2]));
        }
        if (tokens.length == 3 && tokens[1].equals("dev")) {
            return routes(tokens[0], new Device(tokens[2]));
        }
        throw new InvalidInput("expected " + FORM + ", found " + Yaml.Scalar.quoted(text));
    }

    private static boolean isSink(String word) {
        return word.equals("blackhole") || word.equals("unreachable");
    }

    private static Target sink(String word) {
        return word.equals("blackhole") ? new Blackhole() : new Unreachable();
    }

    /** What looks like an address is one; node names cannot hold a colon, and four numbers with dots are no name. */
    private static Target via(String text) {
        return text.indexOf(':') >= 0 || text.matches("[0-9.]+\\.[0-9.]+")
                ? new ViaAddress(IpAddress.parse(text))
                : new ViaNode(text);
    }

    private static List<StaticRoute> routes(String prefix, Target target) {
        List<StaticRoute> routes = new ArrayList<>();
        for (IpPrefix each : prefixes(prefix)) {
            boolean fits = !(target instanceof ViaAddress(IpAddress gateway))
                    || gateway.bits() == each.network().bits();
            if (fits) {
                routes.add(new StaticRoute(each, target));
            }
        }
        if (routes.isEmpty()) {
            throw new InvalidInput(
                    "expected a next hop of the family of " + prefix + ", found an address of the other");
        }
        return routes;
    }

    private static List<IpPrefix> prefixes(String text) {
        if (text.equals("default")) {
            return List.of(ALL_IPV4, ALL_IPV6);
        }
        if (text.indexOf('/') >= 0) {
            return List.of(IpPrefix.parse(text));
        }
        try {
            IpAddress address = IpAddress.parse(text);
            return List.of(new IpPrefix(address, address.bits()));
        } catch (MalformedAddress e) {
            throw new InvalidInput("expected " + FORM + ", found \"" + text + "\" where its prefix belongs", e);
        }
    }
}
