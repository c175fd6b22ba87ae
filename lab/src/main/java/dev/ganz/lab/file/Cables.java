package dev.ganz.lab.file;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.NaturalOrder;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ends of links: which interfaces each node has by its links, and what the links say of them. */
final class Cables {
    private final Map<String, SortedMap<String, Plug>> plugs = new HashMap<>();
    private final SortedSet<String> stubs = new TreeSet<>();

    /** What a link says of one of its ends. */
    static final class Plug {
        private final int at;
        private final List<InterfaceAddress> addresses = new ArrayList<>();
        private Optional<MacAddress> mac = Optional.empty();

        private Plug(int at) {
            this.at = at;
        }

        List<InterfaceAddress> addresses() {
            return addresses;
        }

        Optional<MacAddress> mac() {
            return mac;
        }

        void mac(MacAddress address) {
            mac = Optional.of(address);
        }
    }

    /** The interface at an end, which exists from now on, and stands at {@code at} in the text where it is new. */
    Plug plug(Endpoint end, int at) {
        return plugs.computeIfAbsent(end.node(), _ -> new TreeMap<>(NaturalOrder::compare))
                .computeIfAbsent(end.interfaceName(), _ -> new Plug(at));
    }

    /** The interfaces of a node by name, in natural order. */
    SortedMap<String, Plug> of(String node) {
        return plugs.getOrDefault(node, new TreeMap<>());
    }

    /** Where the link stands that gave a node an interface; empty if none did. */
    OptionalInt place(Endpoint end) {
        Plug plug = of(end.node()).get(end.interfaceName());
        return plug == null ? OptionalInt.empty() : OptionalInt.of(plug.at);
    }

    /** An end outside the lab, of a node that no file declares. */
    void stub(String node) {
        stubs.add(node);
    }

    SortedSet<String> stubs() {
        return stubs;
    }
}
