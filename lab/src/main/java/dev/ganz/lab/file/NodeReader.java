package dev.ganz.lab.file;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.Interface;
import dev.ganz.lab.NaturalOrder;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.lab.Node.Neighbours;
import dev.ganz.lab.Node.Routing;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.VlanMembership;
import dev.ganz.lab.VlanMembership.Access;
import dev.ganz.lab.VlanMembership.Trunk;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.MacAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a node of its words, those it inherits, and the links that end at it. */
final class NodeReader {
    /** What Linux bridges and most switches do (IEEE 802.1Q, table 8-6). */
    private static final long AGEING = 300_000_000_000L;

    private final String name;
    private final Words words;
    private final SortedMap<String, Cables.Plug> plugs;
    private final boolean containerlab;

    NodeReader(String name, Words words, SortedMap<String, Cables.Plug> plugs, boolean containerlab) {
        this.name = name;
        this.words = words;
        this.plugs = plugs;
        this.containerlab = containerlab;
    }

    Node read() {
        if (!words.has("kind")) {
            words.problems()
                    .add(words.at(), "expected the word \"kind\" in the node, its group or the defaults, found none");
        }
        List<Interface> interfaces = interfaces();
        return new Node(
                name,
                Kinds.of(words.text("kind", "host"), containerlab),
                interfaces,
                addresses("loopback"),
                gateways(),
                routes(),
                Routing.valueOf(words.text("routing", "automatic").toUpperCase(java.util.Locale.ROOT)),
                Neighbours.valueOf(words.text("neighbours", "discovered").toUpperCase(java.util.Locale.ROOT)),
                vlans(interfaces),
                words.duration("ageing", AGEING),
                coordinates(),
                WorkloadReader.read(words, name));
    }

    private List<Interface> interfaces() {
        TreeSet<String> names = new TreeSet<>(NaturalOrder::compare);
        names.addAll(plugs.keySet());
        Words declared = words.in("interfaces");
        declared.mapping().entries().forEach(entry -> names.add(entry.key()));
        Words costs = words.in("costs");
        requireInterfaces(costs, names);
        requireFirst(names);
        List<Interface> interfaces = new ArrayList<>(names.size());
        for (String each : names) {
            Words own = declared.in(each);
            List<InterfaceAddress> addresses = new ArrayList<>();
            Cables.Plug plug = plugs.get(each);
            if (plug != null) {
                addresses.addAll(plug.addresses());
            }
            addAddresses(own, addresses);
            if (interfaces.isEmpty()) {
                addAddresses(words, addresses);
            }
            interfaces.add(new Interface(each, mac(own, plug), addresses, cost(own, costs, each)));
        }
        return interfaces;
    }

    /** Addresses of the node itself are those of its first interface, so it must have one. */
    private void requireFirst(Set<String> names) {
        Yaml address = words.value("ipv4") != null ? words.value("ipv4") : words.value("ipv6");
        if (names.isEmpty() && address != null) {
            words.problems()
                    .add(
                            address,
                            "expected an interface for the address of \"" + name
                                    + "\", found none; a link or the word \"interfaces\" gives it one");
        }
    }

    private void addAddresses(Words from, List<InterfaceAddress> addresses) {
        for (String key : List.of("ipv4", "ipv6")) {
            for (Yaml value : from.values(key)) {
                if (value.isNull() || Words.textOf(value).isEmpty()) {
                    continue;
                }
                from.parsed(value, InterfaceAddress::parse)
                        .filter(address -> !addresses.contains(address))
                        .ifPresent(address -> {
                            requireFamily(from, key, value, address);
                            addresses.add(address);
                        });
            }
        }
    }

    static void requireFamily(Words words, String key, Yaml value, InterfaceAddress address) {
        boolean four = address.address().bits() == 32;
        if (four != key.equals("ipv4")) {
            words.problems()
                    .add(value, "expected an " + (four ? "IPv6" : "IPv4") + " address, found " + value.describe());
        }
    }

    private static Optional<MacAddress> mac(Words own, Cables.@org.jspecify.annotations.Nullable Plug plug) {
        if (!own.text("mac", "").isEmpty()) {
            return own.parsed("mac", MacAddress::parse);
        }
        return plug == null ? Optional.empty() : plug.mac();
    }

    private static int cost(Words own, Words costs, String name) {
        return own.integer("cost", costs.integer(name, 1));
    }

    /** Keys of a mapping by interface name interfaces that exist. */
    private void requireInterfaces(Words byName, Set<String> names) {
        for (Entry entry : byName.mapping().entries()) {
            if (!names.contains(entry.key())) {
                words.problems()
                        .add(
                                entry.at(),
                                "expected the name of an interface of \"" + name + "\", found "
                                        + Scalar.quoted(entry.key()) + NearestWord.hint(entry.key(), names));
            }
        }
    }

    private List<InterfaceAddress> addresses(String key) {
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (Yaml value : words.values(key)) {
            words.parsed(value, InterfaceAddress::parse).ifPresent(addresses::add);
        }
        return addresses;
    }

    private List<IpAddress> gateways() {
        List<IpAddress> gateways = new ArrayList<>();
        for (Yaml value : words.values("gateway")) {
            words.parsed(value, IpAddress::parse).ifPresent(gateways::add);
        }
        return gateways;
    }

    private List<StaticRoute> routes() {
        List<StaticRoute> routes = new ArrayList<>();
        for (Yaml value : words.values("routes")) {
            words.parsed(value, RouteText::parse).ifPresent(routes::addAll);
        }
        return routes;
    }

    private SortedMap<String, VlanMembership> vlans(List<Interface> interfaces) {
        SortedMap<String, VlanMembership> vlans = new TreeMap<>(NaturalOrder::compare);
        Words byName = words.in("vlans");
        TreeSet<String> names = new TreeSet<>(NaturalOrder::compare);
        interfaces.forEach(each -> names.add(each.name()));
        requireInterfaces(byName, names);
        for (Entry entry : byName.mapping().entries()) {
            vlans.put(entry.key(), membership(entry.value()));
        }
        return vlans;
    }

    private static VlanMembership membership(Yaml value) {
        if (value instanceof Sequence(var _, List<Yaml> items)) {
            TreeSet<Integer> several = new TreeSet<>();
            items.forEach(item -> several.add(vlan(item)));
            return new Trunk(several);
        }
        return new Access(vlan(value));
    }

    private static int vlan(Yaml value) {
        BigDecimal number = Numbers.exact(Words.textOf(value));
        return number == null ? 0 : number.intValue();
    }

    private Optional<Coordinates> coordinates() {
        List<Yaml> degrees = words.values("coordinates");
        if (degrees.size() != 2) {
            return Optional.empty();
        }
        double latitude = degrees(degrees.get(0));
        double longitude = degrees(degrees.get(1));
        if (!(Math.abs(latitude) <= 90)) {
            words.problems()
                    .add(
                            degrees.get(0),
                            "expected a latitude from -90 to 90, found "
                                    + degrees.get(0).describe() + "; the latitude comes first");
        }
        return Optional.of(new Coordinates(latitude, longitude));
    }

    private static double degrees(Yaml value) {
        BigDecimal number = Numbers.exact(Words.textOf(value));
        return number == null ? 0 : number.doubleValue();
    }

    /** An external node that stands for what is outside the lab. */
    static Node outside(String name, SortedMap<String, Cables.Plug> plugs, Problems problems) {
        Mapping words = new Mapping(0, List.of(new Entry("kind", 0, new Scalar(0, "external", Yaml.Type.STRING))));
        return new NodeReader(name, new Words(words, problems), plugs, true).read();
    }
}
