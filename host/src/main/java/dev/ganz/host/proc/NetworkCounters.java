package dev.ganz.host.proc;

import dev.ganz.host.NetworkLoad;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of /proc/net/dev.
 *
 * @param lost errors and drops of both directions
 */
record NetworkCounters(String name, long received, long sent, long lost) {
    static Map<String, NetworkCounters> parse(List<String> lines) {
        Map<String, NetworkCounters> interfaces = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip();
                Words words = Words.of(line.substring(colon + 1));
                if (words.count() >= 12 && !name.equals("lo")) {
                    interfaces.put(
                            name,
                            new NetworkCounters(
                                    name,
                                    words.number(0),
                                    words.number(8),
                                    words.number(2) + words.number(3) + words.number(10) + words.number(11)));
                }
            }
        }
        return interfaces;
    }

    Optional<NetworkLoad> since(NetworkCounters before, double seconds, Tree tree) {
        if (received < before.received || sent < before.sent || lost < before.lost) {
            return Optional.empty();
        }
        long speed = Math.max(0, tree.number("/sys/class/net/" + name + "/speed", 0)) * 1_000_000;
        return Optional.of(new NetworkLoad(
                name,
                (received - before.received) / seconds,
                (sent - before.sent) / seconds,
                (lost - before.lost) / seconds,
                speed));
    }
}
